#include "record/wire.hpp"

#include <nlohmann/json.hpp>

#include "record/strict.hpp"
#include "record/wire_exact.hpp"

namespace kiosk::record {

namespace {

using Json = nlohmann::json;

// The string of a key, or nothing when it is absent or something else.
std::optional<std::string> text(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

Result<void> read_captured(const Json& object, WireRecord& record) {
    const auto captured = object.find("captured");
    if (captured == object.end() || !captured->is_object() || captured->size() != 2)
        return input_error("\"captured\": expected {\"clock\", \"wall\"}");
    const auto clock = parse_clock(text(*captured, "clock").value_or(""));
    const auto wall = parse_rfc3339(text(*captured, "wall").value_or(""));
    if (!clock) return input_error("\"captured\": expected \"clock\" to be synced, set or unset");
    if (!wall) return input_error("\"captured\": expected \"wall\" such as 2026-02-28T17:04:05Z");
    record.clock = *clock;
    record.captured = *wall;
    return Done{};
}

Result<WireRecord> read_record(const Json& object) {
    WireRecord record;
    const auto id = parse_id(text(object, "id").value_or(""));
    if (!id) return input_error("\"id\": expected 32 lower-case hex digits");
    record.id = *id;
    const auto seq = object.find("seq");
    if (seq == object.end() || !seq->is_number_unsigned() || seq->get<std::uint64_t>() == 0 ||
        seq->get<std::uint64_t>() > wire_seq_max)
        return input_error("\"seq\": expected a whole number from 1 to 2^53 - 1");
    record.seq = seq->get<std::uint64_t>();
    const auto sha = parse_sha256(text(object, "sha").value_or(""));
    if (!sha) return input_error("\"sha\": expected 64 lower-case hex digits");
    record.sha = *sha;
    const auto receipt = text(object, "receipt");
    if (!receipt || !is_receipt_code(*receipt))
        return input_error("\"receipt\": expected up to 32 of A to Z, 0 to 9 and '-'");
    record.receipt = *receipt;
    if (const auto captured = read_captured(object, record); !captured) return captured.error();
    const auto rehearsal = object.find("rehearsal");
    if (rehearsal == object.end() || !rehearsal->is_boolean())
        return input_error("\"rehearsal\": expected true or false");
    record.rehearsal = rehearsal->get<bool>();
    auto sealed = parse_base64(text(object, "sealed").value_or(""), wire_sealed_bytes_max);
    if (!sealed || sealed->empty()) return input_error("\"sealed\": expected base64 of 1 to 12,000 bytes");
    record.sealed = std::move(*sealed);
    return record;
}

Error at_line(std::size_t number, const Error& error) {
    return input_error("line " + std::to_string(number) + ": " + error.message);
}

void append_frame(std::string& body, const WireRecord& record, std::string_view sealed) {
    const std::string_view code = is_receipt_code(record.receipt) ? record.receipt : std::string_view();
    const std::string id = hex(record.id), seq = std::to_string(record.seq), sha = hex(record.sha),
                      captured = rfc3339(record.captured);
    for (const std::string_view part :
         {wire_frame.id, std::string_view(id), wire_frame.seq, std::string_view(seq), wire_frame.sha,
          std::string_view(sha), wire_frame.receipt, code, wire_frame.clock, clock_name(record.clock),
          wire_frame.wall, std::string_view(captured), wire_frame.rehearsal,
          std::string_view(record.rehearsal ? "true" : "false"), wire_frame.sealed, sealed, wire_frame.end})
        body += part;
    body += '\n';
}

} // namespace

std::string_view clock_name(ClockTrust clock) {
    switch (clock) {
    case ClockTrust::Synced: return "synced";
    case ClockTrust::Set: return "set";
    case ClockTrust::Unset: return "unset";
    }
    return "unset";
}

void append_wire_line(std::string& body, const WireRecord& record) {
    append_frame(body, record, base64(record.sealed));
}

std::size_t wire_line_bytes(const WireRecord& record) {
    std::string line;
    append_frame(line, record, "");
    return line.size() + (record.sealed.size() + 2) / 3 * 4;
}

Result<WireRecord> parse_wire_line(std::string_view line) {
    if (line.size() > wire_line_bytes_max)
        return input_error("expected a line of at most " + std::to_string(wire_line_bytes_max) +
                           " bytes, found " + std::to_string(line.size()));
    if (auto exact = read_exact_line(line)) return std::move(*exact);
    if (const auto strict = check_json(line); !strict) return strict.error();
    const Json object = Json::parse(line, nullptr, false);
    if (!object.is_object()) return input_error("expected an object");
    auto record = read_record(object);
    // All seven are there, so that an eighth is one that we do not know.
    if (record && object.size() != 7)
        return input_error("expected seven keys, found " + std::to_string(object.size()));
    return record;
}

Result<std::vector<WireRecord>> parse_wire_body(std::string_view body) {
    if (body.size() > wire_body_bytes_max)
        return input_error("expected at most 262144 bytes, found " + std::to_string(body.size()));
    if (body.ends_with('\n')) body.remove_suffix(1);
    if (body.empty()) return input_error("expected 1 to 100 records, found none");
    std::vector<WireRecord> records;
    for (std::size_t number = 1;; ++number) {
        if (number > wire_records_max) return input_error("expected at most 100 records, found more");
        const std::size_t end = body.find('\n');
        auto record = parse_wire_line(body.substr(0, end));
        if (!record) return at_line(number, record.error());
        for (const WireRecord& earlier : records)
            if (earlier.id == record->id)
                return at_line(number, input_error("the id is that of an earlier line"));
        records.push_back(std::move(*record));
        if (end == std::string_view::npos) return records;
        body.remove_prefix(end + 1);
    }
}

bool intact(const WireRecord& record) {
    return sha256(record.sealed) == record.sha;
}

} // namespace kiosk::record
