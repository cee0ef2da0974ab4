// Bundles become rows, on the charity's computer: each record is opened with the secret keys, checked against
// what its line says, and given once, however many bundles hold it. Called by `open` and by `export --key`. A
// broken record is reported and skipped; it never stops the rest.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "handover/bundle.hpp"
#include "record/opened.hpp"
#include "record/seal.hpp"
#include "record/wire.hpp"

namespace kiosk::handover {

struct Row {
    record::Opened record;
    std::string exact; // the record's own JSON, without its padding
};

struct OpenReport {
    std::uint64_t rows = 0;       // given to the sink
    std::uint64_t duplicates = 0; // records that an earlier line had given already
    std::vector<Refused> refused; // records and bundles that were not, or not wholly, what they should be
};

// False ends the reading.
using RowSink = std::function<bool(Row&& row)>;

// One sealed record: opened, and its inner id and seq compared with the outer ones. Fault::Key when no
// identity fits.
[[nodiscard]] Result<Row> open_record(const record::WireRecord& sealed, record::Opener& opener);

// What the headers say at most, for a progress line; a bundle that cannot be read counts nothing.
[[nodiscard]] std::uint64_t records_promised(std::span<const std::filesystem::path> bundles);

// An error only when a file cannot be read at all, or when not one record opened for want of the right key.
[[nodiscard]] Result<OpenReport> open_bundles(std::span<const std::filesystem::path> bundles,
                                              std::span<const record::Identity> identities,
                                              const RowSink& sink);

// The same from the outbox itself, for an export with the key on a stick: everything that is not purged, in
// order. `where` of what was refused is the sequence number.
[[nodiscard]] Result<OpenReport>
open_outbox(outbox::Access& access, std::span<const record::Identity> identities,
            const std::function<bool(const outbox::Stored& stored, Row&& row)>& sink);

} // namespace kiosk::handover
