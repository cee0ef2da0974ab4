// The folder in which the store lies: made and synced, with the reserve that a full disk gives back, the
// floor of sequence numbers, and damaged files set aside. Called by outbox_sqlite.cpp only. Never deletes a
// store's file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/result.hpp"

namespace kiosk::outbox {

// On a full disk, what was sent must still be marked and shredded, which needs room for a journal; this is
// given back for it.
constexpr std::size_t reserve_bytes = 1U << 20U;

class StoreFolder {
  public:
    // Makes the folder with mode 0700 where it is missing; an existing one is narrowed to 0700.
    [[nodiscard]] static Result<StoreFolder> open(const std::filesystem::path& path);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] const std::filesystem::path& database() const { return database_; }
    // Makes the database's file, empty, with mode 0600, and syncs the folder. True when it was not there.
    [[nodiscard]] Result<bool> make_database_file() const;
    // Renames the store's file and its journal to a name that is free; gives the file's new name.
    [[nodiscard]] Result<std::filesystem::path> set_aside() const;
    // Puts `rebuilt` (made beside the database) in its place, durably.
    [[nodiscard]] Result<void> replace_database(const std::filesystem::path& rebuilt) const;

    // Which file lies at the database's place; nothing when there is none. A running store compares.
    struct Node {
        std::uint64_t device = 0, number = 0;
        bool operator==(const Node&) const = default;
    };
    [[nodiscard]] std::optional<Node> database_node() const;
    // False only when another file, or surely none, lies there: a disk that does not answer is no removal.
    [[nodiscard]] bool database_is(const Node& node) const;

    // False when there is no room for it; it is made again when there is.
    [[nodiscard]] bool make_reserve() const;
    // True when there was one to give back.
    [[nodiscard]] bool release_reserve() const;

    // What the disk still takes, in bytes; nothing when it does not say.
    [[nodiscard]] std::optional<std::uint64_t> bytes_left() const;

    // No record has a seq above the floor; so a new store, after the old one was lost, begins after it. 0
    // when unknown.
    [[nodiscard]] std::uint64_t seq_floor() const;
    [[nodiscard]] Result<void> raise_seq_floor(std::uint64_t floor) const;

  private:
    explicit StoreFolder(std::filesystem::path path)
        : path_(std::move(path)),
          database_(path_ / "outbox.db") {}
    [[nodiscard]] Result<void> sync() const;
    std::filesystem::path path_, database_;
};

} // namespace kiosk::outbox
