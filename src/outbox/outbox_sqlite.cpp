#include "outbox/outbox_sqlite.hpp"

#include <algorithm>

#include "outbox/entry_limits.hpp"
#include "outbox/frame.hpp"
#include "outbox/schema_sqlite.hpp"

namespace kiosk::outbox {
namespace {

// A quick check reads the whole file; up to here it takes well under a second.
constexpr std::uintmax_t always_checked_bytes = 50U << 20U;

// How far ahead the floor of sequence numbers is raised: rarely written, and few numbers are skipped when it
// is needed.
constexpr std::uint64_t seq_floor_step = 1'000;

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
    const Check check = distrust || unclean || bytes <= always_checked_bytes ? Check::Quick : Check::Skip;
    auto database = open_store(path.string(), vfs_, check, seq_floor_);
    counted_.reset();
    if (database) {
        database_ = std::move(*database);
        return {};
    }
    if (store_fault(database.error()) == StoreFault::Damaged) return start_anew(database.error());
    if (store_fault(database.error()) == StoreFault::Busy) return second_instance(path);
    return database.error();
}

Result<void> SqliteOutbox::settle() {
    if (database_ && !unsettled_) return {};
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
        // What the quick check does not see, such as an index that disagrees with its table.
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

Error SqliteOutbox::noted(Error error) {
    const StoreFault fault = store_fault(error);
    if (fault == StoreFault::InputOutput || fault == StoreFault::Damaged) unsettled_ = true;
    return error;
}

Result<std::optional<Sha256>> SqliteOutbox::sha_of(const record::Id& id) {
    auto statement =
        database_->prepare("SELECT sha FROM rec WHERE id = ?1 UNION ALL SELECT sha FROM tomb WHERE id = ?1");
    if (!statement) return noted(statement.error());
    const auto row = statement->bind(1, std::span<const std::uint8_t>(id.bytes)).step();
    if (!row) return noted(row.error());
    if (!*row) return std::optional<Sha256>();
    Sha256 sha{};
    const auto bytes = statement->bytes(0);
    if (bytes.size() == sha.size()) std::copy(bytes.begin(), bytes.end(), sha.begin());
    return std::optional(sha);
}

Result<std::uint64_t> SqliteOutbox::next_seq() {
    if (auto settled = settle(); !settled) return settled.error();
    const auto last = database_->integer("SELECT seq FROM sqlite_sequence WHERE name = 'rec'");
    if (!last) return noted(last.error());
    return static_cast<std::uint64_t>(*last) + 1;
}

Result<void> SqliteOutbox::insert(const Entry& entry) {
    const auto frame = write_frame(entry);
    const auto seq = static_cast<std::int64_t>(entry.seq);
    auto rec = database_->prepare("INSERT INTO rec(seq, id, frame, sha) VALUES(?, ?, ?, ?)");
    if (!rec) return rec.error();
    rec->bind(1, seq)
        .bind(2, std::span<const std::uint8_t>(entry.id.bytes))
        .bind(3, std::span<const std::uint8_t>(frame));
    if (auto ran = rec->bind(4, std::span<const std::uint8_t>(entry.sha)).run(); !ran) return ran;
    auto st = database_->prepare("INSERT INTO st(seq, state, made_ms, sealed_bytes) VALUES(?, 0, ?, ?)");
    if (!st) return st.error();
    st->bind(1, seq).bind(2, entry.made.unix_ms).bind(3, static_cast<std::int64_t>(entry.sealed.size()));
    if (auto ran = st->run(); !ran) return ran;
    return database_->run("UPDATE meta SET v = v + 1 WHERE k = 'accepted'");
}

Result<void> SqliteOutbox::keep_reserve() {
    if (!reserve_given_) return {};
    reserve_given_ = !folder_.make_reserve();
    if (!reserve_given_) return {};
    return full_disk_error();
}

Result<Append> SqliteOutbox::append(const Entry& entry) {
    if (auto fits = check_limits(entry); !fits) return fits.error();
    if (auto settled = settle(); !settled) return settled.error();
    const auto known = sha_of(entry.id);
    if (!known) return known.error();
    if (*known) {
        if (**known == entry.sha) return Append::AlreadyStored;
        return other_bytes_error(entry);
    }
    const auto next = next_seq();
    if (!next) return next.error();
    if (entry.seq < *next) return used_seq_error(entry, *next);
    if (auto room = keep_reserve(); !room) return room.error();
    // A disk too full for the floor's file may still have room for the record, which matters more.
    if (entry.seq >= seq_floor_ && folder_.raise_seq_floor(entry.seq + seq_floor_step).ok())
        seq_floor_ = entry.seq + seq_floor_step;
    {
        auto transaction = Transaction::begin(*database_);
        if (!transaction) return noted(transaction.error());
        if (auto inserted = insert(entry); !inserted) return noted(inserted.error());
        if (auto committed = transaction->commit(); !committed) return noted(committed.error());
    }
    if (counted_) {
        ++counted_->accepted;
        ++counted_->waiting;
    }
    set_aside_in_a_row_ = 0;
    const auto stored = find(entry.id);
    if (!stored) return stored.error();
    if (!*stored || (*stored)->entry.sealed != entry.sealed) {
        unsettled_ = true;
        return machine_error(
            "The record that was just stored reads back differently. The disk or the memory of this machine "
            "is failing; move the kiosk to another machine soon.");
    }
    return Append::Stored;
}

} // namespace kiosk::outbox
