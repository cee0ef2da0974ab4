// The question whether the hub still holds what it signed for, POST /v1/held: a line for each record,
// "ID SHA\n" in lower-case hex, text/plain, at most 100 lines. Asked by upload/, answered by hub/ with a
// receipt of status 200: "duplicate" for what it holds, "rejected" with the code "not-held" for the rest.
// Nothing is ever acked by such an answer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/bytes.hpp"
#include "record/sign_up.hpp"

namespace kiosk::record {

struct HeldLine {
    Id id;
    Sha256 sha{};
    bool operator==(const HeldLine&) const = default;
};

constexpr std::string_view held_content_type = "text/plain";
constexpr std::string_view not_held_code = "not-held";

[[nodiscard]] std::string write_held_body(std::span<const HeldLine> lines);
// Nothing for any other text, no line, or more than 100.
[[nodiscard]] std::optional<std::vector<HeldLine>> parse_held_body(std::string_view body);

} // namespace kiosk::record
