#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "base/number_format.hpp"
#include "deck/load_parts.hpp"
#include "deck/say.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

bool is_id(std::string_view id) {
    for (const char c : id)
        if (!(ascii::is_lower(c) || ascii::is_digit(c) || c == '-' || c == '_')) return false;
    return !id.empty();
}

bool parse_part(std::string_view text, int& out) {
    constexpr int part_max = 100'000; // more lights or blocks than that cannot be drawn apart
    const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
    return end.ec == std::errc{} && end.ptr == text.data() + text.size() && out > 0 && out <= part_max;
}

} // namespace

Localised words_of(const Reader& reader, std::string_view name, const std::string& path, Loading& loading) {
    return loading.translations.words(path.empty() ? std::string(name) : say(path, ".", name),
                                      reader.text(name), reader.place(name));
}

void check_id(const Reader& reader, std::vector<std::string>& seen, Loading& loading, std::string_view key) {
    std::string id = reader.text(key);
    if (!reader.has(key)) return;
    if (!is_id(id))
        loading.diagnostics.push_back({Severity::Error, reader.place(key), "value",
                                       say(key, ": expected a name of a-z, 0-9, - and _, found \"", id, "\""),
                                       "write it in small letters without spaces"});
    for (const std::string& other : seen)
        if (other == id)
            loading.diagnostics.push_back({Severity::Error, reader.place(key), "double-id",
                                           say(key, ": expected a name of its own, found \"", id, "\" twice"),
                                           "rename one of them"});
    seen.push_back(std::move(id));
}

bool parse_value(std::string_view value, int& numerator, int& denominator) {
    denominator = 1;
    const std::size_t slash = value.find('/');
    if (slash == std::string_view::npos) return parse_part(value, numerator);
    return parse_part(value.substr(0, slash), numerator) &&
           parse_part(value.substr(slash + 1), denominator) && numerator < denominator;
}

std::string fraction_text(int numerator, int denominator) {
    struct Vulgar {
        int numerator, denominator;
        const char* text;
    };
    constexpr Vulgar vulgar[] = {
        {1, 2, "\u00BD"}, {1, 3, "\u2153"}, {2, 3, "\u2154"}, {1, 4, "\u00BC"}, {3, 4, "\u00BE"},
        {1, 5, "\u2155"}, {2, 5, "\u2156"}, {3, 5, "\u2157"}, {4, 5, "\u2158"}, {1, 6, "\u2159"},
        {5, 6, "\u215A"}, {1, 8, "\u215B"}, {3, 8, "\u215C"}, {5, 8, "\u215D"}, {7, 8, "\u215E"},
    };
    for (const Vulgar& one : vulgar)
        if (one.numerator == numerator && one.denominator == denominator) return one.text;
    return say(numerator, "\u2044", denominator);
}

const Fact* fact_named(const std::string& id, SourcePlace place, Loading& loading) {
    if (id.empty()) return nullptr;
    std::vector<std::string_view> known;
    for (const Fact& fact : loading.notes.facts) {
        if (fact.id == id) return &fact;
        known.push_back(fact.id);
    }
    const auto near = nearest(id, known);
    loading.diagnostics.push_back(
        {Severity::Error, std::move(place), "unknown-name",
         say("expected the id of a fact in facts.toml, found \"", id, "\""),
         near ? say("write \"", *near, "\"") : std::string("add it, or take this out")});
    return nullptr;
}

std::optional<Quantity> parse_quantity(std::string_view value) {
    Quantity out;
    if (value.find('/') != std::string_view::npos) {
        if (!parse_value(value, out.numerator, out.denominator)) return std::nullopt;
        out.value = out.low = static_cast<double>(out.numerator) / out.denominator;
        return out;
    }
    const auto number = csv_number(value, false);
    if (!number || value.find(',') != std::string_view::npos) return std::nullopt;
    out.value = out.low = number->value;
    out.decimals = std::min(number->decimals, decimals_max);
    return out;
}

namespace {

class FactLoader {
  public:
    FactLoader(const Reader& keys, std::string path, Loading& loading)
        : keys_(keys),
          path_(std::move(path)),
          loading_(loading) {}

    Fact run() {
        fact_.id = keys_.text("id");
        fact_.value = keys_.text("value");
        fact_.place = keys_.place();
        // Not shown, so that it needs no translation.
        fact_.says.entries.emplace_back(loading_.translations.own(), keys_.text("says"));
        number();
        from_table();
        source();
        const auto qualifier = keys_.has("qualifier") ? keys_.choice("qualifier") + 1 : 0;
        if (qualifier > 0) {
            const auto& words = loading_.assets.words.all();
            const auto found = words.find(qualifier_keys[qualifier]);
            if (found != words.end()) fact_.qualifier = found->second;
        }
        const Localised unit = words_of(keys_, "unit", path_, loading_);
        if (fact_.quantity) {
            fact_.quantity->qualifier = static_cast<Qualifier>(qualifier);
            fact_.quantity->qualifier_words = fact_.qualifier;
            fact_.quantity->unit = unit;
        }
        return std::move(fact_);
    }

