// How many digits the telephone numbers of each country have, as libphonenumber knows it. Asked once about
// lengths alone, with digits of our own: what a visitor types never gets there. Used by check_phone() and by
// the loader of forms.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiosk::form {

// All countries behind one calling code, 44 or 1.
struct CallingCode {
    int code = 0;
    std::uint32_t lengths = 0; // bit n: national numbers of n digits are possible
    std::string trunk_prefix;  // dialled before them at home ("0"), and left out from abroad
    [[nodiscard]] bool allows(std::size_t digits) const {
        return digits < 32 && (lengths >> static_cast<unsigned>(digits) & 1U) != 0;
    }
};
// By rising code. Made at the first call.
[[nodiscard]] std::span<const CallingCode> calling_codes();
[[nodiscard]] const CallingCode* find_calling_code(int code);

// Whose a number without "+" is; null for two letters that name no country.
[[nodiscard]] const CallingCode* phone_home(std::string_view region);

} // namespace kiosk::form
