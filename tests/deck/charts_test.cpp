// Kinds that draw numbers: what the loader makes of facts and tables, and what it says of mistakes.
#include <doctest/doctest.h>

#include "findings.hpp"

using namespace kiosk;
using namespace kiosk::deck;

namespace {

MemoryFiles charts() {
    return folder_of_source("tests/charts");
}

template <typename Wanted> const Wanted& kind(const LoadedDeck& loaded, std::string_view id) {
    REQUIRE(loaded.deck != nullptr);
    for (const Slide& slide : loaded.deck->slides)
        if (slide.id == id) return std::get<Wanted>(slide.kind);
    throw std::runtime_error("no such slide");
}

std::string findings_after(const std::string& file, std::string_view from, std::string_view to) {
    MemoryFiles files = charts();
    std::string& text = files.at(file);
    const std::size_t at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, std::string(from));
    text.replace(at, from.size(), to);
    const LoadedDeck loaded = load_small(files);
    return all_of(loaded.diagnostics);
}

void finds(const std::string& file, std::string_view from, std::string_view to, std::string_view expected) {
    const std::string text = findings_after(file, from, to);
    INFO("found:\n" << text);
    CHECK_MESSAGE(text.find(expected) != std::string::npos, std::string(expected));
}

} // namespace

TEST_CASE("the deck of charts loads without a finding") {
    const LoadedDeck loaded = load_small(charts());
    CHECK(all_of(loaded.diagnostics) == "");
    REQUIRE(loaded.deck != nullptr);
    CHECK(loaded.deck->slides.size() == 12);
}

