// The kinds that draw rows of numbers: bars, lines, parts of a whole. The rows come from tables in the deck,
// each naming its fact, or from a [[data]] table.
#include "deck/load_chart.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "base/number_format.hpp"
#include "deck/kind_rows.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

constexpr std::size_t bars_rows_max = 12, bars_max = 24;
constexpr std::size_t points_min = 2, points_max = 60;
constexpr std::size_t parts_min = 2, parts_max = 6;

// The rows of a [[data]] table that a slide draws.
class TableRows {
  public:
    TableRows(KindReader& reader, const DataTable& table) : reader_(reader), table_(table) {
        const std::vector<std::string> wanted = reader.keys().texts("rows");
        if (wanted.empty())
            for (const CsvRow& row : table.csv.rows) rows_.push_back(&row);
        for (const std::string& name : wanted)
            if (const CsvRow* row = named(name, "rows")) rows_.push_back(row);
    }

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] const std::string& key(std::size_t row) const { return rows_[row]->front().text; }
    // The first cell as words. What has no letters, such as a year, is the same in all languages.
    [[nodiscard]] Localised label(std::size_t row) {
        const CsvCell& cell = rows_[row]->front();
        const bool letters = std::any_of(cell.text.begin(), cell.text.end(), [](char c) {
            return ascii::is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
        });
        Translations& translations = reader_.loading().translations;
        if (!letters) return {{{translations.own(), cell.text}}};
        return translations.words(say("data.", table_.id, ".", cell.text), cell.text,
                                  {table_.file, cell.line, cell.column});
    }
    // The place of a column by its name; nothing when there is none: then it is reported with the key.
    std::optional<std::size_t> column(const std::string& name, KindReader& where) {
        std::vector<std::string_view> known;
        for (const CsvCell& cell : table_.csv.head) known.push_back(cell.text);
        const auto found = std::find(known.begin(), known.end(), name);
        if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
        const auto near = nearest(name, known);
        where.error("column", "unknown-name",
                    say("column: expected the name of a column of ", table_.file, ", found \"", name, "\""),
                    near ? say("write \"", *near, "\"") : std::string("look into its first line"));
        return std::nullopt;
    }
    // The place of a row among those drawn.
    std::optional<std::size_t> row(const std::string& name, KindReader& where) {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (key(i) == name) return i;
        unknown_row(name, "row", where);
        return std::nullopt;
    }
    // An empty cell is no number; whether that is a mistake is for the caller to say.
    std::optional<CsvNumber> number(std::size_t row, std::size_t column, bool may_be_empty) {
        const CsvCell& cell = (*rows_[row])[column];
        const auto number = csv_number(cell.text, table_.csv.decimal_comma);
        if (!number && !(may_be_empty && cell.text.empty()))
            reader_.loading().diagnostics.push_back(
                {Severity::Error,
                 {table_.file, cell.line, cell.column},
                 "value",
                 say("expected a number, found ",
                     cell.text.empty() ? std::string("an empty cell") : say("\"", cell.text, "\"")),
                 "write digits alone; a unit stands in the deck"});
        return number;
    }
    Quantity quantity(std::size_t row, std::size_t column) {
        Quantity out;
        if (const auto number = this->number(row, column, false)) {
            out.value = out.low = number->value;
            out.decimals = std::min(number->decimals, decimals_max);
        }
        return out;
    }
    [[nodiscard]] std::size_t columns() const { return table_.csv.head.size(); }

  private:
    const CsvRow* named(const std::string& name, std::string_view key) {
        for (const CsvRow& row : table_.csv.rows)
            if (row.front().text == name) return &row;
        unknown_row(name, key, reader_);
        return nullptr;
    }
    void unknown_row(const std::string& name, std::string_view key, KindReader& where) {
        std::vector<std::string_view> known;
        for (const CsvRow& row : table_.csv.rows) known.push_back(row.front().text);
        const auto near = nearest(name, known);
        where.error(key, "unknown-name",
                    say(key, ": expected the first cell of a row of ", table_.file, ", found \"", name, "\""),
                    near ? say("write \"", *near, "\"") : std::string("look into its first column"));
    }

    KindReader& reader_;
    const DataTable& table_;
    std::vector<const CsvRow*> rows_;
};

