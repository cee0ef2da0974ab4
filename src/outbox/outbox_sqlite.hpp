// The outbox in one SQLite file: what a real kiosk has. Opened once, by the store thread; a second instance
// is refused. Survives power cuts (an append that returned Stored is there afterwards), a full disk, and a
// damaged file, which is set aside, never deleted, its whole records carved into a new store.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "outbox/outbox.hpp"
#include "outbox/recover.hpp"
#include "outbox/statement_sqlite.hpp"
#include "outbox/store_folder.hpp"

namespace kiosk::outbox {

// What staff must hear about the store, at start and whenever it changes.
struct OpenReport {
    bool created = false;            // there was no store
    std::filesystem::path set_aside; // the damaged file's new name; empty: none was
    std::string reason;              // why, in a sentence
    std::uint64_t carved = 0;        // records saved from it; they wait for upload again
    std::uint64_t broken_frames = 0; // records that could not be saved whole
    bool carving = false;            // a large file: the rest of it comes with the next looks at the queue
    int repairs = 0;                 // times that the disk failed a write and the store was rebuilt
};

struct StoreOptions {
    std::filesystem::path folder;
    std::string vfs; // SQLite's; empty for the system's own. Tests name one that fails on purpose.
};

class SqliteOutbox final : public Outbox {
  public:
    // Fault::Machine when another instance has it, or the folder cannot be used.
    [[nodiscard]] static Result<std::unique_ptr<SqliteOutbox>> open(StoreOptions options);
    [[nodiscard]] const OpenReport& report() const { return report_; }

    Result<std::uint64_t> next_seq() override;
    Result<Append> append(const Entry& entry) override;
    Result<std::vector<Entry>> oldest_pending(std::size_t count, std::size_t bytes_max) override;
    Result<void> count_attempt(std::span<const record::Id> ids) override;
    Result<void> note_answer(std::span<const record::Id> ids, int code) override;
    Result<void> mark_acked(std::span<const record::Id> ids, WallTime at) override;
    Result<void> quarantine(const record::Id& id, int code) override;
    Result<void> retry_quarantined() override;
    Result<std::uint64_t> send_again(std::span<const record::Id> ids) override;
    Result<std::uint64_t> purge_acked(WallTime before) override;
    Result<std::uint64_t> erase(std::span<const record::Id> ids) override;
    Result<Counts> counts() override;
    Result<std::optional<Stored>> find(const record::Id& id) override;
    Result<Span> unpurged() override;
    Result<std::vector<Stored>> page_after(std::uint64_t after, std::size_t count) override;
    Result<void> mark_exported(std::span<const record::Id> ids) override;
    Result<std::optional<std::string>> value(std::string_view key) override;
    Result<void> set_value(std::string_view key, std::string_view value) override;
    std::string note() override;

  private:
    explicit SqliteOutbox(StoreFolder folder, std::string vfs)
        : folder_(std::move(folder)),
          vfs_(std::move(vfs)) {}

    // Opens the file, or sets it aside and starts a new one. `distrust`: checked whatever its size.
    Result<void> connect(bool distrust);
    Result<void> start_anew(const Error& why);
    // Carves the next part of a file that was set aside into the store; how far it got survives no restart,
    // but that it is to be done does, and a record is stored once.
    Result<void> open_carver();
    void carve_some();
    Result<void> carve_window(bool& more);
    Result<void> count_anew();
    // After a write or sync that failed nobody knows what is on the disk: closes, reopens, copies into a new
    // file.
    Result<void> settle();
    // The file is still open here and no longer at its place: somebody removed it, or its folder, under the
    // running kiosk. It is written anew from what is open.
    [[nodiscard]] bool taken_away() const;
    Result<void> bring_back();
    // Remembers from an error what settle() must do next time, and forgets what was kept in step.
    [[nodiscard]] Error noted(Error error);
    // An append writes one table alone, so that a visitor waits for two pages of the disk and not for six: st
    // hears of a record when first something becomes of it, or after `ahead_max` of them. Until then records
    // younger than st's last are pending and untried.
    struct Tail {
        std::uint64_t next_seq = 1;
        std::uint64_t told_seq = 0; // st knows every record up to this one
        std::uint64_t ahead = 0;    // records accepted beyond it
    };
    Result<Tail> tail();
    // Inside a transaction; tail_ is right again only when that has been committed.
    Result<void> tell_st();
    Result<void> make_ready(const Entry& entry, const Tail& tail);
    Result<Append> known(const Entry& entry);
    Result<void> insert(const Entry& entry, std::span<const std::uint8_t> frame, std::uint64_t ahead);
    // A record of a damaged store, whose number may be any: told to st at once.
    Result<void> insert_carved(const Entry& entry);
    Result<void> read_back(const Entry& entry, std::span<const std::uint8_t> frame);
    Result<std::optional<Sha256>> sha_of(const record::Id& id);
    Result<std::optional<WallTime>> oldest_waiting();
    // Runs `sql` once for each id (its last parameter), in one transaction; `first` and so on come before it.
    Result<std::uint64_t> for_each(std::span<const record::Id> ids, std::string_view sql,
                                   std::span<const std::int64_t> first);
    Result<std::uint64_t> for_each_once(std::span<const record::Id> ids, std::string_view sql,
                                        std::span<const std::int64_t> first);
    // What visitors bring must not use up the room that was given back for marking and shredding.
    Result<void> keep_reserve();
    Result<std::vector<std::int64_t>> acked_before(WallTime before, std::int64_t after_seq);
    // Turns records into tombstones; a full disk gives its reserve back for it.
    Result<std::uint64_t> shred(std::span<const std::int64_t> seqs);
    Result<std::uint64_t> shred_once(std::span<const std::int64_t> seqs);

    StoreFolder folder_;
    std::string vfs_;
    std::optional<Database> database_;
    OpenReport report_;
    std::optional<StoreFolder::Node> node_; // of the open file
    std::uint64_t seq_floor_ = 0;
    bool unsettled_ = false;
    bool reserve_given_ = false;    // to a full disk, and not made again yet
    bool just_looked_ = false;      // for the file at its place, by the append that ended last
    int set_aside_in_a_row_ = 0;    // without a record stored in between
    std::optional<Carver> carver_;  // over a file that was set aside, until its end
    std::optional<Counts> counted_; // counting walks over all rows: once, then kept in step
    std::optional<Tail> tail_;      // read once, then kept in step
};

} // namespace kiosk::outbox
