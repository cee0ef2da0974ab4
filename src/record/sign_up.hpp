// A sign-up as the charity will read it, and its canonical bytes: UTF-8 JSON (RFC 8259) with sorted keys and
// no insignificant space, as the contract's "A record" says. The form engine fills SignUp with views of what
// was typed; encode() writes into wiped memory; nothing here allocates memory for typed text that is not
// wiped.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

namespace kiosk::record {

// 128 random bits, made when the form opens. Written as 32 lower-case hex digits.
struct Id {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const Id&) const = default;
};
// A new one from the system's random numbers.
[[nodiscard]] Id make_id();
[[nodiscard]] std::string hex(const Id& id);
[[nodiscard]] std::optional<Id> parse_id(std::string_view hex32);

enum class Answer : std::uint8_t { Yes, No, NotAsked };

// A value of the form: a name of the form file, and what was typed or chosen, as text.
struct Field {
    std::string_view name;
    std::string_view value; // a view of secret memory for typed fields
};

struct Consent {
    std::string_view channel; // "email", "phone", "post", ...
    Answer answer = Answer::NotAsked;
    std::string_view basis;   // "consent", "soft-opt-in"; "affirmation"
    std::string_view wording; // the exact words shown
};

struct GiftAid {
    std::string_view declaration; // the exact words shown
    std::string_view house;
    std::string_view postcode;
    bool valid = false; // all that HMRC requires is there
};

struct Captured {
    WallTime wall;
    ClockTrust clock = ClockTrust::Unset;
    std::string_view boot; // id of the machine's boot
    std::int64_t monotonic_ms = 0;
};

constexpr int record_version = 1;
// A record must lie in one leaf page of 16 KiB once sealed (see seal.hpp); this bounds its clear form.
constexpr std::size_t encoded_bytes_max = 10'000;
constexpr std::size_t padding_step_bytes = 256; // the length says little about what was typed

// Views: everything lives as long as the call to encode(), but for what add_field() and add_consent() copied.
struct SignUp {
    Id id;
    std::uint64_t seq = 0;
    std::string_view receipt; // such as "KITE-4821"
    Captured captured;
    std::string_view kiosk, event, deck, form_id, form_version, language;
    std::vector<Field> fields;
    std::vector<Consent> consent;
    std::optional<GiftAid> gift_aid;
    bool rehearsal = false;

    // Adds a field whose value may end with this call, such as an amount that was written out for it: a copy
    // lies in wiped memory. The same name and value again is passed over. What does not fit makes encode()
    // fail.
    void add_field(std::string_view name, std::string_view value);
    // Adds a consent whose wording may end with this call, since it is put together from several texts.
    void add_consent(const Consent& given);
    // `text` in wiped memory of this sign-up; empty, with `too_long` set, when there is no room.
    [[nodiscard]] std::string_view copy(std::string_view text);
    SecretBytes copies;
    bool too_long = false;
};

// Canonical bytes, padded with spaces after the closing brace to a multiple of 256 bytes. An error names the
// limit when the sign-up is too long; it never quotes what was typed.
[[nodiscard]] Result<SecretBytes> encode(const SignUp& sign_up);

// A code that can be read aloud: a short word and four digits, such as "KITE-4821", from the id's bits.
// Not secret, not unique by itself: with the event and kiosk it finds one record.
[[nodiscard]] std::string receipt_code(const Id& id);

} // namespace kiosk::record
