// A line of the wire as append_wire_line writes it, to the byte: the way of nearly every line, read without a
// JSON parser. Called by wire_json.cpp only, which reads every other spelling and finds the words for errors.
#pragma once

#include <optional>
#include <string_view>

#include "record/wire.hpp"

namespace kiosk::record {

// What stands between the values, in its order.
struct WireFrame {
    std::string_view id = R"({"id":")", seq = R"(","seq":)", sha = R"(,"sha":")",
                     receipt = R"(","receipt":")", clock = R"(","captured":{"clock":")",
                     wall = R"(","wall":")", rehearsal = R"("},"rehearsal":)", sealed = R"(,"sealed":")",
                     end = R"("})";
};
inline constexpr WireFrame wire_frame;

// Nothing for a line of any other spelling, which may still be a good one, and for values out of their
// bounds.
[[nodiscard]] std::optional<WireRecord> read_exact_line(std::string_view line);

[[nodiscard]] bool is_receipt_code(std::string_view code);
[[nodiscard]] std::optional<ClockTrust> parse_clock(std::string_view name);

} // namespace kiosk::record
