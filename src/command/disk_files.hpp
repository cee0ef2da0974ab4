// A deck's folder on the disk, as deck/ sees it: nothing outside of the folder is reachable, and no file is
// read past its bound. Used by every command that loads a deck.
#pragma once

#include <filesystem>

#include "deck/files.hpp"

namespace kiosk::command {

class DiskFiles final : public deck::Files {
  public:
    explicit DiskFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    [[nodiscard]] Result<std::optional<std::string>> read(std::string_view path,
                                                          std::size_t bytes_max) const override;
    [[nodiscard]] Result<std::optional<Head>> head(std::string_view path,
                                                   std::size_t bytes_max) const override;
    [[nodiscard]] std::vector<std::string> list(std::string_view folder) const override;
    [[nodiscard]] std::string display_name(std::string_view path) const override;

  private:
    std::filesystem::path folder_;
};

} // namespace kiosk::command
