#include "handover/bundle.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "handover/verified_file.hpp"
#include "record/wire.hpp"

namespace kiosk::handover {
namespace {

constexpr std::size_t page_records = 64; // under 1 MiB in memory at a time
// Marked in one transaction: some milliseconds of the store's thread, for which a visitor may have to wait.
constexpr std::size_t marked_at_once = 1'000;
constexpr int name_number_max = 10'000;     // bundles of one kiosk, event and day
constexpr std::size_t name_part_chars = 40; // FAT allows 255 in all

using Page = std::vector<outbox::Stored>;

// Letters, digits and hyphens only, so that a name is whole on every file system and in every shell.
std::string name_part(std::string_view text) {
    std::string part;
    for (const char letter : text.substr(0, name_part_chars)) {
        if (ascii::is_alphanumeric(letter))
            part += letter;
        else if (!part.empty() && part.back() != '-')
            part += '-';
    }
    while (part.ends_with('-')) part.pop_back();
    return part.empty() ? "x" : part;
}

Result<Page> page_after(outbox::Access& access, std::uint64_t after) {
    return outbox::ask<Page>(access,
                             [&](outbox::Outbox& box) { return box.page_after(after, page_records); });
}

record::WireRecord wire_of(const outbox::Entry& entry) {
    return {entry.id,   entry.seq,   entry.sha,       entry.receipt,
            entry.made, entry.clock, entry.rehearsal, entry.sealed};
}

struct Written {
    std::vector<record::Id> ids;
    std::uint64_t fresh = 0;
    std::vector<Refused> refused;
};

Result<Written> write_records(outbox::Access& access, const outbox::Span& range, VerifiedFile& file,
                              const Progress& progress) {
    Written written;
    std::uint64_t after = 0;
    while (after < range.last_seq) {
        const auto page = page_after(access, after);
        if (!page) return page.error();
        if (page->empty()) break;
        std::string lines;
        for (const outbox::Stored& stored : *page) {
            after = stored.entry.seq;
            if (after > range.last_seq) break; // came in while this was written; the next bundle has it
            if (stored.entry.sealed.empty()) {
                written.refused.push_back(
                    {record::hex(stored.entry.id), "seq " + std::to_string(after),
                     "its bytes in the store do not match their checksum; pledge-kiosk recover may help"});
                continue;
            }
            record::append_wire_line(lines, wire_of(stored.entry));
            written.ids.push_back(stored.entry.id);
            if (!stored.exported) ++written.fresh;
        }
        if (auto wrote = file.write(lines); !wrote) return wrote.error();
        if (progress && !progress(written.ids.size(), range.count))
            return machine_error(
                "The export was broken off. No file was left, and nothing was taken out of the store.");
    }
    return written;
}

} // namespace

std::string bundle_stem(const BundleTarget& target) {
    return "signups-" + name_part(target.event) + "-" + name_part(target.kiosk) + "-" + target.date + "-";
}

Result<std::filesystem::path> free_export_name(const BundleTarget& target, std::string_view extension) {
    const std::string stem = bundle_stem(target);
    for (int number = 1; number <= name_number_max; ++number) {
        const auto path = target.folder / (stem + std::to_string(number) + "." + std::string(extension));
        std::error_code fault;
        if (!std::filesystem::exists(std::filesystem::symlink_status(path, fault))) return path;
    }
    return machine_error("There are too many bundles in " + target.folder.string() +
                         ". Choose an empty folder.");
}

Result<Sums> sums_of(outbox::Access& access) {
    const auto counts = outbox::ask<outbox::Counts>(access, [](outbox::Outbox& box) { return box.counts(); });
    if (!counts) return counts.error();
    return Sums{counts->accepted, counts->waiting, counts->acked, counts->quarantined, counts->purged, 0, 0};
}

Result<void> mark_exported(outbox::Access& access, std::span<const record::Id> ids) {
    while (!ids.empty()) {
        const auto some = ids.first(std::min(ids.size(), marked_at_once));
        ids = ids.subspan(some.size());
        const auto marked = outbox::ask<Done>(access, [&](outbox::Outbox& box) -> Result<Done> {
            if (auto done = box.mark_exported(some); !done) return done.error();
            return Done{};
        });
        if (!marked) return marked.error();
    }
    return {};
}

std::string text_of(const Sums& sums) {
    const auto number = [](std::uint64_t value) { return std::to_string(value); };
    return "accepted " + number(sums.accepted) + " = waiting " + number(sums.waiting) + " + acked " +
           number(sums.acked) + " + quarantined " + number(sums.quarantined) + " + purged " +
           number(sums.purged) + "; exported " + number(sums.exported) + ", of which new " +
           number(sums.fresh);
}

Result<BundleReport> write_bundle(outbox::Access& access, const BundleTarget& target,
                                  const Progress& progress) {
    // The header names what comes before the first record is written.
    const auto range = outbox::ask<outbox::Span>(access, [](outbox::Outbox& box) { return box.unpurged(); });
    if (!range) return range.error();
    const auto path = free_export_name(target, "pkb");
    if (!path) return path.error();
    auto file = VerifiedFile::create(*path);
    if (!file) return file.error();
    const BundleHeader header{target.kiosk, target.event, target.recipients, range->first_seq,
                              range->last_seq};
    if (auto wrote = file->write(bundle_header_line(header)); !wrote) return wrote.error();
    auto written = write_records(access, *range, *file, progress);
    if (!written) return written.error();
    if (auto wrote = file->write(bundle_trailer_line(written->ids.size(), file->hash())); !wrote)
        return wrote.error();
    const auto sha = file->finish();
    if (!sha) return sha.error();
    // From here the file is good. What fails now only means that the next export calls these records new
    // again.
    if (auto marked = mark_exported(access, written->ids); !marked) return marked.error();
    auto sums = sums_of(access);
    if (!sums) return sums.error();
    sums->exported = written->ids.size();
    sums->fresh = written->fresh;
    return BundleReport{*path, *sha, *sums, std::move(written->refused)};
}

} // namespace kiosk::handover
