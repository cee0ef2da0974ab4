// The body of an HTML form, application/x-www-form-urlencoded (WHATWG URL standard, section 5.1). Called by
// site.hpp. Bounded by the caller; never keeps what it read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::hub {

using FormFields = std::map<std::string, std::string, std::less<>>;

// Nothing for a broken percent escape or the same name twice.
[[nodiscard]] std::optional<FormFields> parse_form_body(std::string_view body);
// "" when absent.
[[nodiscard]] std::string_view field_of(const FormFields& fields, std::string_view name);
// The value of one cookie of a Cookie header (RFC 6265, 4.2.1); "" when absent.
[[nodiscard]] std::string_view cookie_of(std::string_view header, std::string_view name);

} // namespace kiosk::hub
