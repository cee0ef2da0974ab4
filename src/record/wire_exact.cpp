#include "record/wire_exact.hpp"

#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"

namespace kiosk::record {

namespace {

// Takes a line apart from its front; once something did not fit, `good` is false for ever.
struct Cursor {
    std::string_view left;
    bool good = true;

    void expect(std::string_view text) {
        good = good && left.starts_with(text);
        if (good) left.remove_prefix(text.size());
    }
    // All before `text`, which is taken too. None of our values holds a quotation mark or a backslash: what
    // their readers accept is as it stands in the JSON.
    std::string_view until(std::string_view text) {
        const std::size_t at = good ? left.find(text) : std::string_view::npos;
        good = at != std::string_view::npos;
        if (!good) return {};
        const std::string_view before = left.substr(0, at);
        left.remove_prefix(at + text.size());
        return before;
    }
};

std::optional<std::uint64_t> parse_seq(std::string_view digits) {
    std::uint64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(digits.data(), end, value);
    // from_chars takes leading zeros, which JSON does not have.
    if (fault != std::errc() || stop != end || digits.starts_with('0') || value > wire_seq_max)
        return std::nullopt;
    return value;
}

} // namespace

bool is_receipt_code(std::string_view code) {
    return code.size() <= wire_receipt_code_chars_max && std::ranges::all_of(code, [](char c) {
               return ascii::is_upper(c) || ascii::is_digit(c) || c == '-';
           });
}

std::optional<ClockTrust> parse_clock(std::string_view name) {
    for (const ClockTrust clock : {ClockTrust::Synced, ClockTrust::Set, ClockTrust::Unset})
        if (clock_name(clock) == name) return clock;
    return std::nullopt;
}

std::optional<WireRecord> read_exact_line(std::string_view line) {
    Cursor cursor{line};
    cursor.expect(wire_frame.id);
    const auto id = parse_id(cursor.until(wire_frame.seq));
    const auto seq = parse_seq(cursor.until(wire_frame.sha));
    const auto sha = parse_sha256(cursor.until(wire_frame.receipt));
    const std::string_view receipt = cursor.until(wire_frame.clock);
    const auto clock = parse_clock(cursor.until(wire_frame.wall));
    const auto captured = parse_rfc3339(cursor.until(wire_frame.rehearsal));
    const std::string_view rehearsal = cursor.until(wire_frame.sealed);
    if (!cursor.left.ends_with(wire_frame.end)) return std::nullopt;
    cursor.left.remove_suffix(wire_frame.end.size());
    if (!cursor.good || !id || !seq || !sha || !is_receipt_code(receipt) || !clock || !captured)
        return std::nullopt;
    if (rehearsal != "true" && rehearsal != "false") return std::nullopt;
    auto sealed = parse_base64(cursor.left, wire_sealed_bytes_max);
    if (!sealed || sealed->empty()) return std::nullopt;
    return WireRecord{
        *id, *seq, *sha, std::string(receipt), *captured, *clock, rehearsal == "true", std::move(*sealed)};
}

} // namespace kiosk::record
