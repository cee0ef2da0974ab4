#include "handover/recovered.hpp"

#include <algorithm>

#include "handover/verified_file.hpp"
#include "outbox/recover.hpp"
#include "record/wire.hpp"

namespace kiosk::handover {

Result<RecoveredReport> recover_bundle(const std::filesystem::path& damaged, const BundleTarget& target) {
    // A first look, for the header's numbers.
    std::uint64_t first_seq = 0, last_seq = 0;
    const auto seen = outbox::carve(damaged, [&](const outbox::Entry& entry) {
        first_seq = first_seq == 0 ? entry.seq : std::min(first_seq, entry.seq);
        last_seq = std::max(last_seq, entry.seq);
        return true;
    });
    if (!seen) return seen.error();
    if (seen->records == 0) return RecoveredReport{{}, 0, seen->broken_frames};
    const auto path = free_export_name(target, "pkb");
    if (!path) return path.error();
    auto file = VerifiedFile::create(*path);
    if (!file) return file.error();
    if (auto wrote = file->write(
            bundle_header_line({target.kiosk, target.event, target.recipients, first_seq, last_seq}));
        !wrote)
        return wrote.error();
    Result<void> wrote;
    std::uint64_t records = 0;
    const auto carved = outbox::carve(damaged, [&](const outbox::Entry& entry) {
        std::string line;
        record::append_wire_line(line, {entry.id, entry.seq, entry.sha, entry.receipt, entry.made,
                                        entry.clock, entry.rehearsal, entry.sealed});
        wrote = file->write(line);
        ++records;
        return wrote.ok();
    });
    if (!wrote) return wrote.error();
    if (!carved) return carved.error();
    if (wrote = file->write(bundle_trailer_line(records, file->hash())); !wrote) return wrote.error();
    if (const auto sha = file->finish(); !sha) return sha.error();
    return RecoveredReport{*path, records, carved->broken_frames};
}

} // namespace kiosk::handover
