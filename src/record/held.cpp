#include "record/held.hpp"

#include "record/wire.hpp"

namespace kiosk::record {

namespace {

constexpr std::size_t id_digits = 32, held_line_bytes = id_digits + 1 + 64 + 1;

} // namespace

std::string write_held_body(std::span<const HeldLine> lines) {
    std::string body;
    for (const HeldLine& line : lines) body += hex(line.id.bytes) + " " + hex(line.sha) + "\n";
    return body;
}

std::optional<std::vector<HeldLine>> parse_held_body(std::string_view body) {
    if (body.empty() || body.size() % held_line_bytes != 0 ||
        body.size() > wire_records_max * held_line_bytes)
        return std::nullopt;
    std::vector<HeldLine> lines;
    for (; !body.empty(); body.remove_prefix(held_line_bytes)) {
        const auto id = parse_id(body.substr(0, id_digits));
        const auto sha = parse_sha256(body.substr(id_digits + 1, 64));
        if (!id || !sha || body[id_digits] != ' ' || body[held_line_bytes - 1] != '\n') return std::nullopt;
        lines.push_back({*id, *sha});
    }
    return lines;
}

} // namespace kiosk::record
