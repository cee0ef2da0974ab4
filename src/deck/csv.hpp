// A table that staff keep in a spreadsheet: UTF-8 with or without a byte order mark, cells apart by comma or
// semicolon, quoted as RFC 4180 says, lines ending in LF or CRLF. Called by load_data(). Opens no file; knows
// no meaning but what a number looks like.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deck/diagnostic.hpp"

namespace kiosk::deck {

// A table for a slide has some dozen rows; these are what a spreadsheet of a whole year needs.
constexpr std::size_t csv_bytes_max = std::size_t{1} << 20;
constexpr std::size_t csv_rows_max = 10'000;
constexpr std::size_t csv_columns_max = 64;
constexpr std::size_t csv_cell_bytes_max = std::size_t{4} * 1024;

struct CsvCell {
    std::string text;         // without quotation marks and without spaces at its ends
    int line = 0, column = 0; // in the file, from 1; columns count code points
};
using CsvRow = std::vector<CsvCell>;

struct Csv {
    CsvRow head;              // the first line: names of the columns
    std::vector<CsvRow> rows; // all as long as the head
    // Cells are apart by semicolons, as where numbers are written with a comma.
    bool decimal_comma = false;
};

// Nothing when the text is no such table: then `diagnostics` says where and why.
[[nodiscard]] std::optional<Csv> parse_csv(std::string_view text, const std::string& file,
                                           Diagnostics& diagnostics);

struct CsvNumber {
    double value = 0;
    int decimals = 0;
};
// "1,250.5", or "1.250,5" with a decimal comma; spaces may group as well. Nothing when it is no number.
[[nodiscard]] std::optional<CsvNumber> csv_number(std::string_view text, bool decimal_comma);

} // namespace kiosk::deck
