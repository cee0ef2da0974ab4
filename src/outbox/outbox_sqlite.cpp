#include "outbox/outbox_sqlite.hpp"

#include "outbox/schema_sqlite.hpp"

namespace kiosk::outbox {
namespace {

// The check reads the whole file; up to here it takes well under a second.
constexpr std::uintmax_t always_checked_bytes = 50U << 20U;

std::uintmax_t size_of(const std::filesystem::path& path) {
    std::error_code fault;
    const std::uintmax_t size = std::filesystem::file_size(path, fault);
    return fault ? 0 : size;
}

Error second_instance(const std::filesystem::path& path) {
    return machine_error("Another instance of pledge-kiosk, or of one of its commands, has the store " +
                         path.string() + " open. Close that one first: two may never write it at once.");
}

Result<void> copy_into(Database& database, const std::string& path) {
    auto copy = database.prepare("VACUUM INTO ?");
    if (!copy) return copy.error();
    return copy->bind(1, std::string_view(path)).run();
}

} // namespace

Result<std::unique_ptr<SqliteOutbox>> SqliteOutbox::open(StoreOptions options) {
    auto folder = StoreFolder::open(options.folder);
    if (!folder) return folder.error();
    std::unique_ptr<SqliteOutbox> outbox(new SqliteOutbox(std::move(*folder), std::move(options.vfs)));
    if (auto connected = outbox->connect(false); !connected) return connected.error();
    if (!outbox->carver_) {
        if (auto goes_on = outbox->open_carver(); !goes_on) return goes_on.error();
    }
    outbox->reserve_given_ = !outbox->folder_.make_reserve();
    return outbox;
}

Result<void> SqliteOutbox::connect(bool distrust) {
    const std::filesystem::path path = folder_.database();
    seq_floor_ = folder_.seq_floor();
    const auto made = folder_.make_database_file();
    if (!made) return made.error();
    const std::uintmax_t bytes = size_of(path);
    if (*made && seq_floor_ == 0) report_.created = true;
    if (vfs_.empty() && bytes == 0 && seq_floor_ > 0)
        report_.reason = "The store's file was gone or empty. Sign-ups that were not yet uploaded or "
                         "exported are missing; "
                         "look for a copy of outbox.db.";
    const bool unclean = size_of(path.string() + "-journal") > 0;
    const Check check = distrust || unclean || bytes <= always_checked_bytes ? Check::Whole : Check::Skip;
    auto database = open_store(path.string(), vfs_, check, seq_floor_);
    counted_.reset();
    tail_.reset();
    if (database) {
        database_ = std::move(*database);
        node_ = folder_.database_node();
        return {};
    }
    if (store_fault(database.error()) == StoreFault::Damaged) return start_anew(database.error());
    if (store_fault(database.error()) == StoreFault::Busy) return second_instance(path);
    return database.error();
}

Result<void> SqliteOutbox::settle() {
    if (database_ && !unsettled_ && !taken_away()) return {};
    if (database_ && taken_away()) {
        if (auto back = bring_back(); !back) return back;
        if (!unsettled_) return {};
    }
    database_.reset();
    if (auto connected = connect(unsettled_); !connected) return connected;
    if (!unsettled_) return {};
    // Pages after a failed sync may look clean in the system's cache and yet not be on the disk: write them
    // all anew.
    const std::filesystem::path rebuilt = folder_.database().string() + ".new";
    std::error_code ignored;
    std::filesystem::remove(rebuilt, ignored); // half a copy of an earlier try, never a store
    if (auto copied = copy_into(*database_, rebuilt.string()); !copied) {
        const StoreFault fault = store_fault(copied.error());
        const bool damaged = fault == StoreFault::Damaged || fault == StoreFault::Constraint;
        if (!damaged) return copied;
        if (auto anew = start_anew(copied.error()); !anew) return anew;
        unsettled_ = false;
        return {};
    }
    database_.reset();
    if (auto replaced = folder_.replace_database(rebuilt); !replaced) return replaced;
    if (auto connected = connect(false); !connected) return connected;
    unsettled_ = false;
    ++report_.repairs;
    return {};
}

bool SqliteOutbox::taken_away() const {
    return vfs_.empty() && node_ && !folder_.database_is(*node_);
}

Result<void> SqliteOutbox::bring_back() {
    auto folder = StoreFolder::open(folder_.path());
    if (!folder) return folder.error();
    folder_ = std::move(*folder);
    const std::filesystem::path rebuilt = folder_.database().string() + ".new";
    std::error_code ignored;
    std::filesystem::remove(rebuilt, ignored);
    if (auto copied = copy_into(*database_, rebuilt.string()); !copied) return copied;
    report_.reason =
        "The store was taken away under the running kiosk, and has been written anew with all that "
        "was in it. Nobody may remove or replace files in " +
        folder_.path().string() + ".";
    if (folder_.database_node()) { // what somebody put there is theirs, and may hold sign-ups
        const auto aside = folder_.set_aside();
        if (!aside) return aside.error();
        report_.reason += " What lay in its place is now " + aside->string() + ".";
    }
    if (auto floor = folder_.raise_seq_floor(seq_floor_); !floor) return floor;
    database_.reset();
    if (auto replaced = folder_.replace_database(rebuilt); !replaced) return replaced;
    reserve_given_ = !folder_.make_reserve();
    ++report_.repairs;
    return connect(false);
}

Error SqliteOutbox::noted(Error error) {
    const StoreFault fault = store_fault(error);
    if (fault == StoreFault::InputOutput || fault == StoreFault::Damaged) unsettled_ = true;
    counted_.reset();
    tail_.reset();
    return error;
}

Result<void> SqliteOutbox::keep_reserve() {
    if (!reserve_given_) return {};
    reserve_given_ = !folder_.make_reserve();
    if (!reserve_given_) return {};
    return full_disk_error();
}

} // namespace kiosk::outbox
