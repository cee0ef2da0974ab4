#include "handover/table_csv.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"

namespace kiosk::handover {
namespace {

constexpr std::size_t phone_digits_min = 6, phone_digits_max = 15; // E.164 has 15

// What spreadsheets skip before they look for a formula: space, no-break space, ideographic space, zero-width
// ones.
constexpr std::array<std::string_view, 6> skipped = {" ", "\u00A0", "\u3000", "\u200B", "\uFEFF", "\u2060"};
constexpr std::array<std::string_view, 13> starters = {
    "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", "\u2212", "\v"};

bool is_phone(std::string_view cell) {
    if (!cell.starts_with('+')) return false;
    cell.remove_prefix(1);
    return cell.size() >= phone_digits_min && cell.size() <= phone_digits_max &&
           std::all_of(cell.begin(), cell.end(), ascii::is_digit);
}

void append_quoted(std::string& out, std::string_view cell) {
    out += '"';
    for (const char letter : cell) {
        if (letter == '"') out += '"';
        out += letter;
    }
    out += '"';
}

} // namespace

void append_csv_line(std::string& out, std::span<const std::string> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != 0) out += ',';
        append_quoted(out, harmless_cell(cells[i]));
    }
    out += "\r\n";
}

std::string harmless_cell(std::string_view cell) {
    if (is_phone(cell)) return std::string(cell);
    std::string_view rest = cell;
    for (bool moved = true; moved;) {
        moved = false;
        for (const std::string_view space : skipped) {
            if (!rest.starts_with(space)) continue;
            rest.remove_prefix(space.size());
            moved = true;
        }
    }
    const bool runs = std::any_of(starters.begin(), starters.end(),
                                  [&](std::string_view starter) { return rest.starts_with(starter); });
    return (runs ? "'" : "") + std::string(cell);
}

std::string csv_of(const Table& table) {
    std::string out(csv_byte_order_mark);
    append_csv_line(out, table.columns);
    for (const auto& row : table.rows) append_csv_line(out, row);
    return out;
}

std::string jsonl_of(std::span<const Row> rows) {
    std::string out;
    for (const Row& row : rows) out += row.exact + "\n";
    return out;
}

} // namespace kiosk::handover
