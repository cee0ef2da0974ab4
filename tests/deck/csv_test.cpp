#include <doctest/doctest.h>

#include <string>

#include "deck/csv.hpp"
#include "disk.hpp"

using namespace kiosk;
using namespace kiosk::deck;

namespace {

Csv good(std::string_view text) {
    Diagnostics diagnostics;
    auto csv = parse_csv(text, "x.csv", diagnostics);
    REQUIRE_MESSAGE(csv.has_value(), all_of(diagnostics));
    CHECK(diagnostics.empty());
    return std::move(*csv);
}

std::string bad(std::string_view text) {
    Diagnostics diagnostics;
    CHECK_FALSE(parse_csv(text, "x.csv", diagnostics).has_value());
    CHECK(diagnostics.size() == 1);
    return all_of(diagnostics);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

double number(std::string_view text, bool decimal_comma = false) {
    const auto out = csv_number(text, decimal_comma);
    REQUIRE_MESSAGE(out.has_value(), std::string(text));
    return out->value;
}

} // namespace

TEST_CASE("a table is read with and without a byte order mark, with LF and CRLF, quoted or not") {
    for (const char* text : {"a,b\n1,2\n",
                             "\xEF\xBB\xBF"
                             "a,b\r\n1,2\r\n",
                             "a,b\n1,2", "\"a\",\"b\"\n\"1\" , 2 \n\n"}) {
        const Csv csv = good(text);
        REQUIRE(csv.head.size() == 2);
        CHECK(csv.head[1].text == "b");
        REQUIRE(csv.rows.size() == 1);
        CHECK(csv.rows[0][1].text == "2");
        CHECK_FALSE(csv.decimal_comma);
    }
}

TEST_CASE("quotation marks keep separators, line ends and doubled quotation marks") {
    const Csv csv = good("a,b\n\"x, \"\"y\"\"\nz\",2\nq,3\n");
    REQUIRE(csv.rows.size() == 2);
    CHECK(csv.rows[0][0].text == "x, \"y\"\nz");
    CHECK(csv.rows[1][0].line == 4);
    CHECK(csv.rows[1][1].column == 3);
}

TEST_CASE("semicolons apart mean a decimal comma") {
    const Csv csv = good("a;b\n1,5;\"2;3\"\n");
    CHECK(csv.decimal_comma);
    CHECK(csv.rows[0][0].text == "1,5");
    CHECK(csv.rows[0][1].text == "2;3");
}

TEST_CASE("what is no table is named with its place") {
    CHECK(has(bad(""), "x.csv:1:1: error: expected a first line"));
    CHECK(has(bad("a,b\n1,2,3\n"), "x.csv:2:1: error: expected 2 cells, as in the first line, found 3"));
    CHECK(has(bad("a,b\n1,\"2\n"), "x.csv:2:3: error: expected a quotation mark that closes"));
    CHECK(has(bad("a,b\n1,\"2\"x\n"), "x.csv:2:6: error: expected \",\" or the end of the line"));
    CHECK(has(bad("a,a\n"), "expected a name of its own for each column, found \"a\" twice"));
    CHECK(has(bad("a,\n"), "x.csv:1:3: error: expected a name of its own"));
    CHECK(has(bad("a\n\xC3\x28\n"), "expected text in UTF-8"));
    CHECK(has(bad(std::string("a\nb\0c\n", 6)), "expected text in UTF-8"));
}

TEST_CASE("a table's bounds hold at the limit and not one past it") {
    const auto columns = [](std::size_t count) {
        std::string text = "c0";
        for (std::size_t i = 1; i < count; ++i) text += ",c" + std::to_string(i);
        return text + "\n";
    };
    CHECK(good(columns(csv_columns_max)).head.size() == csv_columns_max);
    CHECK(has(bad(columns(csv_columns_max + 1)), "at most 64 columns"));
    const auto rows = [](std::size_t count) {
        std::string text = "a\n";
        for (std::size_t i = 0; i < count; ++i) text += "1\n";
        return text;
    };
    CHECK(good(rows(csv_rows_max)).rows.size() == csv_rows_max);
    CHECK(has(bad(rows(csv_rows_max + 1)), "x.csv:10002:1: error: expected at most 10000 rows"));
    CHECK(good("a\n" + std::string(csv_cell_bytes_max, 'x')).rows.size() == 1);
    CHECK(has(bad("a\n" + std::string(csv_cell_bytes_max + 1, 'x')), "at most 4096 bytes in a cell"));
    const std::string most = "a\n\"" + std::string(csv_bytes_max, '\n') + "\"";
    CHECK(has(bad(most), "at most 1024 KiB"));
}

TEST_CASE("a cell is a number as its spreadsheet writes it, or none") {
    CHECK(number("1250") == 1250);
    CHECK(number("1,250,000.5") == 1'250'000.5);
    CHECK(number("1.250.000,5", true) == 1'250'000.5);
    CHECK(number("1 250") == 1250);
    CHECK(number("1\u202F250,25", true) == 1250.25);
    CHECK(number("-4") == -4);
    CHECK(number("\u22124.5") == -4.5);
    CHECK(csv_number("0.50", false)->decimals == 2);
    for (const char* text : {"", "-", "x", "1,25", "12,3456", ",5", "5.", "1e5", "0x10", "1.2.3", "nan",
                             "inf", "12%", "1 2", "99999999999999999999999"})
        CHECK_MESSAGE(!csv_number(text, false).has_value(), std::string(text));
}
