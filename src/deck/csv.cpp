#include "deck/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The separator of the first line, outside of quotation marks. A table of one column has none.
char separator_of(std::string_view text) {
    bool quoted = false;
    std::size_t commas = 0, semicolons = 0;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n') break;
        commas += c == ',' ? 1U : 0U, semicolons += c == ';' ? 1U : 0U;
    }
    return semicolons > commas ? ';' : ',';
}

class CsvParser {
  public:
    CsvParser(std::string_view text, const std::string& file, Diagnostics& diagnostics)
        : text_(text),
          file_(file),
          diagnostics_(diagnostics) {}

    std::optional<Csv> run() {
        if (text_.size() > csv_bytes_max)
            return fail(0, 0, say("at most ", csv_bytes_max / 1024, " KiB"), say(text_.size(), " bytes"),
                        "keep only the rows that slides show");
        if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
        if (!is_valid_utf8(text_) || text_.find('\0') != std::string_view::npos)
            return fail(0, 0, "text in UTF-8", "other bytes", "save it again as \"CSV UTF-8\"");
        separator_ = separator_of(text_);
        Csv csv;
        csv.decimal_comma = separator_ == ';';
        while (at_ < text_.size()) {
            CsvRow row;
            if (!read_row(row)) return std::nullopt;
            if (row.size() == 1 && row.front().text.empty()) continue; // an empty line
            if (!keep(csv, std::move(row))) return std::nullopt;
        }
        if (csv.head.empty())
            return fail(1, 1, "a first line with the names of the columns", "none", "add it");
        return csv;
    }

  private:
    std::nullopt_t fail(int line, int column, std::string_view expected, const std::string& found,
                        std::string help) {
        diagnostics_.push_back({Severity::Error,
                                {file_, line, column},
                                "csv",
                                say("expected ", expected, ", found ", found),
                                std::move(help)});
        return std::nullopt;
    }

    [[nodiscard]] bool ends() const { return at_ >= text_.size(); }
    [[nodiscard]] char here() const { return text_[at_]; }
    void step() {
        if (here() == '\n') {
            ++line_, column_ = 1;
        } else if ((static_cast<unsigned char>(here()) & 0xC0U) != 0x80U) {
            ++column_;
        }
        ++at_;
    }
    [[nodiscard]] bool at_line_end() const {
        return here() == '\n' || (here() == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
    }

    bool read_row(CsvRow& row) {
        for (;;) {
            CsvCell cell{{}, line_, column_};
            if (!read_cell(cell)) return false;
            if (cell.text.size() > csv_cell_bytes_max) {
                fail(cell.line, cell.column, say("at most ", csv_cell_bytes_max, " bytes in a cell"),
                     say(cell.text.size()), "look for a quotation mark that is not closed");
                return false;
            }
            row.push_back(std::move(cell));
            if (row.size() > csv_columns_max) {
                fail(line_, column_, say("at most ", csv_columns_max, " columns"), "more",
                     "take out the columns that no slide shows");
                return false;
            }
            if (ends()) return true;
            if (here() == separator_) {
                step();
                continue;
            }
            if (here() == '\r') step();
            step();
            return true;
        }
    }

    bool read_cell(CsvCell& cell) {
        while (!ends() && here() == ' ') step();
        if (ends() || here() != '"') {
            const std::size_t from = at_;
            while (!ends() && here() != separator_ && !at_line_end()) step();
            cell.text = trimmed(text_.substr(from, at_ - from));
            return true;
        }
        cell.line = line_, cell.column = column_;
        step();
        while (!ends()) {
            if (here() != '"') {
                cell.text += here();
                step();
                continue;
            }
            step();
            if (ends() || here() != '"') return closed();
            cell.text += '"'; // two of them are one
            step();
        }
        fail(cell.line, cell.column, "a quotation mark that closes the cell", "the end of the file",
             "write a second one, or double those that belong to the text");
        return false;
    }

    bool closed() {
        while (!ends() && here() == ' ') step();
        if (ends() || here() == separator_ || at_line_end()) return true;
        fail(line_, column_,
             say("\"", std::string(1, separator_), "\" or the end of the line behind a quoted cell"),
             "more text", "double the quotation marks that belong to the text");
        return false;
    }

    bool keep(Csv& csv, CsvRow row) {
        if (csv.head.empty()) {
            for (const CsvCell& cell : row) {
                const auto same = [&](const CsvCell& other) { return other.text == cell.text; };
                if (!cell.text.empty() && std::count_if(row.begin(), row.end(), same) == 1) continue;
                fail(cell.line, cell.column, "a name of its own for each column",
                     cell.text.empty() ? std::string("an empty one") : say("\"", cell.text, "\" twice"),
                     "name it in the first line");
                return false;
            }
            csv.head = std::move(row);
            return true;
        }
        if (row.size() != csv.head.size()) {
            fail(row.front().line, row.front().column, say(csv.head.size(), " cells, as in the first line"),
                 say(row.size()),
                 "add or take out cells; a text with a separator in it needs quotation marks");
            return false;
        }
        if (csv.rows.size() == csv_rows_max) {
            fail(row.front().line, row.front().column, say("at most ", csv_rows_max, " rows"), "more",
                 "keep only the rows that slides show");
            return false;
        }
        csv.rows.push_back(std::move(row));
        return true;
    }

    std::string_view text_;
    const std::string& file_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    int line_ = 1, column_ = 1;
    char separator_ = ',';
};

// `text` without marks that group by threes, or nothing where they stand elsewhere.
std::optional<std::string> ungrouped(std::string_view text, char group) {
    constexpr std::size_t group_digits = 3;
    std::string out;
    std::size_t since = 0;
    bool grouped = false;
    for (const char c : text) {
        if (c == group) {
            if (since == 0 || since > group_digits || (grouped && since != group_digits)) return std::nullopt;
            grouped = true, since = 0;
            continue;
        }
        out += c, ++since;
    }
    if (grouped && since != group_digits) return std::nullopt;
    return out;
}

} // namespace

