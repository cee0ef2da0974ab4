#include "record/sign_up.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "base/utf8.hpp"
#include "record/receipt_words.hpp"

namespace kiosk::record {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

// Writes JSON straight into wiped memory. Commas are put by the callers, who know the sorted order of the
// keys; once something did not fit, nothing more is written and `fits()` is false.
class Writer {
  public:
    explicit Writer(SecretBytes& out) : out_(out) {}
    [[nodiscard]] bool fits() const { return fits_; }

    void raw(std::string_view text) { fits_ = fits_ && out_.append(text); }
    void key(std::string_view name) {
        string(name);
        raw(":");
    }
    // The shortest escapes that RFC 8259 allows. A byte that is no UTF-8 becomes U+FFFD: a sign-up is never
    // refused for it, and the reader sees that something was there.
    void string(std::string_view text) {
        raw("\"");
        while (!text.empty()) {
            const CodePoint point = decode_utf8(text);
            text.remove_prefix(point.bytes);
            character(point.value);
        }
        raw("\"");
    }
    template <typename Integer> void number(Integer value) {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    void boolean(bool value) { raw(value ? "true" : "false"); }

  private:
    void character(char32_t value) {
        switch (value) {
        case U'"': return raw("\\\"");
        case U'\\': return raw("\\\\");
        case U'\b': return raw("\\b");
        case U'\f': return raw("\\f");
        case U'\n': return raw("\\n");
        case U'\r': return raw("\\r");
        case U'\t': return raw("\\t");
        default: break;
        }
        if (value < 0x20) {
            const char escape[] = {'\\', 'u', '0', '0', hex_digits[value >> 4U], hex_digits[value & 15U]};
            return raw({escape, sizeof escape});
        }
        char encoded[4];
        raw({encoded, encode_utf8(value, encoded)});
        wipe(encoded, sizeof encoded);
    }

    SecretBytes& out_;
    bool fits_ = true;
};

std::string_view name_of(Answer answer) {
    switch (answer) {
    case Answer::Yes: return "yes";
    case Answer::No: return "no";
    case Answer::NotAsked: return "not-asked";
    }
    return "not-asked";
}

std::string_view name_of(ClockTrust clock) {
    switch (clock) {
    case ClockTrust::Synced: return "synced";
    case ClockTrust::Set: return "set";
    case ClockTrust::Unset: return "unset";
    }
    return "unset";
}

void write_captured(Writer& json, const Captured& captured) {
    json.raw("{\"boot\":");
    json.string(captured.boot);
    json.raw(",\"clock\":");
    json.string(name_of(captured.clock));
    json.raw(",\"monotonic_ms\":");
    json.number(captured.monotonic_ms);
    json.raw(",\"wall\":");
    json.string(rfc3339(captured.wall));
    json.raw("}");
}

void write_consent(Writer& json, const std::vector<Consent>& consents) {
    json.raw("[");
    for (const Consent& consent : consents) {
        if (&consent != consents.data()) json.raw(",");
        json.raw("{\"answer\":");
        json.string(name_of(consent.answer));
        json.raw(",\"basis\":");
        json.string(consent.basis);
        json.raw(",\"channel\":");
        json.string(consent.channel);
        json.raw(",\"wording\":");
        json.string(consent.wording);
        json.raw("}");
    }
    json.raw("]");
}

void write_fields(Writer& json, const std::vector<const Field*>& sorted) {
    json.raw("{");
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i != 0) json.raw(",");
        json.key(sorted[i]->name);
        json.string(sorted[i]->value);
    }
    json.raw("}");
}

void write_gift_aid(Writer& json, const std::optional<GiftAid>& gift_aid) {
    if (!gift_aid) return json.raw("null");
    json.raw("{\"declaration\":");
    json.string(gift_aid->declaration);
    json.raw(",\"house\":");
    json.string(gift_aid->house);
    json.raw(",\"postcode\":");
    json.string(gift_aid->postcode);
    json.raw(",\"valid\":");
    json.boolean(gift_aid->valid);
    json.raw("}");
}

