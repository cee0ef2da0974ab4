// The system's disk, but for calls that are made to fail and room that runs out: an SQLite VFS over the real
// one. For tests of the store; one at a time, registered as "failing-disk".
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace kiosk::outbox {

// Calls that change the disk: write, truncate, sync and delete.
class FailingDisk {
  public:
    FailingDisk();
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    [[nodiscard]] std::string name() const { return "failing-disk"; }
    // The call after `calls` more fails, once, as an error of input and output; -1: none does.
    void fail_after(int calls) { left_ = calls; }
    [[nodiscard]] bool failed() const { return left_ < 0; }
    // Files of `folder` may have so many bytes together, the reserve's included; 0: no bound. A bound also
    // counts in blocks of `block` bytes, as file systems do.
    void bound(const std::filesystem::path& folder, std::uint64_t bytes, std::uint64_t block);

    // Called by the VFS.
    [[nodiscard]] bool fails();
    [[nodiscard]] bool full(std::uint64_t more) const;
    void* real() const { return real_; }

  private:
    int left_ = -1;
    std::filesystem::path folder_;
    std::uint64_t bytes_max_ = 0, block_ = 1;
    void *real_, *vfs_;
};

} // namespace kiosk::outbox
