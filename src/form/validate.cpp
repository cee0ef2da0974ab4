#include "form/validate.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace kiosk::form {

namespace {

bool is_one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

// A postcode without spaces, in capitals, in memory that is wiped again.
struct Compact {
    static constexpr std::size_t size_max = 7;
    std::array<char, size_max> letters{};
    std::size_t size = 0;
    bool fits = true;
    explicit Compact(std::string_view text) {
        for (const char c : text) {
            if (c == ' ') continue;
            if (size == size_max) {
                fits = false;
                return;
            }
            letters[size++] = ascii::upper(c);
        }
    }
    ~Compact() { wipe(letters.data(), letters.size()); }
    Compact(const Compact&) = delete;
    Compact& operator=(const Compact&) = delete;
    [[nodiscard]] std::string_view view() const { return {letters.data(), size}; }
};

// The outward part by the six forms of BS 7666: A9, A99, AA9, AA99, A9A, AA9A, each place with its own
// letters.
bool is_outward(std::string_view out) {
    if (out.size() < 2 || out.size() > 4) return false;
    if (!ascii::is_letter(out[0]) || is_one_of(out[0], "QVX")) return false;
    std::size_t next = 1;
    if (ascii::is_letter(out[1])) {
        if (is_one_of(out[1], "IJZ")) return false;
        next = 2;
    }
    if (next >= out.size() || !ascii::is_digit(out[next])) return false;
    ++next;
    if (next == out.size()) return true;
    if (next + 1 != out.size()) return false;
    if (ascii::is_digit(out[next])) return true;
    return next == 2 ? is_one_of(out[next], "ABCDEFGHJKPSTUW") : is_one_of(out[next], "ABEHMNPRVWXY");
}

bool is_postcode(std::string_view compact) {
    if (compact == "GIR0AA") return true;
    if (compact.size() < 5) return false;
    const std::string_view in = compact.substr(compact.size() - 3);
    constexpr std::string_view inward_letters = "ABDEFGHJLNPQRSTUWXYZ";
    return ascii::is_digit(in[0]) && is_one_of(in[1], inward_letters) && is_one_of(in[2], inward_letters) &&
           is_outward(compact.substr(0, compact.size() - 3));
}

void tidy_spaces(SecretBytes& text, bool keep_inner) {
    const auto at = [&](std::size_t i) { return text.reveal()[i]; };
    for (std::size_t i = 0; i < text.size();) {
        const bool inner = i > 0 && i + 1 < text.size() && at(i + 1) != ' ';
        if (at(i) == ' ' && !(keep_inner && inner))
            text.erase(i, 1), i = i > 0 ? i - 1 : 0;
        else
            ++i;
    }
}

void tidy_postcode(SecretBytes& text) {
    const Compact compact(text.reveal());
    if (!compact.fits || !is_postcode(compact.view())) return;
    text.clear();
    const std::string_view whole = compact.view();
    // Both parts fit where the value fitted before: it had the same letters, and at least room for a space.
    if (!text.append(whole.substr(0, whole.size() - 3)) || !text.append(" ")) return;
    (void)text.append(whole.substr(whole.size() - 3));
}

} // namespace

std::string_view word_key(Problem problem) {
    switch (problem) {
    case Problem::None: return "";
    case Problem::Missing: return "error.missing";
    case Problem::ChooseOne: return "error.choose_one";
    case Problem::ChooseAmount: return "error.choose_amount";
    case Problem::MustAgree: return "error.must_agree";
    case Problem::TooLong: return "error.too_long";
    case Problem::NameIsEmail: return "error.name_is_email";
    case Problem::EmailNoAt: return "error.email_no_at";
    case Problem::EmailTwoAts: return "error.email_two_ats";
    case Problem::EmailNoName: return "error.email_no_name";
    case Problem::EmailNoDomain: return "error.email_no_domain";
    case Problem::EmailNoEnding: return "error.email_no_ending";
    case Problem::EmailDots: return "error.email_dots";
    case Problem::EmailCharacter: return "error.email_character";
    case Problem::PhoneCharacter: return "error.phone_character";
    case Problem::PhoneShort: return "error.phone_short";
    case Problem::PhoneLong: return "error.phone_long";
    case Problem::PhoneCode: return "error.phone_code";
    case Problem::Postcode: return "error.postcode";
    case Problem::AmountForm: return "error.amount_form";
    case Problem::AmountLow: return "error.amount_low";
    case Problem::AmountHigh: return "error.amount_high";
    case Problem::Pattern: return "error.pattern";
    }
    return "";
}

Problem check_postcode(std::string_view text) {
    const Compact compact(text);
    return compact.fits && is_postcode(compact.view()) ? Problem::None : Problem::Postcode;
}

Problem check_name(std::string_view text) {
    return text.find('@') == std::string_view::npos ? Problem::None : Problem::NameIsEmail;
}

std::int64_t minor_units(std::string_view currency) {
    // The currencies of ISO 4217 without a minor unit that are in use.
    constexpr std::array<std::string_view, 12> whole{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                     "KMF", "KRW", "PYG", "RWF", "UGX", "VND"};
    return std::find(whole.begin(), whole.end(), currency) != whole.end() ? 1 : 100;
}

std::optional<std::int64_t> parse_amount(std::string_view text, std::string_view currency) {
    constexpr std::size_t digits_max = 9; // far above any pledge, far below an overflow
    const std::int64_t unit = minor_units(currency);
    std::int64_t whole = 0, part = 0, weight = unit;
    std::size_t digits = 0;
    bool in_part = false;
    for (const char c : text) {
        if (!in_part && unit > 1 && (c == '.' || c == ',')) {
            in_part = true;
            continue;
        }
        if (!ascii::is_digit(c) || ++digits > digits_max) return std::nullopt;
        if (!in_part) {
            whole = whole * 10 + (c - '0');
        } else {
            weight /= 10;
            if (weight == 0) return std::nullopt;
            part += weight * (c - '0');
        }
    }
    if (digits == 0) return std::nullopt;
    return whole * unit + part;
}

void normalise(FieldKind kind, SecretBytes& text) {
    tidy_spaces(text, kind != FieldKind::Email);
    if (kind == FieldKind::Postcode) tidy_postcode(text);
}

} // namespace kiosk::form
