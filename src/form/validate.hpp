// What is wrong with a value of the form, by the standard of its kind, and what was probably meant. Called by
// state.hpp when a field is left and at Continue. Pure; keeps, copies and quotes nothing that was typed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/secret.hpp"
#include "form/definition.hpp"

namespace kiosk::form {

enum class Problem : std::uint8_t {
    None,
    Missing,
    ChooseOne,
    ChooseAmount,
    MustAgree,
    TooLong,
    NameIsEmail,
    EmailNoAt,
    EmailTwoAts,
    EmailNoName,
    EmailNoDomain,
    EmailNoEnding,
    EmailDots,
    EmailCharacter,
    PhoneCharacter,
    PhoneShort,
    PhoneLong,
    PhoneCode,
    Postcode,
    AmountForm,
    AmountLow,
    AmountHigh,
    Pattern,
};

// The key of the interface words that say what to do, such as "error.email_no_ending".
[[nodiscard]] std::string_view word_key(Problem problem);

// Each takes a value that is not empty, trimmed by normalise().

// The grammar of a valid email address in the HTML living standard (input type=email), and besides it a
// domain with an ending of at least two letters, and at most 254 bytes (RFC 5321, 4.5.3.1.3 less the
// brackets).
[[nodiscard]] Problem check_email(std::string_view text);
// Digits with spaces, hyphens, dots, brackets and a leading "+" (or 00). How long the numbers of a country
// may be comes from libphonenumber (phone_rules.hpp); without "+" it is a number of `region` ("GB").
[[nodiscard]] Problem check_phone(std::string_view text, std::string_view region = "GB");
// The same number as ITU-T E.164 writes it, "+442079460000", into `out`; its length, or 0 for a number that
// check_phone() refuses.
[[nodiscard]] std::size_t write_e164(std::string_view text, std::string_view region, std::span<char> out);
// A UK postcode by the grammar of BS 7666, with or without its space, in any case; GIR 0AA too.
[[nodiscard]] Problem check_postcode(std::string_view text);
// Any script; only what is plainly an email address is refused.
[[nodiscard]] Problem check_name(std::string_view text);

// "12", "12.5", "12,50" in major units -> minor units. Nothing when it is no amount, or has more than 9
// digits.
[[nodiscard]] std::optional<std::int64_t> parse_amount(std::string_view text, std::string_view currency);
// Minor units in one major unit: 100, or 1 for currencies without them (ISO 4217).
[[nodiscard]] std::int64_t minor_units(std::string_view currency);

// Brings a value to one spelling in its own memory: spaces at the ends go, runs of spaces become one, a good
// postcode gets capitals and its space, an email address loses all spaces.
void normalise(FieldKind kind, SecretBytes& text);

// A slip of the finger in an email address: `words` (one of our own constants: a common domain or an ending)
// should stand from byte `from` to the end.
struct Suggestion {
    std::string_view words;
    std::size_t from = 0;
};
[[nodiscard]] std::optional<Suggestion> suggest_email(std::string_view text);

} // namespace kiosk::form
