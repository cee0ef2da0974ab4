#include "record/opened.hpp"

#include <nlohmann/json.hpp>

#include "record/strict.hpp"

namespace kiosk::record {
namespace {

using nlohmann::json;

// Reads the keys that a record must have; remembers the first that is missing or of another type.
class Reader {
  public:
    [[nodiscard]] const std::string& wrong() const { return wrong_; }
    void blame(const std::string& key) {
        if (wrong_.empty()) wrong_ = key;
    }

    // The member, or null when it is missing or of another type, which is remembered.
    const json* member(const json& object, const char* key, json::value_t type) {
        const auto found = object.is_object() ? object.find(key) : object.end();
        const bool good =
            object.is_object() && found != object.end() &&
            (found->type() == type || (type == json::value_t::number_integer && found->is_number_integer()));
        if (!good) blame(key);
        return good ? &*found : nullptr;
    }
    std::string text(const json& object, const char* key) {
        const json* value = member(object, key, json::value_t::string);
        return value != nullptr ? value->get<std::string>() : std::string();
    }
    bool boolean(const json& object, const char* key) {
        const json* value = member(object, key, json::value_t::boolean);
        return value != nullptr && value->get<bool>();
    }
    std::int64_t integer(const json& object, const char* key) {
        const json* value = member(object, key, json::value_t::number_integer);
        return value != nullptr ? value->get<std::int64_t>() : 0;
    }

  private:
    std::string wrong_;
};

void read_captured(Reader& reader, const json& root, Opened& opened) {
    const json* captured = reader.member(root, "captured", json::value_t::object);
    if (captured == nullptr) return;
    opened.wall = reader.text(*captured, "wall");
    opened.clock = reader.text(*captured, "clock");
    opened.boot = reader.text(*captured, "boot");
    opened.monotonic_ms = reader.integer(*captured, "monotonic_ms");
}

void read_answers(Reader& reader, const json& root, Opened& opened) {
    if (const json* fields = reader.member(root, "fields", json::value_t::object)) {
        for (const auto& [name, value] : fields->items()) {
            if (!value.is_string())
                reader.blame("fields");
            else
                opened.fields.emplace_back(name, value.get<std::string>());
        }
    }
    if (const json* consents = reader.member(root, "consent", json::value_t::array)) {
        for (const json& consent : *consents)
            opened.consent.push_back({reader.text(consent, "channel"), reader.text(consent, "answer"),
                                      reader.text(consent, "basis"), reader.text(consent, "wording")});
    }
    const auto gift_aid = root.find("gift_aid");
    if (gift_aid == root.end()) return reader.blame("gift_aid");
    if (gift_aid->is_null()) return;
    opened.gift_aid = OpenedGiftAid{reader.text(*gift_aid, "declaration"), reader.text(*gift_aid, "house"),
                                    reader.text(*gift_aid, "postcode"), reader.boolean(*gift_aid, "valid")};
}

Opened read_record(Reader& reader, const json& root) {
    Opened opened;
    const auto id = parse_id(reader.text(root, "id"));
    if (id)
        opened.id = *id;
    else
        reader.blame("id");
    const std::int64_t seq = reader.integer(root, "seq");
    if (seq < 1) reader.blame("seq");
    opened.seq = static_cast<std::uint64_t>(seq);
    opened.receipt = reader.text(root, "receipt");
    read_captured(reader, root, opened);
    opened.kiosk = reader.text(root, "kiosk");
    opened.event = reader.text(root, "event");
    opened.deck = reader.text(root, "deck");
    if (const json* form = reader.member(root, "form", json::value_t::object)) {
        opened.form_id = reader.text(*form, "id");
        opened.form_version = reader.text(*form, "version");
    }
    opened.language = reader.text(root, "language");
    read_answers(reader, root, opened);
    opened.rehearsal = reader.boolean(root, "rehearsal");
    return opened;
}

} // namespace

std::string_view Opened::field(std::string_view name) const {
    for (const auto& [key, value] : fields)
        if (key == name) return value;
    return {};
}

Result<Opened> read_opened(std::string_view clear) {
    const bool strict = check_json(clear).ok();
    const json root = strict ? json::parse(clear, nullptr, false) : json();
    if (!root.is_object())
        return input_error(
            "The record's clear bytes are no JSON object. It was not made by a kiosk of this kind.");
    Reader reader;
    const std::int64_t version = reader.integer(root, "v");
    if (reader.wrong().empty() && version != record_version)
        return input_error("The record has version " + std::to_string(version) +
                           "; this program reads version " + std::to_string(record_version) +
                           ". Use a newer pledge-kiosk to open it.");
    Opened opened = read_record(reader, root);
    if (!reader.wrong().empty())
        return input_error("The record's key \"" + reader.wrong() +
                           "\" is missing or of another kind than version 1 has.");
    return opened;
}

} // namespace kiosk::record
