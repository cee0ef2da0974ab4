// A record as it lies in the store's file: framed so that it can be found and checked without the database
// around it, when that is damaged. Called by the SQLite outbox and by recover; knows nothing of files.
//   "KSREC001" | length, 4 bytes | BLAKE2b-128 of what follows | seq 8 | id 16 | made 8 | flags 1
//   | length 1, receipt code | length 1, event | the age file
// Numbers are big-endian; `length` counts the bytes after the digest; flags: bits 0-1 clock, bit 2 rehearsal.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "outbox/outbox.hpp"

namespace kiosk::outbox {

constexpr std::string_view frame_magic = "KSREC001";
constexpr std::size_t receipt_bytes_max = 32, event_bytes_max = 64;
constexpr std::size_t frame_fixed_bytes = 8 + 4 + 16 + 8 + 16 + 8 + 1 + 1 + 1;
constexpr std::size_t frame_bytes_max =
    frame_fixed_bytes + receipt_bytes_max + event_bytes_max + sealed_bytes_max;

// The entry must be within the limits above and sealed_bytes_max.
[[nodiscard]] std::vector<std::uint8_t> write_frame(const Entry& entry);
// The entry of a frame that begins at the first byte (more bytes may follow), with its sha worked out anew;
// nothing when a single bit of it is wrong.
[[nodiscard]] std::optional<Entry> read_frame(std::span<const std::uint8_t> bytes);

} // namespace kiosk::outbox
