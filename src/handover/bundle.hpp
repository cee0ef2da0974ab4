// The sealed bundle (signups-EVENT-KIOSK-DATE-N.pkb): everything that is not yet purged, written to a stick
// or a share, verified before anybody hears that it is there. Called by `export`, the staff panel and the
// folder upload. Holds ciphertext only; takes nothing out of the store.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "outbox/access.hpp"
#include "record/bytes.hpp"

namespace kiosk::handover {

constexpr int bundle_protocol = 1;

struct BundleHeader {
    std::string kiosk, event;
    std::vector<std::string> recipients; // public keys, age1...
    std::uint64_t first_seq = 0, last_seq = 0;
};

struct BundleTarget {
    std::filesystem::path folder;
    std::string kiosk, event;
    std::vector<std::string> recipients;
    std::string date; // YYYY-MM-DD, for the name
};

// A record that could not be handed over; never a reason to stop.
struct Refused {
    std::string id;    // hex; empty when it could not be read
    std::string where; // "FILE, line N", or "seq N"
    std::string why;
};

// The sum that every export ends with. accepted = waiting + acked + quarantined + purged.
struct Sums {
    std::uint64_t accepted = 0, waiting = 0, acked = 0, quarantined = 0, purged = 0;
    std::uint64_t exported = 0, fresh = 0; // in this export; of these, in none before
};
[[nodiscard]] std::string text_of(const Sums& sums);

struct BundleReport {
    std::filesystem::path file;
    record::Sha256 sha{}; // of the file as it was read back
    Sums sums;
    std::vector<Refused> refused;
};

// Called between records; false breaks the export off, which leaves no file.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

// Pages through the outbox in bounded memory, marks what was written as exported once the file is verified.
[[nodiscard]] Result<BundleReport> write_bundle(outbox::Access& access, const BundleTarget& target,
                                                const Progress& progress);

// "signups-EVENT-KIOSK-DATE-", of letters that are whole on every file system.
[[nodiscard]] std::string bundle_stem(const BundleTarget& target);
// The first name signups-EVENT-KIOSK-DATE-N.EXTENSION that is free in the folder.
[[nodiscard]] Result<std::filesystem::path> free_export_name(const BundleTarget& target,
                                                             std::string_view extension);

// Accepted, waiting and so on, from the outbox as it is now; exported and fresh are 0.
[[nodiscard]] Result<Sums> sums_of(outbox::Access& access);
// Marks records as exported, page by page.
[[nodiscard]] Result<void> mark_exported(outbox::Access& access, std::span<const record::Id> ids);

// The lines of a bundle, with their line breaks; between them one wire line a record.
[[nodiscard]] std::string bundle_header_line(const BundleHeader& header);
[[nodiscard]] std::string bundle_trailer_line(std::uint64_t count, const record::Sha256& sha_before);

struct BundleTrailer {
    std::uint64_t count = 0;
    record::Sha256 sha{};
};
// Nothing when the line is neither. Unknown keys are passed over; another protocol is an error in the header.
[[nodiscard]] Result<BundleHeader> parse_bundle_header(std::string_view line);
[[nodiscard]] std::optional<BundleTrailer> parse_bundle_trailer(std::string_view line);

} // namespace kiosk::handover
