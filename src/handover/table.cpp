#include "handover/table.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "record/bytes.hpp"

namespace kiosk::handover {
namespace {

const record::OpenedConsent* consent_of(const record::Opened& opened, const std::string& channel) {
    for (const auto& consent : opened.consent)
        if (consent.channel == channel) return &consent;
    return nullptr;
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

void wipe_cells(std::vector<std::string>& cells) {
    for (std::string& cell : cells) wipe_text(cell);
}

void wipe_table(Table& table) {
    for (auto& row : table.rows) wipe_cells(row);
}

void Columns::add(const record::Opened& opened) {
    for (const auto& [name, value] : opened.fields)
        if (!fields_.contains(name)) fields_.insert(name);
    for (const auto& consent : opened.consent)
        if (!channels_.contains(consent.channel)) channels_.insert(consent.channel);
}

bool Columns::hold(const record::Opened& opened) const {
    return std::ranges::all_of(opened.fields,
                               [&](const auto& field) { return fields_.contains(field.first); }) &&
           std::ranges::all_of(opened.consent,
                               [&](const auto& consent) { return channels_.contains(consent.channel); });
}

std::vector<std::string> Columns::names() const {
    std::vector<std::string> names = {"id",        "seq",   "receipt", "captured_utc",
                                      "clock",     "kiosk", "event",   "language",
                                      "rehearsal", "deck",  "form",    "form_version"};
    for (const std::string& field : fields_) names.push_back("field." + field);
    for (const std::string& channel : channels_) {
        names.push_back("consent." + channel);
        names.push_back("consent." + channel + ".basis");
        names.push_back("consent." + channel + ".wording");
    }
    for (const char* name : {"gift_aid", "gift_aid.house", "gift_aid.postcode", "gift_aid.declaration"})
        names.emplace_back(name);
    return names;
}

std::vector<std::string> Columns::cells_of(const record::Opened& opened) const {
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
    for (const std::string& field : fields_) cells.emplace_back(opened.field(field));
    for (const std::string& channel : channels_) {
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

Table table_of(std::span<const Row> rows) {
    Columns columns;
    for (const Row& row : rows) columns.add(row.record);
    Table table;
    table.columns = columns.names();
    for (const Row& row : rows) table.rows.push_back(columns.cells_of(row.record));
    return table;
}

} // namespace kiosk::handover
