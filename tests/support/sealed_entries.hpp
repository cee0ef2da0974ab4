// Outbox entries that a real hub takes: as entries.hpp makes them, with the first line of an age file.
#pragma once

#include <algorithm>
#include <string_view>

#include "support/entries.hpp"

namespace kiosk {

inline outbox::Entry sealed_entry_of(std::uint64_t seq, std::size_t sealed_bytes = 1'200) {
    outbox::Entry entry = entry_of(seq, sealed_bytes);
    std::ranges::copy(std::string_view("age-encryption.org/v1\n"), entry.sealed.begin());
    entry.sha = record::sha256(entry.sealed);
    return entry;
}

} // namespace kiosk
