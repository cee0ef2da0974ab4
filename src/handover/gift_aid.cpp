#include "handover/gift_aid.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/gift_aid.hpp"
#include "base/utf8.hpp"
#include "record/bytes.hpp"

namespace kiosk::handover {
namespace {

constexpr std::size_t inward_chars = 3; // the part of a postcode after its space

std::string without_hyphens(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '-', ' ');
    return text;
}

std::string postcode_of(std::string_view typed) {
    std::string text;
    for (const char letter : typed)
        if (letter != ' ') text += ascii::upper(letter);
    if (text.size() > inward_chars) text.insert(text.size() - inward_chars, " ");
    return text;
}

// "2026-02-28T17:04:05Z" as DD/MM/YY.
std::string schedule_date(std::string_view wall) {
    if (wall.size() < 10) return {};
    return std::string(wall.substr(8, 2)) + "/" + std::string(wall.substr(5, 2)) + "/" +
           std::string(wall.substr(2, 2));
}

std::string objection(const std::string& first, const std::string& last, const record::OpenedGiftAid& given) {
    if (first.empty() || last.empty()) return "the record has no first_name or no last_name";
    if (std::max(count_code_points(first), count_code_points(last)) > gift_aid::name_chars_max)
        return "a name is longer than the schedule's 35 characters; shorten it by hand";
    if (given.house.empty() || given.postcode.empty()) return "the house or the postcode is missing";
    if (count_code_points(given.house) > gift_aid::house_chars_max)
        return "the house is longer than the schedule's 40 characters; shorten it by hand";
    return {};
}

} // namespace

GiftAidTable gift_aid_table(std::span<const Row> rows) {
    GiftAidTable out;
    out.table.columns = {"Title",           "First name",
                         "Last name",       "House name or number",
                         "Postcode",        "Aggregated donations",
                         "Sponsored event", "Donation date",
                         "Amount",          "Status",
                         "Pledged on",      "Pledged amount",
                         "Receipt code"};
    for (const Row& row : rows) {
        const record::Opened& opened = row.record;
        if (!opened.gift_aid || !opened.gift_aid->valid || opened.rehearsal) {
            ++out.without;
            continue;
        }
        const std::string first = without_hyphens(opened.field(gift_aid::first_name_field));
        const std::string last = without_hyphens(opened.field(gift_aid::last_name_field));
        if (const std::string why = objection(first, last, *opened.gift_aid); !why.empty()) {
            out.refused.push_back({record::hex(opened.id), "seq " + std::to_string(opened.seq), why});
            continue;
        }
        out.table.rows.push_back({"", first, last, opened.gift_aid->house,
                                  postcode_of(opened.gift_aid->postcode), "", "", "", "", "unpaid pledge",
                                  schedule_date(opened.wall), std::string(opened.field("amount")),
                                  opened.receipt});
    }
    return out;
}

} // namespace kiosk::handover
