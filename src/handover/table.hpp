// Opened sign-ups as a table: columns with stable names, cells as text. Called by the writers of CSV and
// XLSX. Rehearsal records are rows like others, with "yes" in their column: nothing is left out unseen.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "handover/open_bundles.hpp"

namespace kiosk::handover {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; // as many cells as columns
};

// Fixed columns (id, seq, receipt, captured_utc, clock, kiosk, event, language, rehearsal, deck, form,
// form_version), then field.NAME for every field that any row has, by name, then consent.CHANNEL, .basis,
// .wording, then gift_aid columns.
[[nodiscard]] Table table_of(std::span<const Row> rows);

// Overwrites what visitors typed, once it has been written where it was wanted.
void wipe_rows(std::span<Row> rows);
void wipe_table(Table& table);

} // namespace kiosk::handover
