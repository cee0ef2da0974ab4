#include "handover/table_csv.hpp"

#include <doctest/doctest.h>

#include "support/sealed_sign_ups.hpp"

using namespace kiosk;
using namespace kiosk::handover;

namespace {

std::vector<Row> rows(std::initializer_list<const char*> names) {
    const auto key = record::make_identity();
    record::Opener opener({&key, 1});
    std::vector<Row> out;
    for (const char* name : names) {
        const auto entry = sealed_sign_up(out.size() + 1, {&key.recipient, 1}, name);
        auto row = open_record(
            {entry.id, entry.seq, entry.sha, entry.receipt, entry.made, entry.clock, false, entry.sealed},
            opener);
        REQUIRE_MESSAGE(row.ok(), row.error().message);
        out.push_back(std::move(*row));
    }
    return out;
}

// An independent reader of RFC 4180.
std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
    std::vector<std::vector<std::string>> lines(1);
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quoted) {
            if (text[i] != '"')
                cell += text[i];
            else if (i + 1 < text.size() && text[i + 1] == '"')
                cell += text[i++];
            else
                quoted = false;
        } else if (text[i] == '"') {
            quoted = true;
        } else if (text[i] == ',' || text[i] == '\n') {
            lines.back().push_back(cell);
            cell.clear();
            if (text[i] == '\n') lines.emplace_back();
        } else {
            CHECK(text[i] == '\r');
        }
    }
    lines.pop_back();
    return lines;
}

} // namespace

TEST_CASE("a cell that a spreadsheet would run gets an apostrophe, and everything else stays whole") {
    for (const char* cell : {"=1+1", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00A0=1",
                             "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20x", "\u3000@x", "+44 7700", "+12345",
                             "+1234567890123456", "+44770090012x", "\u200B=1"})
        CHECK(harmless_cell(cell) == "'" + std::string(cell));
    for (const char* cell : {"", "Ann", "+447700900123", "+123456", "10.00", "O'Neil", "a=b", "AB1 2CD",
                             "2026-02-28T17:04:05Z", "  Ann", "0123"})
        CHECK(harmless_cell(cell) == cell);
}

TEST_CASE("CSV is UTF-8 with BOM, CRLF, every field quoted, and an RFC 4180 reader gets the cells back") {
    const auto opened = rows({"Ann", "Q \"R\", \nS\u00E9", "=cmd|'/c calc'!A1"});
    const std::string csv = csv_of(table_of(opened));
    REQUIRE(csv.starts_with("\xEF\xBB\xBF\"id\",\"seq\",\"receipt\",\"captured_utc\","));
    const auto lines = parse_csv(std::string_view(csv).substr(3));
    REQUIRE(lines.size() == 4);
    const Table table = table_of(opened);
    CHECK(lines[0] == table.columns);
    const auto column = static_cast<std::size_t>(
        std::find(table.columns.begin(), table.columns.end(), "field.full_name") - table.columns.begin());
    REQUIRE(column < table.columns.size());
    CHECK(lines[1][column] == "Ann");
    CHECK(lines[2][column] == "Q \"R\", \nS\u00E9");
    CHECK(lines[3][column] == "'=cmd|'/c calc'!A1");
    CHECK(lines[1][column + 1] == "+447700900123");
}

TEST_CASE("a table has the same columns in the same order for any rows of one form") {
    const Table table = table_of(rows({"Ann"}));
    CHECK(table.columns == std::vector<std::string>{"id",
                                                    "seq",
                                                    "receipt",
                                                    "captured_utc",
                                                    "clock",
                                                    "kiosk",
                                                    "event",
                                                    "language",
                                                    "rehearsal",
                                                    "deck",
                                                    "form",
                                                    "form_version",
                                                    "field.amount",
                                                    "field.full_name",
                                                    "field.phone",
                                                    "consent.email",
                                                    "consent.email.basis",
                                                    "consent.email.wording",
                                                    "gift_aid",
                                                    "gift_aid.house",
                                                    "gift_aid.postcode",
                                                    "gift_aid.declaration"});
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].size() == table.columns.size());
    CHECK(table.rows[0][3] == "2026-02-28T17:04:05Z");
    CHECK(table.rows[0][15] == "yes");
    CHECK(table.rows[0][18] == "valid");
}

TEST_CASE("JSON lines are the exact inner records") {
    const auto opened = rows({"Ann", "Bob"});
    const std::string text = jsonl_of(opened);
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
    const auto again = record::read_opened(text.substr(0, text.find('\n')));
    REQUIRE(again.ok());
    CHECK(again->field("full_name") == "Ann");
}

TEST_CASE("a record of another version, without a key, or no JSON is refused without quoting it") {
    const std::string good = rows({"Secretname"})[0].exact;
    CHECK(record::read_opened(good + "      ").ok());
    std::string later = good;
    later.replace(later.find("\"v\":1"), 5, "\"v\":2");
    std::string missing = good;
    missing.replace(missing.find("\"seq\""), 5, "\"sex\"");
    std::string unknown = good;
    unknown.insert(unknown.size() - 1, ",\"z\":[1]");
    CHECK(record::read_opened(unknown).ok());
    for (const std::string& text : {later, missing, good.substr(1), std::string("[]"), std::string()}) {
        const auto refused = record::read_opened(text);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().message.find("Secretname") == std::string::npos);
    }
}