void check_count(KindReader& reader, std::string_view what, std::size_t found, std::size_t least,
                 std::size_t most) {
    if (found >= least && found <= most) return;
    reader.error("data", "count", say("expected ", least, " to ", most, " ", what, ", found ", found),
                 "name those that matter, or show them on two slides");
}

// One of `data` and the list `inner`, not both and not neither.
bool one_way(KindReader& reader, std::string_view inner) {
    if (reader.keys().has("data") != reader.keys().has(inner)) return true;
    reader.error("data", "missing-key",
                 say("expected either data or [[slide.", inner, "]], found ",
                     reader.keys().has("data") ? "both" : "neither"),
                 say("write data = \"...\", an id of a [[data]], or the ", inner, "s with their facts"));
    return false;
}

void bars_of_table(KindReader& reader, const DataTable& table, Bars& bars) {
    TableRows rows(reader, table);
    std::vector<std::size_t> columns;
    reader.each("series", [&](KindReader& one) {
        bars.series.push_back(one.words("label"));
        if (const auto column = rows.column(one.keys().text("column"), one)) columns.push_back(*column);
    });
    if (columns.empty() && bars.series.empty()) {
        if (rows.columns() != 2)
            reader.error(
                "data", "missing-key",
                say("expected a [[slide.series]] for each column to draw, or a table of two columns, found ",
                    rows.columns(), " columns"),
                "write [[slide.series]] with column and label");
        else
            columns.push_back(1);
    }
    for (std::size_t row = 0; row < std::min(rows.size(), bars_rows_max); ++row) {
        Bars::Row out;
        out.label = rows.label(row);
        for (const std::size_t column : columns) out.values.push_back(rows.quantity(row, column));
        bars.rows.push_back(std::move(out));
    }
    check_count(reader, "rows", rows.size(), 1, bars_rows_max);
}

void bars_of_facts(KindReader& reader, Bars& bars) {
    reader.each("series", [&](KindReader& one) { bars.series.push_back(one.words("label")); });
    const std::size_t wanted = std::max<std::size_t>(1, bars.series.size());
    reader.each("bar", [&](KindReader& one) {
        Bars::Row row;
        row.label = one.words("label");
        std::vector<std::string> facts = one.keys().texts("facts");
        if (facts.empty() && one.keys().has("fact")) facts.push_back(one.keys().text("fact"));
        if (facts.size() != wanted)
            one.error("facts", "count",
                      say("expected a fact for each of ", wanted, " series, found ", facts.size()),
                      "write fact = \"...\", or facts = [\"...\", \"...\"]");
        const std::string_view key = one.keys().has("facts") ? "facts" : "fact";
        for (const std::string& fact : facts)
            if (const auto quantity = one.quantity_of(fact, key)) row.values.push_back(*quantity);
        bars.rows.push_back(std::move(row));
    });
}

void check_bars(KindReader& reader, const Bars& bars) {
    std::size_t count = 0;
    for (const Bars::Row& row : bars.rows) count += row.values.size();
    check_count(reader, "bars", count, 1, bars_max);
    if (bars.arrangement != Bars::Arrangement::Stacked) return;
    for (const Bars::Row& row : bars.rows)
        for (const Quantity& value : row.values)
            if (value.value < 0) {
                reader.error("arrangement", "value",
                             say("expected numbers from 0 on in stacked bars, found ", value.value),
                             "write arrangement = \"grouped\"");
                return;
            }
}

} // namespace

