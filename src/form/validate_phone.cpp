// Telephone numbers: which digits are there, whose they are, and whether they are as many as that country
// has.
#include <array>
#include <charconv>
#include <span>

#include "base/secret.hpp"
#include "form/phone_rules.hpp"
#include "form/validate.hpp"

namespace kiosk::form {

namespace {

// The digits of a number without what stands between them, wiped when they are done with.
struct Digits {
    static constexpr std::size_t digits_max = 24; // of any number, with all its prefixes
    std::array<char, digits_max> all{};
    std::size_t count = 0;
    bool international = false;
    Problem problem = Problem::None;

    explicit Digits(std::string_view text) {
        for (const char c : text) {
            if (c >= '0' && c <= '9') {
                if (count == digits_max) problem = Problem::PhoneLong;
                if (count < digits_max) all[count++] = c;
            } else if (c == '+' && count == 0 && !international) {
                international = true;
            } else if (std::string_view(" -.()/").find(c) == std::string_view::npos) {
                problem = Problem::PhoneCharacter;
                return;
            }
        }
    }
    ~Digits() { wipe(all.data(), all.size()); }
    Digits(const Digits&) = delete;
    Digits& operator=(const Digits&) = delete;
    [[nodiscard]] std::string_view view() const { return {all.data(), count}; }
};

// A number taken apart. The national part is a slice of the digits.
struct Number {
    Problem problem = Problem::None;
    int code = 0;
    std::string_view national;
};

Number judged(const CallingCode& code, std::string_view national, bool from_abroad) {
    // "+44 (0)20 ...": the 0 is for those at home, who write it too. No number begins with a 0 of that kind,
    // but in "+7 812 ..." the 8 is the number's own.
    const bool its_own = from_abroad && code.trunk_prefix != "0" && code.allows(national.size());
    if (!its_own && !code.trunk_prefix.empty() && national.starts_with(code.trunk_prefix))
        national.remove_prefix(code.trunk_prefix.size());
    Number number{Problem::None, code.code, national};
    if (code.allows(national.size())) return number;
    bool longer_ones = false;
    for (std::size_t size = national.size() + 1; size < 32; ++size)
        longer_ones = longer_ones || code.allows(size);
    number.problem = longer_ones ? Problem::PhoneShort : Problem::PhoneLong;
    return number;
}

Number international(std::string_view digits) {
    constexpr std::size_t code_digits_max = 3, shortest = 7;
    for (std::size_t size = 1; size <= code_digits_max && size <= digits.size(); ++size) {
        int code = 0;
        std::from_chars(digits.data(), digits.data() + size, code);
        if (const CallingCode* known = find_calling_code(code))
            return judged(*known, digits.substr(size), true);
    }
    return {digits.size() < shortest ? Problem::PhoneShort : Problem::PhoneCode, 0, {}};
}

Number take_apart(const Digits& digits, std::string_view region) {
    constexpr std::string_view from_abroad = "00";
    const std::string_view all = digits.view();
    if (digits.problem != Problem::None) return {digits.problem, 0, {}};
    if (digits.international) return international(all);
    if (all.starts_with(from_abroad)) return international(all.substr(from_abroad.size()));
    const CallingCode* home = phone_home(region);
    if (home == nullptr) return {Problem::PhoneCode, 0, {}}; // the deck's check has told staff
    return judged(*home, all, false);
}

} // namespace

Problem check_phone(std::string_view text, std::string_view region) {
    const Digits digits(text);
    return take_apart(digits, region).problem;
}

std::size_t write_e164(std::string_view text, std::string_view region, std::span<char> out) {
    constexpr std::size_t code_room = 5; // "+" and up to four digits
    const Digits digits(text);
    const Number number = take_apart(digits, region);
    if (number.problem != Problem::None || out.size() < code_room + number.national.size()) return 0;
    out[0] = '+';
    char* end = std::to_chars(out.data() + 1, out.data() + out.size(), number.code).ptr;
    for (const char digit : number.national) *end++ = digit;
    return static_cast<std::size_t>(end - out.data());
}

} // namespace kiosk::form
