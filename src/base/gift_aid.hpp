// What HMRC's Gift Aid schedule holds of a name and of a house (GOV.UK, "Schedule spreadsheet to claim back
// tax on Gift Aid donations"). Used by the form, so that nobody confirms what cannot be claimed, and by the
// export, which refuses what an older form let through.
#pragma once

#include <cstddef>
#include <string_view>

namespace kiosk::gift_aid {

constexpr std::size_t name_chars_max = 35,
                      house_chars_max = 40; // of a first name, of a last name; of a house
// The fields of the form that become the schedule's columns.
constexpr std::string_view first_name_field = "first_name", last_name_field = "last_name";

} // namespace kiosk::gift_aid