Kind load_bars(KindReader& reader) {
    Bars bars;
    bars.direction = static_cast<Bars::Direction>(reader.keys().choice("direction"));
    bars.arrangement = static_cast<Bars::Arrangement>(reader.keys().choice("arrangement"));
    if (one_way(reader, "bar")) {
        if (const DataTable* table = reader.data())
            bars_of_table(reader, *table, bars);
        else if (!reader.keys().has("data"))
            bars_of_facts(reader, bars);
    }
    check_bars(reader, bars);
    if (bars.series.size() == 1) bars.series.clear(); // one alone needs no name
    const std::string marked = reader.keys().text("marked");
    bool found = marked.empty();
    for (Bars::Row& row : bars.rows) {
        row.marked = !marked.empty() && row.label.in(reader.loading().translations.own()) == marked;
        found = found || row.marked;
    }
    if (!found)
        reader.error("marked", "unknown-name",
                     say("marked: expected the label of a bar, found \"", marked, "\""),
                     "write it as it stands in the deck's own language");
    const bool any = !bars.rows.empty() && !bars.rows.front().values.empty();
    bars.affixes = affixes(reader, any ? &bars.rows.front().values.front() : nullptr);
    return bars;
}

Kind load_line(KindReader& reader) {
    Line line;
    line.affixes = affixes(reader, nullptr);
    const DataTable* table = reader.data();
    if (table == nullptr) return line;
    TableRows rows(reader, *table);
    check_count(reader, "rows", rows.size(), points_min, points_max);
    const std::size_t points = std::min(rows.size(), points_max);
    for (std::size_t i = 0; i < points; ++i) line.points.push_back(rows.label(i));
    reader.each("series", [&](KindReader& one) {
        Line::Series series;
        series.label = one.words("label");
        series.area = one.keys().boolean("area");
        if (const auto column = rows.column(one.keys().text("column"), one))
            for (std::size_t i = 0; i < points; ++i) {
                const auto number = rows.number(i, *column, true);
                series.values.push_back(number ? std::optional<double>(number->value) : std::nullopt);
                if (number) line.decimals = std::max(line.decimals, std::min(number->decimals, decimals_max));
            }
        line.series.push_back(std::move(series));
    });
    reader.each("annotation", [&](KindReader& one) {
        Line::Note note;
        note.label = one.words("label");
        note.series = static_cast<std::size_t>(one.keys().integer("series") - 1);
        const auto point = rows.row(one.keys().text("row"), one);
        if (note.series >= line.series.size())
            one.error("series", "value",
                      say("series: expected at most ", line.series.size(), ", found ", note.series + 1),
                      "write the number of a [[slide.series]]");
        else if (point && *point < points && line.series[note.series].values.size() == points)
            note.point = *point, line.notes.push_back(std::move(note));
    });
    return line;
}

Kind load_donut(KindReader& reader) {
    Donut donut;
    if (one_way(reader, "part")) {
        if (const DataTable* table = reader.data()) {
            TableRows rows(reader, *table);
            const std::string named = reader.keys().text("column");
            const auto column = named.empty() ? std::optional<std::size_t>(1) : rows.column(named, reader);
            for (std::size_t i = 0;
                 column && *column < rows.columns() && i < std::min(rows.size(), parts_max); ++i)
                donut.parts.push_back({rows.label(i), rows.quantity(i, *column)});
            check_count(reader, "rows", rows.size(), parts_min, parts_max);
        } else {
            reader.each("part", [&](KindReader& one) {
                Localised label = one.words("label");
                if (const auto value = one.quantity("fact"))
                    donut.parts.push_back({std::move(label), *value});
            });
            if (!reader.keys().has("data"))
                check_count(reader, "parts", reader.keys().nodes("part").size(), parts_min, parts_max);
        }
    }
    double sum = 0;
    for (const Donut::Part& part : donut.parts) {
        if (part.value.value < 0)
            reader.error("data", "value", say("expected parts from 0 on, found ", part.value.value),
                         "show numbers below zero as bars");
        sum += part.value.value;
    }
    if (!donut.parts.empty() && sum <= 0)
        reader.error("data", "value", "expected parts whose sum is over 0, found none",
                     "look at their numbers");
    donut.affixes = affixes(reader, donut.parts.empty() ? nullptr : &donut.parts.front().value);
    return donut;
}

} // namespace kiosk::deck
