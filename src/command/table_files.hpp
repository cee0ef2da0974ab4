// Opened sign-ups in the format that --format names, written whole or not at all. Called by `open` and
// `export`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "handover/open_bundles.hpp"

namespace kiosk::command {

enum class TableFormat : std::uint8_t { Csv, Xlsx, GiftAid, Jsonl };

[[nodiscard]] Result<TableFormat> parse_format(std::string_view name);
[[nodiscard]] std::string_view extension_of(TableFormat format); // without a dot

// `path` "-" writes to standard output; a file there already is an error. The rows are wiped, whether or not
// it worked: nothing of them is needed afterwards.
[[nodiscard]] Result<void> write_rows(std::span<handover::Row> rows, TableFormat format,
                                      const std::filesystem::path& path);
// Each on a line of standard error, ids and places only; gives the exit status: 1 when there is any.
int report_refused(std::span<const handover::Refused> refused);

} // namespace kiosk::command
