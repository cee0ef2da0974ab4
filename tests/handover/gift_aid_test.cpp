#include "handover/gift_aid.hpp"

#include <doctest/doctest.h>

using namespace kiosk;
using namespace kiosk::handover;

namespace {

Row donor(const std::string& first, const std::string& last) {
    Row row;
    row.record.seq = 1;
    row.record.receipt = "KITE-4821";
    row.record.wall = "2026-02-28T17:04:05Z";
    row.record.fields = {{"amount", "10.00"}, {"first_name", first}, {"last_name", last}};
    row.record.gift_aid = record::OpenedGiftAid{"I am a taxpayer", "12", "ab12cd", true};
    return row;
}

} // namespace

TEST_CASE("a valid declaration comes out in the schedule's columns, as an unpaid pledge without a donation") {
    const Row row = donor("Ann", "Lee-Jones");
    const auto result = gift_aid_table({&row, 1});
    REQUIRE(result.table.rows.size() == 1);
    CHECK(result.table.rows[0] == std::vector<std::string>{"", "Ann", "Lee Jones", "12", "AB1 2CD", "", "",
                                                           "", "", "unpaid pledge", "28/02/26", "10.00",
                                                           "KITE-4821"});
    CHECK(result.table.rows[0].size() == result.table.columns.size());
}

TEST_CASE("records without a valid declaration and rehearsals are counted, and no row") {
    std::vector<Row> rows = {donor("A", "B"), donor("A", "B"), donor("A", "B")};
    rows[0].record.gift_aid.reset();
    rows[1].record.gift_aid->valid = false;
    rows[2].record.rehearsal = true;
    const auto result = gift_aid_table(rows);
    CHECK(result.table.rows.empty());
    CHECK(result.without == 3);
    CHECK(result.refused.empty());
}

TEST_CASE("a name of 35 characters is taken, one of 36 and a missing one are refused without being quoted") {
    std::vector<Row> rows = {donor("A", std::string(35, 'b')), donor("A", std::string(36, 'b')),
                             donor("", "B")};
    const auto result = gift_aid_table(rows);
    CHECK(result.table.rows.size() == 1);
    REQUIRE(result.refused.size() == 2);
    CHECK(result.refused[0].why.find("bbb") == std::string::npos);
}
