// Opened sign-ups in the format that --format names, written whole or not at all, a row at a time, so that a
// million of them take no more memory than a hundred. Called by `open` and `export`. What was typed is wiped
// once it is written.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "handover/open_bundles.hpp"

namespace kiosk::command {

enum class TableFormat : std::uint8_t { Csv, Xlsx, GiftAid, Jsonl };

// An XLSX file of so many sign-ups is put together in memory, about 200 MiB; a larger one beside its place.
constexpr std::size_t xlsx_rows_at_once = 20'000;

[[nodiscard]] Result<TableFormat> parse_format(std::string_view name);
[[nodiscard]] std::string_view extension_of(TableFormat format); // without a dot

// Gives every row to the sink, from the first one each time it is called: columns are found in a first look.
using RowSource = std::function<Result<void>(const handover::RowSink&)>;

// `path` "-" writes to standard output; a file there already is an error. `total` is for the progress line.
[[nodiscard]] Result<void> write_table(const RowSource& source, TableFormat format,
                                       const std::filesystem::path& path, std::uint64_t total);
// Each on a line of standard error, ids and places only; gives the exit status: 1 when there is any.
int report_refused(std::span<const handover::Refused> refused);

} // namespace kiosk::command
