// An age file as text (C2SP age specification, "ASCII armor"), so that it can stand on a printed page. Called
// by keygen, which writes the wrapped key so, and by who reads a key file. Opens nothing by itself.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::record {

constexpr std::string_view armor_begin = "-----BEGIN AGE ENCRYPTED FILE-----";
constexpr std::string_view armor_end = "-----END AGE ENCRYPTED FILE-----";

// With a line end behind the last line.
[[nodiscard]] std::string to_armor(std::span<const std::uint8_t> file);
// Nothing unless the whole text is one armored file, spelled as the specification says: lines of 64
// characters, the last one shorter, no space but before and after it all.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_armor(std::string_view text,
                                                                  std::size_t bytes_max);
// The first armored file in a longer text, such as the page that keygen makes; whole lines.
[[nodiscard]] std::optional<std::string_view> find_armor(std::string_view text);

} // namespace kiosk::record
