// Where decks come from, as a port: a folder on the disk (platform/), or files in memory (tests, the editor's
// unsaved text). Paths are relative to the deck's folder, with '/' between parts; nothing outside is
// reachable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kiosk::deck {

class Files {
  public:
    virtual ~Files() = default;
    // The bytes of the file; nothing when there is none; an error when it cannot be read or is over the
    // bound.
    [[nodiscard]] virtual Result<std::optional<std::string>> read(std::string_view path,
                                                                  std::size_t bytes_max) const = 0;
    // Names of the files in a folder, sorted; empty when there is no such folder.
    [[nodiscard]] virtual std::vector<std::string> list(std::string_view folder) const = 0;
    // For messages: how a person would name this file.
    [[nodiscard]] virtual std::string display_name(std::string_view path) const = 0;
};

} // namespace kiosk::deck
