// A damaged store: set aside, and what is whole in it carved into a new one, in slices, while the new one
// works.
#include <algorithm>

#include "outbox/outbox_sqlite.hpp"
#include "outbox/schema_sqlite.hpp"

namespace kiosk::outbox {
namespace {

// Names the file that is being carved, until its end is reached.
constexpr std::string_view carving_key = "store.carving";
// Windows of a file that are carved before the store is given out: 64 MiB, ten thousands of sign-ups, in well
// under the two seconds in which a kiosk must take sign-ups again.
constexpr int windows_at_once = 16;
// A first look through so much costs half a second; beyond it the floor's file is believed.
constexpr std::uintmax_t looked_through_bytes_max = 256U << 20U;
// Staff are told this long before the disk is full: a day's sign-ups. A record takes a page at most, and its
// journal as much again.
constexpr std::uint64_t warned_records = 1'000, bytes_a_record = 2 * page_bytes;
// A store that breaks again before it took one record lies on a disk that nothing written can repair.
constexpr int set_aside_in_a_row_max = 3;

} // namespace

Result<void> SqliteOutbox::start_anew(const Error& why) {
    database_.reset();
    counted_.reset();
    tail_.reset();
    if (++set_aside_in_a_row_ > set_aside_in_a_row_max)
        return machine_error(
            "The store was damaged " + std::to_string(set_aside_in_a_row_max) +
                " times without one record stored in between: the disk does not keep what is "
                "written. Move the kiosk to another machine or disk.",
            why.code);
    const auto aside = folder_.set_aside();
    if (!aside) return aside.error();
    report_.set_aside = *aside;
    report_.reason = why.message;
    std::uint64_t last_seq = seq_floor_;
    std::error_code fault;
    const std::uintmax_t bytes = std::filesystem::file_size(*aside, fault);
    // A first look for the highest number, so that none is given twice even where the floor's file is lost
    // too, or could not be raised.
    if (seq_floor_ == 0 || (!fault && bytes <= looked_through_bytes_max)) {
        const auto seen = carve(*aside, [](const Entry&) { return true; });
        if (seen) last_seq = std::max(last_seq, seen->highest_seq);
    }
    if (const auto made = folder_.make_database_file(); !made) return made.error();
    auto database = open_store(folder_.database().string(), vfs_, Check::Skip, last_seq);
    if (!database) return database.error();
    database_ = std::move(*database);
    node_ = folder_.database_node();
    unsettled_ = false;
    if (auto remembered = set_value(carving_key, aside->filename().string()); !remembered) return remembered;
    if (auto opened = open_carver(); !opened) return opened;
    for (int window = 0; carver_ && window < windows_at_once; ++window) carve_some();
    return {};
}

Result<void> SqliteOutbox::open_carver() {
    const auto name = value(carving_key);
    if (!name) return name.error();
    report_.carving = *name && !(*name)->empty();
    if (!report_.carving) return {};
    const std::filesystem::path aside = folder_.database().parent_path() / **name;
    auto carver = Carver::open(aside);
    if (!carver) { // staff moved it away, to be recovered elsewhere
        report_.carving = false;
        return set_value(carving_key, "");
    }
    carver_.emplace(std::move(*carver));
    report_.set_aside = aside;
    if (report_.reason.empty()) report_.reason = "it was found so before the last start";
    return {};
}

Result<void> SqliteOutbox::carve_window(bool& more) {
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return noted(transaction.error());
    const Carved before = carver_->found();
    std::uint64_t kept = 0, known = 0;
    if (auto told = tell_st(); !told) return noted(told.error());
    Result<void> fault;
    more = carver_->step([&](const Entry& entry) {
        const auto there = sha_of(entry.id);
        if (!there) {
            fault = there.error();
        } else if (*there) {
            ++known; // by an earlier carving that was broken off
        } else if (auto inserted = insert_carved(entry); inserted) {
            ++kept;
        } else if (store_fault(inserted.error()) != StoreFault::Constraint) {
            fault = inserted.error();
        }
        return fault.ok();
    });
    if (!fault) return noted(fault.error());
    if (auto committed = transaction->commit(); !committed) return noted(committed.error());
    counted_.reset();
    tail_.reset();
    const Carved& now = carver_->found();
    report_.carved += kept;
    report_.broken_frames +=
        now.broken_frames - before.broken_frames + (now.records - before.records - kept - known);
    return {};
}

void SqliteOutbox::carve_some() {
    if (!report_.carving) return;
    // After a fault, such as a full disk, it begins anew: records that are there already are passed over.
    if (!carver_ && !open_carver()) return;
    if (!carver_) return;
    bool more = false;
    if (!carve_window(more)) return carver_.reset();
    if (more) return;
    carver_.reset();
    if (set_value(carving_key, "")) report_.carving = false;
}

std::string SqliteOutbox::note() {
    if (const auto left = folder_.bytes_left(); left && *left / bytes_a_record < warned_records)
        return "The disk has room for about " + std::to_string(*left / bytes_a_record) +
               " more sign-ups. Free some space; what is stored is safe.";
    if (report_.reason.empty()) return {};
    if (report_.set_aside.empty()) return report_.reason; // it vanished: there was nothing to set aside
    std::string note = "The store was damaged (" + report_.reason + "). It was set aside as " +
                       report_.set_aside.string() + "; " + std::to_string(report_.carved) +
                       " sign-ups were saved from it";
    if (report_.broken_frames > 0) note += ", " + std::to_string(report_.broken_frames) + " were broken";
    return note + (report_.carving ? " so far, and the rest follows by itself." : ".");
}

} // namespace kiosk::outbox
