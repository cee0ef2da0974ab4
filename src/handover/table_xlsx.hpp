// Tables as XLSX for people: every cell is text, but for moments, which are dates, and numbers of checked
// grammar; the header stays in sight. Text is never a formula, so that no cell needs an apostrophe. Called by
// `open` and `export --key`. Leaves nothing readable on a disk: what the library needs besides lies in
// memory.
#pragma once

#include <string>

#include "base/result.hpp"
#include "handover/table.hpp"

namespace kiosk::handover {

// What a worksheet holds at most (Office Open XML as spreadsheets read it).
constexpr std::size_t xlsx_rows_max = 1'048'576, xlsx_columns_max = 16'384;

// The whole file's bytes. captured_utc becomes a date and time, seq and field.amount numbers; whatever has
// not that form stays text, as do phones and postcodes always.
[[nodiscard]] Result<std::string> xlsx_of(const Table& table);

} // namespace kiosk::handover
