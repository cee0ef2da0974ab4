// The outbox's database file: opened with the settings under which power cuts were measured to lose nothing,
// each of them read back, then its schema made, checked, or brought from an older version to this one. Called
// by the files of outbox_sqlite.hpp. A file of a newer version is left as it is.
#pragma once

#include <cstdint>
#include <string>

#include "outbox/statement_sqlite.hpp"

namespace kiosk::outbox {

constexpr std::int64_t schema_version = 2;
constexpr std::int64_t application_id = 0x504b4f42; // "PKOB", so that a foreign file is known for one
constexpr std::int64_t page_bytes = 16'384; // holds the largest record in one leaf, whole, to be carved

enum class Check : std::uint8_t { Skip, Whole };

// An error with StoreFault::Damaged means: no store, or a damaged one; set it aside. A new file's records
// begin after `last_seq`.
[[nodiscard]] Result<Database> open_store(const std::string& path, const std::string& vfs, Check check,
                                          std::uint64_t last_seq);

} // namespace kiosk::outbox
