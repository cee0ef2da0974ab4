// Findings as text, JSON or SARIF 2.1.0 (OASIS), for `pledge-kiosk check`. Pure: text in, text out.
// Never writes to a file or a terminal.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "deck/diagnostic.hpp"

namespace kiosk::deck {

enum class ReportFormat : std::uint8_t { Text, Json, Sarif };

// Text ends with the sum: "1 error, 2 warnings". All formats end with a line break.
[[nodiscard]] std::string report(const Diagnostics& diagnostics, ReportFormat format);

// Each rule's name with its sentence of reason; for SARIF and for the help of `check`.
struct Rule {
    std::string_view name, reason;
};
[[nodiscard]] std::span<const Rule> rules();
// The rules as a table of Markdown, with how a deck switches one off.
[[nodiscard]] std::string rules_text();

} // namespace kiosk::deck
