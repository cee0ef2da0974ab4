// Entries of an outbox for tests: made from a number, with sealed bytes that are only noise of a given size.
#pragma once

#include <cstdint>
#include <vector>

#include "outbox/outbox.hpp"
#include "record/bytes.hpp"

namespace kiosk {

inline record::Id id_of(std::uint64_t number) {
    record::Id id;
    for (std::size_t i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    id.bytes[0] = 0xA5;
    return id;
}

inline outbox::Entry entry_of(std::uint64_t seq, std::size_t sealed_bytes = 1'200) {
    outbox::Entry entry;
    entry.seq = seq;
    entry.id = id_of(seq);
    entry.receipt = record::receipt_code(entry.id);
    entry.event = "spring";
    entry.made = {1'772'298'245'000 + static_cast<std::int64_t>(seq) * 1000};
    entry.clock = ClockTrust::Set;
    std::uint64_t noise = seq * 0x9E3779B97F4A7C15ULL + 1;
    for (std::size_t i = 0; i < sealed_bytes; ++i) {
        noise ^= noise << 13U;
        noise ^= noise >> 7U;
        noise ^= noise << 17U;
        entry.sealed.push_back(static_cast<std::uint8_t>(noise));
    }
    entry.sha = record::sha256(entry.sealed);
    return entry;
}

} // namespace kiosk
