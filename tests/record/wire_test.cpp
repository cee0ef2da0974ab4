#include "record/wire.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "record/strict.hpp"

using namespace kiosk;
using namespace kiosk::record;

namespace {

WireRecord sample(std::uint8_t number, std::size_t sealed_bytes = 700) {
    WireRecord record;
    record.id.bytes[15] = number;
    record.seq = number;
    record.receipt = "KITE-4821";
    record.captured = {1'772'298'245'000};
    record.clock = ClockTrust::Synced;
    record.sealed.assign(sealed_bytes, number);
    record.sha = sha256(record.sealed);
    return record;
}

std::string line_of(const WireRecord& record) {
    std::string line;
    append_wire_line(line, record);
    line.pop_back();
    return line;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

} // namespace

TEST_CASE("a line of the wire has exactly the keys of the contract, in its order") {
    WireRecord record = sample(1, 3);
    CHECK(line_of(record) == "{\"id\":\"00000000000000000000000000000001\",\"seq\":1,\"sha\":\"" +
                                 hex(record.sha) +
                                 "\",\"receipt\":\"KITE-4821\",\"captured\":{\"clock\":\"synced\",\"wall\":"
                                 "\"2026-02-28T17:04:05Z\"},"
                                 "\"rehearsal\":false,\"sealed\":\"AQEB\"}");
    CHECK(wire_line_bytes(record) == line_of(record).size() + 1);
}

TEST_CASE("records come through the wire unchanged, from one byte to the largest") {
    for (const std::size_t bytes :
         {std::size_t{1}, std::size_t{2}, std::size_t{700}, wire_sealed_bytes_max}) {
        WireRecord record = sample(7, bytes);
        record.rehearsal = true;
        record.clock = ClockTrust::Unset;
        record.seq = wire_seq_max;
        CHECK(wire_line_bytes(record) <= wire_line_bytes_max);
        const auto back = parse_wire_line(line_of(record));
        REQUIRE(back.ok());
        CHECK(*back == record);
        CHECK(intact(*back));
    }
}

TEST_CASE("another spelling of the same JSON gives the same record: with spaces, in another order, escaped") {
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{700}}) {
        const std::string line = line_of(sample(7, bytes));
        const std::string others[] = {
            "{ " + line.substr(1), line + " ", replaced(line, "\"seq\":7,", "\"seq\": 7,"),
            "{\"seq\":7," + replaced(line, "\"seq\":7,", "").substr(1), replaced(line, "KITE", "\\u004bITE")};
        for (const std::string& other : others) {
            CAPTURE(other.substr(0, 80));
            const auto read = parse_wire_line(other);
            REQUIRE(read.ok());
            CHECK(*read == *parse_wire_line(line));
        }
    }
}

TEST_CASE("a sealed record of one byte more than the limit is refused") {
    CHECK_FALSE(parse_wire_line(line_of(sample(1, wire_sealed_bytes_max + 1))).ok());
}

TEST_CASE("a changed byte shows against the record's hash") {
    WireRecord record = sample(1);
    record.sealed[3] ^= 1;
    CHECK_FALSE(intact(record));
}

