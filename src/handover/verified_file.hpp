// A file that is whole or not there, for sticks that are pulled: written under a temporary name, synced,
// opened again, read back and compared, renamed, its folder synced. Called by the writers of bundles and
// tables. Never replaces a file.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "record/bytes.hpp"

namespace kiosk::handover {

class VerifiedFile {
  public:
    // Makes PATH.part with mode 0600. An error when PATH is there already.
    [[nodiscard]] static Result<VerifiedFile> create(const std::filesystem::path& path);
    VerifiedFile(VerifiedFile&&) noexcept;
    VerifiedFile& operator=(VerifiedFile&&) = delete;
    // Removes the temporary file unless finish() succeeded.
    ~VerifiedFile();

    [[nodiscard]] Result<void> write(std::string_view text);
    // SHA-256 of what was written so far.
    [[nodiscard]] record::Sha256 hash() const;
    // Only after this is it safe to say that the file is there. Gives the SHA-256 of the whole file as read
    // back.
    [[nodiscard]] Result<record::Sha256> finish();

  private:
    struct State;
    explicit VerifiedFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace kiosk::handover
