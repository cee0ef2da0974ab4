// The tables of data that facts.toml names, each with who says so.
#include "base/nearest.hpp"
#include "deck/load_parts.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

std::optional<Csv> read_table(const Reader& keys, DataTable& table, Loading& loading) {
    const std::string path = keys.text("file");
    table.file = loading.name(path);
    if (!path.ends_with(".csv")) {
        loading.diagnostics.push_back(
            {Severity::Error, keys.place("file"), "value",
             say("file: expected a table whose name ends in .csv, found \"", path, "\""),
             "save it from the spreadsheet as \"CSV UTF-8\" in the folder data/"});
        return std::nullopt;
    }
    const auto bytes = loading.read(path, csv_bytes_max);
    if (!bytes.ok() || !*bytes) {
        loading.diagnostics.push_back(
            {Severity::Error, keys.place("file"), "missing-file",
             bytes.ok() ? say("expected the file ", table.file, ", found none") : bytes.error().message,
             "save the spreadsheet there as \"CSV UTF-8\""});
        return std::nullopt;
    }
    return parse_csv(**bytes, table.file, loading.diagnostics);
}

} // namespace

void load_data(const Reader& facts, const std::string& file, Loading& loading) {
    std::vector<std::string> seen;
    for (const Node* node : facts.nodes("data")) {
        const Section* inner[] = {&facts.inner("data")};
        const Reader keys(*node, inner, file, loading.diagnostics);
        check_id(keys, seen, loading);
        DataTable table;
        table.id = keys.text("id");
        table.origin.id = say("data.", table.id);
        table.origin.source = words_of(keys, "source", table.origin.id, loading);
        table.origin.date = keys.text("date");
        table.origin.expires = keys.text("expires");
        table.origin.place = keys.place();
        if (auto csv = read_table(keys, table, loading)) table.csv = std::move(*csv);
        loading.notes.data.push_back(std::move(table));
    }
}

const DataTable* data_named(const std::string& id, SourcePlace place, Loading& loading) {
    std::vector<std::string_view> known;
    for (const DataTable& table : loading.notes.data) {
        if (table.id == id) return table.csv.head.empty() ? nullptr : &table; // an unread one is reported
        known.push_back(table.id);
    }
    const auto near = nearest(id, known);
    loading.diagnostics.push_back(
        {Severity::Error, std::move(place), "unknown-name",
         say("expected the id of a [[data]] in facts.toml, found \"", id, "\""),
         near ? say("write \"", *near, "\"") : std::string("add it, or take this out")});
    return nullptr;
}

} // namespace kiosk::deck