std::optional<Csv> parse_csv(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
    return CsvParser(text, file, diagnostics).run();
}

std::optional<CsvNumber> csv_number(std::string_view text, bool decimal_comma) {
    constexpr std::size_t bytes_max = 40;
    constexpr double largest = 1e15; // beyond it doubles lose whole numbers
    constexpr std::string_view minus = "\u2212";
    if (text.empty() || text.size() > bytes_max) return std::nullopt;
    bool negative = false;
    if (text.starts_with('-'))
        negative = true, text.remove_prefix(1);
    else if (text.starts_with(minus))
        negative = true, text.remove_prefix(minus.size());
    // Spaces of any width that spreadsheets group with become one kind.
    std::string plain;
    for (std::string_view rest = text; !rest.empty();) {
        const CodePoint point = decode_utf8(rest);
        const bool space =
            point.value == U' ' || point.value == 0xA0 || point.value == 0x202F || point.value == 0x2009;
        plain += space ? std::string(" ") : std::string(rest.substr(0, point.bytes));
        rest.remove_prefix(point.bytes);
    }
    const char decimal = decimal_comma ? ',' : '.';
    const std::size_t sign = plain.find(decimal);
    std::string whole = plain.substr(0, sign);
    const std::string part = sign == std::string::npos ? std::string{} : plain.substr(sign + 1);
    if (sign != std::string::npos && part.empty()) return std::nullopt;
    const char group = whole.find(' ') != std::string::npos ? ' ' : decimal_comma ? '.' : ',';
    const auto digits = ungrouped(whole, group);
    if (!digits) return std::nullopt;
    if (digits->empty() || !std::all_of(digits->begin(), digits->end(), ascii::is_digit) ||
        !std::all_of(part.begin(), part.end(), ascii::is_digit))
        return std::nullopt;
    const std::string all = *digits + (part.empty() ? "" : "." + part);
    CsvNumber out;
    out.decimals = static_cast<int>(part.size());
    std::from_chars(all.data(), all.data() + all.size(), out.value);
    if (!std::isfinite(out.value) || out.value > largest) return std::nullopt;
    if (negative) out.value = -out.value;
    return out;
}

} // namespace kiosk::deck
