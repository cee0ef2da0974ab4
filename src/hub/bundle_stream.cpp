#include "hub/bundle_stream.hpp"

#include "handover/bundle.hpp"
#include "record/wire.hpp"

namespace kiosk::hub {

namespace {

constexpr std::size_t page_records = 64; // under 1 MiB in memory at a time

} // namespace

Result<std::string> BundleStream::next() {
    if (part_ == Part::Ended) return std::string();
    std::string lines;
    if (part_ == Part::Header) {
        part_ = Part::Records;
        lines =
            handover::bundle_header_line({kiosk_.kiosk, event_name, {}, kiosk_.seq_first, kiosk_.seq_last});
        hash_.add(lines);
        return lines;
    }
    while (lines.empty()) { // a page of nothing but erased records is not the end
        const auto page = store_->page_after(kiosk_.kiosk, cursor_, page_records);
        if (!page || page->empty()) part_ = Part::Ended;
        if (!page) return page.error();
        if (page->empty()) return handover::bundle_trailer_line(records_, hash_.sha256());
        for (const StoredRecord& row : *page) {
            cursor_ = row.cursor;
            if (row.record.sealed.empty()) {
                ++erased_;
                continue;
            }
            record::append_wire_line(lines, row.record);
            ++records_;
        }
    }
    hash_.add(lines);
    return lines;
}

} // namespace kiosk::hub