  private:
    // In the order of Qualifier, which is that of the choices behind None.
    static constexpr std::string_view qualifier_keys[] = {"",
                                                          "qualifier.over",
                                                          "qualifier.almost",
                                                          "qualifier.about",
                                                          "qualifier.up_to",
                                                          "qualifier.fewer_than"};

    void error(std::string_view key, std::string rule, std::string message, std::string help) {
        loading_.diagnostics.push_back(
            {Severity::Error, keys_.place(key), std::move(rule), std::move(message), std::move(help)});
    }

    void number() {
        if (!fact_.value.empty()) {
            fact_.quantity = parse_quantity(fact_.value);
            if (!fact_.quantity)
                error("value", "value",
                      say("value: expected a number or a fraction, found \"", fact_.value, "\""),
                      "write value = \"100\", \"12.5\" or \"2/3\"");
        }
        if (!keys_.has("low") && !keys_.has("high")) return;
        const double low = keys_.number("low"), high = keys_.number("high");
        if (!keys_.has("low") || !keys_.has("high") || low >= high || keys_.has("value")) {
            error(keys_.has("low") ? "low" : "high", "value",
                  "expected low and high, low under high, and no value beside them, found another",
                  "write low = 10 and high = 20, or value = \"15\"");
            return;
        }
        Quantity range;
        range.low = low, range.value = high;
        range.decimals = std::max(decimals_of(low), decimals_of(high));
        fact_.quantity = range;
    }

    // TOML keeps the number and not its digits: as many decimals as the shortest way to write it has.
    static int decimals_of(double number) {
        const std::string text = say(number);
        const std::size_t sign = text.find('.');
        return sign == std::string::npos ? 0 : static_cast<int>(text.size() - sign - 1);
    }

    void from_table() {
        if (!keys_.has("data")) return;
        table_ = data_named(keys_.text("data"), keys_.place("data"), loading_);
        if (table_ == nullptr) return;
        const CsvCell* cell = cell_of(*table_);
        if (cell == nullptr) return;
        const auto number = csv_number(cell->text, table_->csv.decimal_comma);
        if (!number) {
            loading_.diagnostics.push_back(
                {Severity::Error,
                 {table_->file, cell->line, cell->column},
                 "value",
                 say("expected a number for the fact \"", fact_.id, "\", found \"", cell->text, "\""),
                 "write digits alone; a unit stands in facts.toml"});
            return;
        }
        Quantity quantity;
        quantity.value = quantity.low = number->value;
        quantity.decimals = std::min(number->decimals, decimals_max);
        fact_.quantity = quantity;
        fact_.value = say(number->value);
    }

    const CsvCell* cell_of(const DataTable& table) {
        const std::string row_key = keys_.text("row"), column_key = keys_.text("column");
        std::vector<std::string_view> columns, rows;
        for (const CsvCell& cell : table.csv.head) columns.push_back(cell.text);
        for (const CsvRow& row : table.csv.rows) rows.push_back(row.front().text);
        const auto column = std::find(columns.begin(), columns.end(), column_key);
        const auto row = std::find(rows.begin(), rows.end(), row_key);
        if (column == columns.end()) {
            unknown("column", say("the name of a column of ", table.file), column_key, columns);
            return nullptr;
        }
        if (row == rows.end()) {
            unknown("row", say("the first cell of a row of ", table.file), row_key, rows);
            return nullptr;
        }
        return &table.csv.rows[static_cast<std::size_t>(row - rows.begin())]
                              [static_cast<std::size_t>(column - columns.begin())];
    }

    void unknown(std::string_view key, const std::string& expected, const std::string& found,
                 const std::vector<std::string_view>& known) {
        const auto near = nearest(found, known);
        error(key, "unknown-name", say(key, ": expected ", expected, ", found \"", found, "\""),
              near ? say("write \"", *near, "\"") : std::string("look into the table"));
    }

    // Its own, or that of its table.
    void source() {
        fact_.source = words_of(keys_, "source", path_, loading_);
        fact_.date = keys_.text("date");
        fact_.expires = keys_.text("expires");
        if (table_ != nullptr) {
            if (fact_.source.empty()) fact_.source = table_->origin.source;
            if (fact_.date.empty()) fact_.date = table_->origin.date;
            if (fact_.expires.empty()) fact_.expires = table_->origin.expires;
        }
        if (fact_.source.empty() && !keys_.has("data"))
            loading_.diagnostics.push_back({Severity::Error, keys_.place(), "missing-key",
                                            "expected source in [[fact]], found none",
                                            "write source = \"...\": who says so"});
    }

    const Reader& keys_;
    std::string path_;
    Loading& loading_;
    Fact fact_;
    const DataTable* table_ = nullptr;
};

} // namespace

void load_facts(const Node& root, const std::string& file, Loading& loading) {
    const Section* sections[] = {&facts_section()};
    const Reader reader(root, sections, file, loading.diagnostics);
    load_data(reader, file, loading);
    std::vector<std::string> seen;
    for (const Node* node : reader.nodes("fact")) {
        const Section* inner[] = {&reader.inner("fact")};
        const Reader one(*node, inner, file, loading.diagnostics);
        check_id(one, seen, loading);
        loading.notes.facts.push_back(FactLoader(one, say("fact.", one.text("id")), loading).run());
    }
}

} // namespace kiosk::deck
