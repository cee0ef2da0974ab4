// A disk in memory that loses power: an SQLite VFS that keeps what was synced apart from what was only
// written. At a cut each write since the last sync survives, is lost, or is torn at 512 bytes; files made or
// deleted since the last sync of their folder may be as before. For the tests of the store; one at a time,
// registered under its name.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace kiosk::outbox {

enum class Sync : std::uint8_t { Honest, Lies };

class PowerCutDisk {
  public:
    explicit PowerCutDisk(std::string name, Sync sync = Sync::Honest);
    ~PowerCutDisk();
    PowerCutDisk(const PowerCutDisk&) = delete;
    PowerCutDisk& operator=(const PowerCutDisk&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    // Power fails at the operation after `operations` more writes, truncations, syncs and deletions.
    void cut_after(std::uint64_t operations) { left_ = operations; }
    [[nodiscard]] bool dead() const { return dead_; }
    // Decides what survived, and brings power back.
    void come_back(std::mt19937_64& random);
    // Everything is gone: a new disk.
    void clear();

    // Called by the VFS.
    struct Change {
        std::uint64_t offset = 0;
        std::vector<std::uint8_t> bytes;
        bool truncates = false;
    };
    struct File {
        std::vector<std::uint8_t> durable, live;
        std::vector<Change> pending;
        bool entry_durable = false;
    };
    [[nodiscard]] File* find(const std::string& path);
    File& make(const std::string& path, bool entry_durable);
    // False when the power is off. The last operation before the cut is half done: `pending`, never durable.
    [[nodiscard]] bool alive() const { return !dead_; }
    void spend();
    void write(File& file, std::uint64_t offset, const std::uint8_t* bytes, std::size_t size);
    void truncate(File& file, std::uint64_t size);
    void sync(File& file, bool folder_too);
    void remove(const std::string& path, bool sync_folder);

  private:
    void sync_folder();
    static void apply(std::vector<std::uint8_t>& content, const Change& change);
    static void survive(File& file, int mode, std::mt19937_64& random);

    std::string name_;
    Sync sync_;
    std::map<std::string, File> files_, removed_; // removed_: deletions that are not durable yet
    std::uint64_t left_ = UINT64_MAX;
    bool dead_ = false;
    void* vfs_ = nullptr;
};

} // namespace kiosk::outbox
