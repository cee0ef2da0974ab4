// Where decks come from, as a port: a folder on the disk (platform/), or files in memory (tests, the editor's
// unsaved text). Paths are relative to the deck's folder, with '/' between parts; nothing outside is
// reachable.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
    // How a file begins, and how long it is: for files of which no more is needed here, as pictures are.
    struct Head {
        std::string bytes; // at most as many as were asked for
        std::uint64_t file_bytes = 0;
    };
    [[nodiscard]] virtual Result<std::optional<Head>> head(std::string_view path,
                                                           std::size_t bytes_max) const {
        constexpr std::size_t whole_max = std::size_t{32} << 20; // a disk need not read all of it
        auto bytes = read(path, whole_max);
        if (!bytes) return bytes.error();
        if (!*bytes) return std::optional<Head>{};
        const std::uint64_t all = (*bytes)->size();
        (*bytes)->resize(std::min((*bytes)->size(), bytes_max));
        return std::optional<Head>{{std::move(**bytes), all}};
    }
    // Names of the files in a folder, sorted; empty when there is no such folder.
    [[nodiscard]] virtual std::vector<std::string> list(std::string_view folder) const = 0;
    // For messages: how a person would name this file.
    [[nodiscard]] virtual std::string display_name(std::string_view path) const = 0;
};

} // namespace kiosk::deck
