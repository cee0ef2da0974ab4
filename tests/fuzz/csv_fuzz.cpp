// A table that staff keep in a spreadsheet. Oracle: a table comes out exactly when nothing was found wrong;
// all rows are as long as the head, within the bounds; and the table, written anew with every cell in quotes,
// reads the same.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "deck/csv.hpp"

namespace {

using namespace kiosk::deck;

void must(bool true_of_every_input) {
    if (!true_of_every_input) std::abort();
}

void append_row(std::string& out, const CsvRow& row, char separator) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) out += separator;
        out += '"';
        for (const char letter : row[i].text)
            out += letter == '"' ? std::string("\"\"") : std::string(1, letter);
        out += '"';
    }
    out += "\r\n";
}

bool same(const CsvRow& one, const CsvRow& other) {
    if (one.size() != other.size()) return false;
    for (std::size_t i = 0; i < one.size(); ++i)
        if (one[i].text != other[i].text) return false;
    return true;
}

void look_at(const CsvRow& row, const Csv& csv) {
    must(row.size() == csv.head.size());
    for (const CsvCell& cell : row) {
        must(cell.text.size() <= csv_cell_bytes_max && cell.line > 0 && cell.column > 0);
        const auto number = csv_number(cell.text, csv.decimal_comma);
        must(!number || (std::isfinite(number->value) && number->decimals >= 0));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    Diagnostics findings;
    const auto csv = parse_csv(text, "fuzz.csv", findings);
    must(csv.has_value() == findings.empty());
    if (!csv) return 0;
    must(csv->head.size() <= csv_columns_max && csv->rows.size() <= csv_rows_max);
    std::string written;
    const char separator = csv->decimal_comma ? ';' : ',';
    append_row(written, csv->head, separator);
    for (const CsvRow& row : csv->rows) {
        look_at(row, *csv);
        append_row(written, row, separator);
    }
    if (written.size() > csv_bytes_max) return 0;
    const auto again = parse_csv(written, "fuzz.csv", findings);
    must(again && same(again->head, csv->head) && again->rows.size() == csv->rows.size());
    for (std::size_t i = 0; i < csv->rows.size(); ++i) must(same(again->rows[i], csv->rows[i]));
    return 0;
}
