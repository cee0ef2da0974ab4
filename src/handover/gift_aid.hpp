// Valid Gift Aid declarations in the columns and limits of HMRC's claim schedule, for the charity's finance
// team. Called by `open` and `export`. A pledge is no gift yet: date and amount of the donation stay empty
// until somebody enters the payment.
#pragma once

#include <span>
#include <vector>

#include "handover/bundle.hpp"
#include "handover/table.hpp"

namespace kiosk::handover {

struct GiftAidTable {
    Table table;
    std::vector<Refused> refused; // valid declarations that the schedule would not take as they are
    std::uint64_t without = 0;    // records without a valid declaration, or of a rehearsal
};

// Names come from the form's fields first_name and last_name; hyphens become spaces, as the schedule asks.
[[nodiscard]] GiftAidTable gift_aid_table(std::span<const Row> rows);

} // namespace kiosk::handover