TEST_CASE("a fact takes its number and its source from a cell of a table") {
    const LoadedDeck loaded = load_small(charts());
    const auto& number = kind<Number>(loaded, "meals");
    CHECK(number.figure.value == 128'400);
    CHECK(number.figure.qualifier == Qualifier::Over);
    CHECK(number.figure.qualifier_words.in("cy") == "dros");
    CHECK(loaded.deck->slides[0].source.in("en") == "Source: Made up for tests, 2025");
}

TEST_CASE("bars take rows from facts with ranges, and from tables with a decimal comma") {
    const LoadedDeck loaded = load_small(charts());
    const auto& who = kind<Bars>(loaded, "who");
    CHECK(who.direction == Bars::Direction::Horizontal);
    REQUIRE(who.rows.size() == 4);
    CHECK(who.rows[0].values[0].is_range());
    CHECK(who.rows[0].values[0].low == 38);
    CHECK(who.rows[3].values[0].decimals == 1);
    const auto& change = kind<Bars>(loaded, "change");
    REQUIRE(change.rows.size() == 5);
    CHECK(change.rows[0].values[0].value == 12.5);
    CHECK(change.rows[2].label.in("en") == "Tins; jars");
    CHECK(change.rows[2].values[0].value == -18.25);
    const auto& stacked = kind<Bars>(loaded, "kinds");
    CHECK(stacked.rows.size() == 3);
    CHECK(stacked.series.size() == 2);
    CHECK(stacked.rows[2].values[1].value == 41'000);
    CHECK(kind<Bars>(loaded, "winters").series.empty());
    CHECK(kind<Bars>(loaded, "winters").rows.back().marked);
}

TEST_CASE("lines, parts, icons and aims hold what the tables and facts say") {
    const LoadedDeck loaded = load_small(charts());
    const auto& line = kind<Line>(loaded, "queue");
    CHECK(line.points.size() == 12);
    REQUIRE(line.series.size() == 2);
    CHECK(line.series[0].area);
    CHECK(line.series[0].values.back() == 431);
    REQUIRE(line.notes.size() == 1);
    CHECK(line.notes[0].point == 5);
    CHECK(kind<Donut>(loaded, "pound").parts.size() == 4);
    CHECK(kind<Pictogram>(loaded, "tables").of->value == 240);
    CHECK(kind<Goal>(loaded, "oven").aim.value == 20'000);
    CHECK(kind<Goal>(loaded, "today").of_the_day);
    CHECK(kind<Number>(loaded, "alone").ring == doctest::Approx(0.64));
}

TEST_CASE("rows of a table are words of the deck and may be translated; years are not") {
    MemoryFiles files = charts();
    files.set("lang/cy.toml", "name = \"Cymraeg\"\n[data.pound]\nFood = \"Bwyd\"\n");
    const LoadedDeck loaded = load_small(files);
    CHECK(kind<Donut>(loaded, "pound").parts[0].label.in("cy") == "Bwyd");
    const std::string text = all_of(loaded.diagnostics);
    CHECK(text.find("data.pound.Office") != std::string::npos);
    CHECK(text.find("data.meals.2021") == std::string::npos);
}

TEST_CASE("mistakes in facts and tables are named with their place") {
    finds("facts.toml", "qualifier = \"over\"", "qualifier = \"ovr\"", "qualifier: expected \"over\"");
    finds("facts.toml", "row = \"2025\"", "row = \"2026\"",
          "row: expected the first cell of a row of data/meals.csv, found \"2026\"; write \"202");
    finds("facts.toml", "column = \"Warm meals\"", "column = \"Warm meal\"", "write \"Warm meals\"");
    finds("facts.toml", "data = \"meals\"", "data = \"meal\"", "expected the id of a [[data]]");
    finds("facts.toml", "file = \"data/meals.csv\"", "file = \"data/none.csv\"",
          "facts.toml:4:8: error: expected the file data/none.csv, found none");
    finds("facts.toml", "file = \"data/meals.csv\"", "file = \"data/meals.xlsx\"", "whose name ends in .csv");
    finds("facts.toml", "high = 44", "high = 30", "low under high");
    finds("facts.toml", "value = \"64\"\nunit = \"%\"\nsource = \"Made up for tests\"",
          "value = \"64\"\nunit = \"%\"", "expected source in [[fact]], found none");
    finds("data/meals.csv", "74500", "many", "data/meals.csv:3:6: error: expected a number, found \"many\"");
    finds("data/meals.csv", "\"128,400\"", "", "data/meals.csv:6:6: error: expected a number");
    finds("data/pound.csv", "Office,8", "Office", "data/pound.csv:5:1: error: expected 2 cells");
    finds("data/pound.csv", "Food,58", "Food,-58", "expected parts from 0 on, found -58");
}

TEST_CASE("mistakes in slides with charts are named with their place") {
    finds("deck.toml", "data = \"meals\"\nmarked", "marked",
          "expected either data or [[slide.bar]], found neither");
    finds("deck.toml", "marked = \"2025\"", "marked = \"2052\"", "marked: expected the label of a bar");
    finds("deck.toml", "column = \"Parcels\"", "column = \"Parcel\"", "write \"Parcels\"");
    finds("deck.toml", "rows = [\"2023\"", "rows = [\"1923\"", "rows: expected the first cell of a row");
    finds("deck.toml", "fact = \"who-alone\"", "fact = \"who-alon\"", "write \"who-alone\"");
    finds("deck.toml", "ring = \"alone\"", "ring = \"raised\"", "ring: expected a fact that is a fraction");
    finds("deck.toml", "row = \"Jun\"", "row = \"June\"", "write \"Jun\"");
    finds("deck.toml", "icon = \"tick\"", "icon = \"tik\"", "write \"tick\"");
    finds("deck.toml", "per = 10", "per = 0.5", "expected 0 to 200 icons");
    finds("deck.toml", "aim = \"oven\"\n", "", "expected aim, the id of a fact with a number, found none");
    finds("deck.toml", "data = \"change\"", "data = \"change\"\narrangement = \"stacked\"",
          "expected numbers from 0 on in stacked bars");
}

TEST_CASE("a table that has expired takes its slide out, or leaves its fallback") {
    MemoryFiles files = charts();
    std::string& facts = files.at("facts.toml");
    facts.replace(facts.find("id = \"pound\""), 12, "id = \"pound\"\nexpires = 2026-06-30");
    const LoadedDeck before = load_small(files, "2026-06-29");
    CHECK(before.diagnostics.empty());
    const LoadedDeck after = load_small(files, "2026-07-01");
    REQUIRE(after.deck != nullptr);
    CHECK(all_of(after.diagnostics).find("\"data.pound\", which expired on 2026-06-30") != std::string::npos);
    for (const Slide& slide : after.deck->slides) CHECK(slide.enabled == (slide.id != "pound"));
}

TEST_CASE("the version of a deck changes with its tables") {
    MemoryFiles files = charts();
    const auto first = load_small(files).deck->version;
    files.at("data/pound.csv") += "Bank,1\n";
    CHECK(load_small(files).deck->version != first);
}
