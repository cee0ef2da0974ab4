#include <nlohmann/json.hpp>

#include "handover/bundle.hpp"
#include "record/strict.hpp"

namespace kiosk::handover {
namespace {

using nlohmann::json;

std::string line_of(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace

std::string bundle_header_line(const BundleHeader& header) {
    return line_of({{"bundle", bundle_protocol},
                    {"kiosk", header.kiosk},
                    {"event", header.event},
                    {"recipients", header.recipients},
                    {"first_seq", header.first_seq},
                    {"last_seq", header.last_seq}});
}

std::string bundle_trailer_line(std::uint64_t count, const record::Sha256& sha_before) {
    return line_of({{"count", count}, {"sha256", record::hex(sha_before)}});
}

Result<BundleHeader> parse_bundle_header(std::string_view line) {
    const Error not_one =
        input_error("It does not begin with a bundle's header line. Give files that end in .pkb.");
    if (!record::check_json(line)) return not_one;
    const json value = json::parse(line, nullptr, false);
    if (!value.is_object()) return not_one;
    const auto protocol = value.find("bundle");
    if (protocol == value.end() || !protocol->is_number_integer()) return not_one;
    if (protocol->get<std::int64_t>() != bundle_protocol)
        return input_error("It is a bundle of protocol " + std::to_string(protocol->get<std::int64_t>()) +
                           "; this program reads " + std::to_string(bundle_protocol) +
                           ". Use a newer pledge-kiosk.");
    BundleHeader header;
    const auto text = [&](const char* key) {
        const auto found = value.find(key);
        return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    header.kiosk = text("kiosk");
    header.event = text("event");
    const auto number = [&](const char* key) {
        const auto found = value.find(key);
        return found != value.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
    };
    header.first_seq = number("first_seq");
    header.last_seq = number("last_seq");
    if (const auto found = value.find("recipients"); found != value.end() && found->is_array()) {
        for (const json& recipient : *found)
            if (recipient.is_string()) header.recipients.push_back(recipient.get<std::string>());
    }
    return header;
}

std::optional<BundleTrailer> parse_bundle_trailer(std::string_view line) {
    if (!record::check_json(line)) return std::nullopt;
    const json value = json::parse(line, nullptr, false);
    if (!value.is_object()) return std::nullopt;
    const auto count = value.find("count"), sha = value.find("sha256");
    if (count == value.end() || !count->is_number_unsigned() || sha == value.end() || !sha->is_string())
        return std::nullopt;
    const auto parsed = record::parse_sha256(sha->get<std::string>());
    if (!parsed) return std::nullopt;
    return BundleTrailer{count->get<std::uint64_t>(), *parsed};
}

} // namespace kiosk::handover
