#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <set>
#include <vector>

#include "form/phone_rules.hpp"

namespace kiosk::form {

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr unsigned digits_max = 15; // E.164

// The library looks at the length of a number alone here, so that any digits serve.
std::uint32_t lengths_of(const PhoneNumberUtil& library, int code) {
    std::uint32_t lengths = 0;
    std::uint64_t digits = 1;
    for (unsigned count = 1; count <= digits_max; ++count, digits *= 10) {
        PhoneNumber number;
        number.set_country_code(code);
        number.set_national_number(digits);
        if (library.IsPossibleNumberWithReason(number) == PhoneNumberUtil::IS_POSSIBLE)
            lengths |= 1U << count;
    }
    return lengths;
}

std::vector<CallingCode> read_codes() {
    const PhoneNumberUtil& library = *PhoneNumberUtil::GetInstance();
    std::set<int> codes;
    library.GetSupportedCallingCodes(&codes);
    std::vector<CallingCode> out;
    for (const int code : codes) {
        CallingCode made{code, lengths_of(library, code), {}};
        std::string region;
        constexpr bool digits_alone = true;
        library.GetRegionCodeForCountryCode(code, &region);
        if (region.size() == 2) library.GetNddPrefixForRegion(region, digits_alone, &made.trunk_prefix);
        out.push_back(std::move(made));
    }
    return out;
}

} // namespace

std::span<const CallingCode> calling_codes() {
    static const std::vector<CallingCode> codes = read_codes();
    return codes;
}

const CallingCode* find_calling_code(int code) {
    const auto codes = calling_codes();
    const auto found = std::ranges::lower_bound(codes, code, {}, &CallingCode::code);
    return found != codes.end() && found->code == code ? &*found : nullptr;
}

const CallingCode* phone_home(std::string_view region) {
    return find_calling_code(PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(std::string(region)));
}

} // namespace kiosk::form
