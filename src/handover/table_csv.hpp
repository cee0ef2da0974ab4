// Tables as CSV: RFC 4180, UTF-8 with a byte order mark, CRLF, every field quoted. A cell that a spreadsheet
// would run as a formula is made harmless. Called by `open` and `export --key`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "handover/table.hpp"

namespace kiosk::handover {

// A leading apostrophe before what begins, after spaces, with = + - @, a tab or line break, or their
// full-width forms; a telephone number (+ and 6 to 15 digits, nothing else) stays whole.
[[nodiscard]] std::string harmless_cell(std::string_view cell);

constexpr std::string_view csv_byte_order_mark = "\xEF\xBB\xBF"; // before the first line
void append_csv_line(std::string& out, std::span<const std::string> cells);
[[nodiscard]] std::string csv_of(const Table& table);
// The exact inner records, a line each.
[[nodiscard]] std::string jsonl_of(std::span<const Row> rows);

} // namespace kiosk::handover
