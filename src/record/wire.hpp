// A batch of sealed records as JSON Lines, a record a line: the body of POST /v1/batches and the middle of a
// bundle (the contract's "The wire"). Called by upload/, hub/ and handover/. It sees ciphertext only, and
// never opens it.
//   {"id":HEX,"seq":1,"sha":HEX,"receipt":"KITE-4821","captured":{"clock":"synced","wall":"2026-02-28T17:04:05Z"},
//    "rehearsal":false,"sealed":BASE64}
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "record/bytes.hpp"
#include "record/sign_up.hpp"

namespace kiosk::record {

constexpr std::size_t wire_records_max = 100;           // one short transaction at the hub
constexpr std::size_t wire_body_bytes_max = 256 * 1024; // within a venue's patience, and a small hub's memory
constexpr std::size_t wire_sealed_bytes_max =
    12'000; // one leaf page of the outbox (outbox::sealed_bytes_max)
constexpr std::size_t wire_receipt_code_chars_max = 32;  // a word and four digits, with room
constexpr std::uint64_t wire_seq_max = (1ULL << 53) - 1; // whole in every JSON reader
constexpr std::size_t wire_line_bytes_max =
    17'000; // base64 of the largest record, and its frame of about 350

struct WireRecord {
    Id id;
    std::uint64_t seq = 0;
    Sha256 sha{}; // SHA-256 of sealed, as the sender knows it
    std::string receipt;
    WallTime captured; // whole seconds on the wire
    ClockTrust clock = ClockTrust::Unset;
    bool rehearsal = false;
    std::vector<std::uint8_t> sealed;
    bool operator==(const WireRecord&) const = default;
};

// The bytes that the record's line will take, its line break included.
[[nodiscard]] std::size_t wire_line_bytes(const WireRecord& record);
// One line with its line break. The record must be within the limits above, which the outbox holds.
void append_wire_line(std::string& body, const WireRecord& record);

// One line without its line break. Every key must be there once, of its type and in its bounds, and no other
// key. Does not compare sha with the sealed bytes: a hub answers that record by record (intact()).
[[nodiscard]] Result<WireRecord> parse_wire_line(std::string_view line);
// A whole body: 1 to 100 lines, at most 256 KiB, the last line break optional. An error names the line.
[[nodiscard]] Result<std::vector<WireRecord>> parse_wire_body(std::string_view body);
// The sealed bytes are those that the sender hashed.
[[nodiscard]] bool intact(const WireRecord& record);

[[nodiscard]] std::string_view clock_name(ClockTrust clock); // "synced", "set", "unset"

} // namespace kiosk::record
