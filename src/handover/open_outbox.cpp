#include "handover/open_bundles.hpp"

namespace kiosk::handover {
namespace {

constexpr std::size_t page_records = 64;
using Page = std::vector<outbox::Stored>;

} // namespace

Result<OpenReport> open_outbox(outbox::Access& access, std::span<const record::Identity> identities,
                               const std::function<bool(const outbox::Stored& stored, Row&& row)>& sink) {
    OpenReport report;
    record::Opener opener(identities);
    std::uint64_t after = 0, for_others = 0;
    for (bool wanted = true; wanted;) {
        const auto page = outbox::ask<Page>(
            access, [&](outbox::Outbox& box) { return box.page_after(after, page_records); });
        if (!page) return page.error();
        if (page->empty()) break;
        for (const outbox::Stored& stored : *page) {
            const outbox::Entry& entry = stored.entry;
            after = entry.seq;
            auto row = open_record({entry.id, entry.seq, entry.sha, entry.receipt, entry.made, entry.clock,
                                    entry.rehearsal, entry.sealed},
                                   opener);
            if (!row) {
                if (row.error().fault == Fault::Key) ++for_others;
                report.refused.push_back(
                    {record::hex(entry.id), "seq " + std::to_string(entry.seq), row.error().message});
                continue;
            }
            ++report.rows;
            wanted = sink(stored, std::move(*row));
            if (!wanted) break;
        }
    }
    if (report.rows == 0 && for_others > 0)
        return key_error(
            "None of the " + std::to_string(for_others) +
            " records opens with this key file: they were sealed to others. Nothing was written.");
    return report;
}

} // namespace kiosk::handover
