// Opened sign-ups as a table: columns with stable names, cells as text. Called by the writers of CSV and
// XLSX. Rehearsal records are rows like others, with "yes" in their column: nothing is left out unseen.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "handover/open_bundles.hpp"

namespace kiosk::handover {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; // as many cells as columns
};

// The columns that a set of records needs, gathered in a first look through them. Fixed columns (id, seq,
// receipt, captured_utc, clock, kiosk, event, language, rehearsal, deck, form, form_version), then field.NAME
// for every field that any record has, by name, then consent.CHANNEL, .basis, .wording, then gift_aid
// columns.
class Columns {
  public:
    void add(const record::Opened& opened);
    [[nodiscard]] std::vector<std::string> names() const;
    // Whether every field and channel of the record has its column.
    [[nodiscard]] bool hold(const record::Opened& opened) const;
    [[nodiscard]] std::vector<std::string> cells_of(const record::Opened& opened) const;

  private:
    std::set<std::string, std::less<>> fields_, channels_;
};

[[nodiscard]] Table table_of(std::span<const Row> rows);

// Overwrites what visitors typed, once it has been written where it was wanted.
void wipe_rows(std::span<Row> rows);
void wipe_table(Table& table);
void wipe_cells(std::vector<std::string>& cells);

} // namespace kiosk::handover
