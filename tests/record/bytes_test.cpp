#include "record/bytes.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "record/sign_up.hpp"

using namespace kiosk::record;

TEST_CASE("SHA-256 of 'abc' is that of FIPS 180-4") {
    CHECK(hex(sha256(bytes_of("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("base64 gives the vectors of RFC 4648 and takes them back") {
    const char* const vectors[][2] = {{"", ""},
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"fooba", "Zm9vYmE="},
                                      {"foobar", "Zm9vYmFy"}};
    for (const auto& [clear, text] : vectors) {
        CHECK(base64(bytes_of(clear)) == text);
        const auto back = parse_base64(text, 6);
        REQUIRE(back.has_value());
        CHECK(std::string(back->begin(), back->end()) == clear);
    }
}

TEST_CASE("base64 has one spelling: no spaces, no missing padding, no stray bits, no other alphabet, no more "
          "than asked") {
    for (const char* text :
         {"Zg", "Zg=", "Zh==", "Zm9v\n", "Zm 9", "Zm9_", "====", "Z===", "Zm9vZg==Zg==", "    ", "    Zm9v",
          "Zm9v    ", "Zm9v\r\n\r\n", "\t\t\t\tZm9v", "Zm9v----", " m9v", "Zm9 "})
        CHECK_FALSE(parse_base64(text, 100).has_value());
    CHECK_FALSE(parse_base64("Zm9vYg==", 3).has_value());
    CHECK(parse_base64("Zm9v", 3).has_value());
}

TEST_CASE(
    "base64 of any length comes back, and of all last groups only those are taken that would be written") {
    std::vector<std::uint8_t> bytes;
    for (std::size_t size = 0; size <= 300; ++size) {
        CHECK(parse_base64(base64(bytes), size) == bytes);
        CHECK(parse_base64_unpadded(base64_unpadded(bytes), size) == bytes);
        if (size > 0) CHECK_FALSE(parse_base64(base64(bytes), size - 1).has_value());
        bytes.push_back(static_cast<std::uint8_t>(size * 151 + 7));
    }
    int one_byte = 0, two_bytes = 0;
    for (int a = 0; a < 256; ++a)
        for (int b = 0; b < 256; ++b) {
            const std::string pair = {static_cast<char>(a), static_cast<char>(b)};
            const auto one = parse_base64(pair + "==", 1), two = parse_base64("A" + pair + "=", 2);
            CHECK_FALSE((one && base64(*one) != pair + "=="));
            CHECK_FALSE((two && base64(*two) != "A" + pair + "="));
            CHECK(parse_base64_unpadded(pair, 1) == one);
            one_byte += one ? 1 : 0;
            two_bytes += two ? 1 : 0;
        }
    CHECK(one_byte == 256);
    CHECK(two_bytes == 1024 + 4); // the first six bits are those of "A"; and four of "A?=="
}

TEST_CASE("base64 refuses every byte above ASCII") {
    for (int byte = 0x80; byte <= 0xFF; ++byte) {
        const std::string text = {'A', static_cast<char>(byte), 'A', 'A'};
        CHECK_FALSE(parse_base64(text, 3).has_value());
        CHECK_FALSE(parse_base64_unpadded(text, 3).has_value());
    }
}

TEST_CASE("an id is 32 lower-case hex digits and nothing else") {
    Id id;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) id.bytes[i] = static_cast<std::uint8_t>(i * 17);
    CHECK(hex(id) == "00112233445566778899aabbccddeeff");
    CHECK(parse_id(hex(id)) == id);
    for (const char* text : {"", "00112233445566778899aabbccddeef", "00112233445566778899aabbccddeeff0",
                             "00112233445566778899AABBCCDDEEFF", "0x112233445566778899aabbccddeeff",
                             "00112233445566778899aabbccddeefg"})
        CHECK_FALSE(parse_id(text).has_value());
}