void write_record(Writer& json, const SignUp& sign_up, const std::vector<const Field*>& fields) {
    json.raw("{\"captured\":");
    write_captured(json, sign_up.captured);
    json.raw(",\"consent\":");
    write_consent(json, sign_up.consent);
    json.raw(",\"deck\":");
    json.string(sign_up.deck);
    json.raw(",\"event\":");
    json.string(sign_up.event);
    json.raw(",\"fields\":");
    write_fields(json, fields);
    json.raw(",\"form\":{\"id\":");
    json.string(sign_up.form_id);
    json.raw(",\"version\":");
    json.string(sign_up.form_version);
    json.raw("},\"gift_aid\":");
    write_gift_aid(json, sign_up.gift_aid);
    json.raw(",\"id\":");
    json.string(hex(sign_up.id));
    json.raw(",\"kiosk\":");
    json.string(sign_up.kiosk);
    json.raw(",\"language\":");
    json.string(sign_up.language);
    json.raw(",\"receipt\":");
    json.string(sign_up.receipt);
    json.raw(",\"rehearsal\":");
    json.boolean(sign_up.rehearsal);
    json.raw(",\"seq\":");
    json.number(sign_up.seq);
    json.raw(",\"v\":");
    json.number(record_version);
    json.raw("}");
}

} // namespace

void SignUp::add_field(std::string_view name, std::string_view value) {
    for (const Field& field : fields)
        if (field.name == name && field.value == value) return;
    fields.push_back({name, copy(value)});
}

void SignUp::add_consent(const Consent& given) {
    consent.push_back(given);
    consent.back().wording = copy(given.wording);
}

std::string_view SignUp::copy(std::string_view text) {
    if (copies.capacity() == 0) copies = SecretBytes(encoded_bytes_max);
    const std::size_t start = copies.size();
    if (copies.append(text)) return copies.reveal().substr(start);
    too_long = true;
    return {};
}

Result<SecretBytes> encode(const SignUp& sign_up) {
    std::vector<const Field*> fields;
    for (const Field& field : sign_up.fields) fields.push_back(&field);
    std::sort(fields.begin(), fields.end(), [](const Field* a, const Field* b) { return a->name < b->name; });
    const auto twice = std::adjacent_find(fields.begin(), fields.end(),
                                          [](const Field* a, const Field* b) { return a->name == b->name; });
    if (twice != fields.end())
        return input_error("The form has two fields named \"" + std::string((*twice)->name) +
                           "\". Give each field of the form file a name of its own.");

    constexpr std::size_t padded_max =
        (encoded_bytes_max + padding_step_bytes - 1) / padding_step_bytes * padding_step_bytes;
    SecretBytes out(padded_max);
    Writer json(out);
    write_record(json, sign_up, fields);
    if (sign_up.too_long || !json.fits() || out.size() > encoded_bytes_max)
        return input_error(
            "This sign-up is longer than " + std::to_string(encoded_bytes_max) +
            " bytes. Shorten the longest answers, or the wording of the consents in the form file.");
    const std::size_t clear = out.size();
    const std::size_t padded = (clear + padding_step_bytes - 1) / padding_step_bytes * padding_step_bytes;
    [[maybe_unused]] const bool resized = out.resize(padded);
    assert(resized);
    std::fill(out.bytes().begin() + static_cast<std::ptrdiff_t>(clear), out.bytes().end(), std::uint8_t{' '});
    return out;
}

std::string receipt_code(const Id& id) {
    // The last bytes, so that ids that are counted up in tests differ too. 2^32 mod 10,000 favours no number
    // by more than one in 400,000.
    const auto& bytes = id.bytes;
    std::uint32_t number = 0;
    for (std::size_t i = 12; i < 16; ++i) number = (number << 8U) | bytes[i];
    const std::string digits = std::to_string(number % 10'000);
    return std::string(receipt_words[bytes[11]]) + "-" + std::string(4 - digits.size(), '0') + digits;
}

} // namespace kiosk::record