TEST_CASE("a line that is not exactly as agreed is refused") {
    const std::string good = line_of(sample(1));
    REQUIRE(parse_wire_line(good).ok());
    const std::string bad[] = {
        "",
        "[]",
        "null",
        good + " {}",
        good.substr(0, good.size() - 1),
        replaced(good, "\"seq\":1", "\"seq\":0"),
        replaced(good, "\"seq\":1", "\"seq\":-1"),
        replaced(good, "\"seq\":1", "\"seq\":1.0"),
        replaced(good, "\"seq\":1", "\"seq\":\"1\""),
        replaced(good, "\"seq\":1", "\"seq\":9007199254740992"),
        replaced(good, "\"seq\":1", "\"seq\":1,\"seq\":1"),
        replaced(good, "\"seq\":1", "\"seq\":1,\"extra\":1"),
        replaced(good, "\"seq\":1,", ""),
        replaced(good, "KITE-4821", "kite 4821"),
        replaced(good, "synced", "atomic"),
        replaced(good, "2026-02-28", "2026-02-30"),
        replaced(good, "\"rehearsal\":false", "\"rehearsal\":0"),
        replaced(good, "AQEB", "AQE="),
        replaced(good, "00000001\"", "0000000G\""),
        replaced(good, "KITE-4821", "\xFF"),
        replaced(good, "KITE-4821", "KITE\\u002d4821\\u0000"),
        replaced(good, "KITE-4821", std::string(wire_receipt_code_chars_max + 1, 'K')),
        replaced(good, "\"seq\":1", "\"seq\":01"),
        replaced(good, "\"seq\":1", "\"seq\":+1"),
        replaced(good, "\"seq\":1", "\"seq\":18446744073709551617"),
        replaced(good, "\"seq\":1", "\"seq\":"),
        replaced(good, "\"rehearsal\":false", "\"rehearsal\":\"false\""),
        replaced(good, "\"clock\":\"synced\",", ""),
        good.substr(0, good.find("\"sealed\"")) + "\"sealed\":\"\"}",
        good.substr(0, good.find("\"sealed\"")) + "\"sealed\":\"====\"}",
    };
    for (const std::string& line : bad) {
        CAPTURE(line.substr(0, 80));
        CHECK_FALSE(parse_wire_line(line).ok());
        // The same fault in a spelling that is read by the other way.
        CHECK_FALSE(parse_wire_line(" " + line).ok());
    }
}

TEST_CASE("a body holds 1 to 100 records, and its errors name the line") {
    std::string body;
    for (std::uint8_t i = 1; i <= wire_records_max; ++i) append_wire_line(body, sample(i, 100));
    const auto full = parse_wire_body(body);
    REQUIRE(full.ok());
    CHECK(full->size() == wire_records_max);
    CHECK((*full)[99].seq == 100);

    append_wire_line(body, sample(101, 100));
    CHECK_FALSE(parse_wire_body(body).ok());
    CHECK_FALSE(parse_wire_body("").ok());
    CHECK_FALSE(parse_wire_body("\n").ok());

    const auto broken = parse_wire_body(line_of(sample(1)) + "\n{\n" + line_of(sample(2)));
    REQUIRE_FALSE(broken.ok());
    CHECK(broken.error().message.starts_with("line 2: "));
    const auto twice = parse_wire_body(line_of(sample(1)) + "\n" + line_of(sample(1)) + "\n");
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().message.starts_with("line 2: "));
}

TEST_CASE(
    "a body of more than 256 KiB is refused, and one of exactly 256 KiB is read as far as its lines go") {
    std::string body(wire_body_bytes_max, ' ');
    CHECK(parse_wire_body(body).error().message.starts_with("line 1: "));
    body += ' ';
    CHECK(parse_wire_body(body).error().message.find("262145") != std::string::npos);
}

TEST_CASE("an error about a line never quotes the line") {
    const auto refused = parse_wire_line(R"({"id":"PLANTED-CANARY","seq":1})");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("CANARY") == std::string::npos);
    CHECK(check_json("{\"CANARY\":1,\"CANARY\":2}").error().message.find("CANARY") == std::string::npos);
    CHECK(check_json("{CANARY").error().message.find("CANARY") == std::string::npos);
}

TEST_CASE("the gate bounds the depth, at the limit and one past it") {
    CHECK(check_json("[[[1]]]", 3).ok());
    CHECK_FALSE(check_json("[[[[1]]]]", 3).ok());
    CHECK_FALSE(check_json(std::string(200'000, '['), 3).ok());
    CHECK(check_json(R"({"a":{"a":1},"b":{"a":1}})").ok());
    CHECK_FALSE(check_json(R"({"a":1,"a":1})").ok());
    CHECK_FALSE(check_json(R"({"a":1,"\u0061":1})").ok());
    CHECK_FALSE(check_json("1.5").ok());
    CHECK_FALSE(check_json("123456789012345678901234567890").ok());
}
