#include "hub/heartbeat.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "record/strict.hpp"

namespace kiosk::hub {

namespace {

using Json = nlohmann::json;

constexpr std::size_t word_chars_max = 40;

bool read_count(const Json& object, const char* key, std::uint64_t& count) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned() ||
        found->get<std::uint64_t>() > record::wire_seq_max)
        return false;
    count = found->get<std::uint64_t>();
    return true;
}

bool read_word(const Json& object, const char* key, std::string& word) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return false;
    word = found->get<std::string>();
    return word.size() <= word_chars_max && std::ranges::all_of(word, [](char c) {
               return ascii::is_alphanumeric(c) || c == '.' || c == '-' || c == '+';
           });
}

} // namespace

Result<Heartbeat> parse_heartbeat(std::string_view body) {
    if (body.size() > heartbeat_bytes_max) return input_error("heartbeat: expected at most 4096 bytes");
    if (const auto strict = record::check_json(body); !strict) return strict.error();
    const Json object = Json::parse(body, nullptr, false);
    if (!object.is_object()) return input_error("heartbeat: expected an object");
    Heartbeat beat;
    std::uint64_t faults = 0;
    if (!read_count(object, "accepted", beat.accepted) || !read_count(object, "waiting", beat.waiting) ||
        !read_count(object, "quarantined", beat.quarantined) || !read_count(object, "acked", beat.acked) ||
        !read_count(object, "purged", beat.purged) || !read_count(object, "faults", faults))
        return input_error(
            "heartbeat: expected the counts accepted, waiting, quarantined, acked, purged and faults");
    if (!read_word(object, "version", beat.version) || !read_word(object, "health", beat.health))
        return input_error("heartbeat: expected version and health as short words");
    beat.faults = static_cast<int>(std::min<std::uint64_t>(faults, 1'000'000));
    return beat;
}

} // namespace kiosk::hub
