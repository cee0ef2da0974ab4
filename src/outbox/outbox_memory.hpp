// The outbox in memory, for tests and rehearsals of code that needs one: the same contract as SQLite's, and
// as strict, but for surviving anything.
#pragma once

#include <map>
#include <string>

#include "outbox/outbox.hpp"

namespace kiosk::outbox {

class MemoryOutbox : public Outbox {
  public:
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

  private:
    [[nodiscard]] Stored* record_of(const record::Id& id);
    static void shred(Stored& stored);

    std::map<std::uint64_t, Stored> records_; // by seq
    std::map<record::Id, std::uint64_t> seqs_;
    std::map<std::string, std::string, std::less<>> values_;
};

} // namespace kiosk::outbox
