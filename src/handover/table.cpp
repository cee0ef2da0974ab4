#include "handover/table.hpp"

#include <set>

#include "base/secret.hpp"
#include "record/bytes.hpp"

namespace kiosk::handover {
namespace {

const record::OpenedConsent* consent_of(const record::Opened& opened, const std::string& channel) {
    for (const auto& consent : opened.consent)
        if (consent.channel == channel) return &consent;
    return nullptr;
}

std::vector<std::string> cells_of(const record::Opened& opened, const std::set<std::string>& fields,
                                  const std::set<std::string>& channels) {
    std::vector<std::string> cells = {record::hex(opened.id),
                                      std::to_string(opened.seq),
                                      opened.receipt,
                                      opened.wall,
                                      opened.clock,
                                      opened.kiosk,
                                      opened.event,
                                      opened.language,
                                      opened.rehearsal ? "yes" : "no",
                                      opened.deck,
                                      opened.form_id,
                                      opened.form_version};
    for (const std::string& field : fields) cells.emplace_back(opened.field(field));
    for (const std::string& channel : channels) {
        const auto* consent = consent_of(opened, channel);
        cells.push_back(consent != nullptr ? consent->answer : "");
        cells.push_back(consent != nullptr ? consent->basis : "");
        cells.push_back(consent != nullptr ? consent->wording : "");
    }
    const auto& gift_aid = opened.gift_aid;
    cells.emplace_back(!gift_aid ? "" : gift_aid->valid ? "valid" : "incomplete");
    cells.push_back(gift_aid ? gift_aid->house : "");
    cells.push_back(gift_aid ? gift_aid->postcode : "");
    cells.push_back(gift_aid ? gift_aid->declaration : "");
    return cells;
}

void wipe_text(std::string& text) {
    wipe(text.data(), text.size());
    text.clear();
}

} // namespace

void wipe_rows(std::span<Row> rows) {
    for (Row& row : rows) {
        wipe_text(row.exact);
        for (auto& [name, value] : row.record.fields) wipe_text(value);
        if (!row.record.gift_aid) continue;
        wipe_text(row.record.gift_aid->house);
        wipe_text(row.record.gift_aid->postcode);
    }
}

void wipe_table(Table& table) {
    for (auto& row : table.rows)
        for (std::string& cell : row) wipe_text(cell);
}

Table table_of(std::span<const Row> rows) {
    std::set<std::string> fields, channels;
    for (const Row& row : rows) {
        for (const auto& [name, value] : row.record.fields) fields.insert(name);
        for (const auto& consent : row.record.consent) channels.insert(consent.channel);
    }
    Table table;
    table.columns = {"id",    "seq",      "receipt",   "captured_utc", "clock", "kiosk",
                     "event", "language", "rehearsal", "deck",         "form",  "form_version"};
    for (const std::string& field : fields) table.columns.push_back("field." + field);
    for (const std::string& channel : channels) {
        table.columns.push_back("consent." + channel);
        table.columns.push_back("consent." + channel + ".basis");
        table.columns.push_back("consent." + channel + ".wording");
    }
    for (const char* name : {"gift_aid", "gift_aid.house", "gift_aid.postcode", "gift_aid.declaration"})
        table.columns.emplace_back(name);
    for (const Row& row : rows) table.rows.push_back(cells_of(row.record, fields, channels));
    return table;
}

} // namespace kiosk::handover
