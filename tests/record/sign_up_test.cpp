#include "record/sign_up.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "record/receipt_words.hpp"

using namespace kiosk;
using namespace kiosk::record;

namespace {

SignUp example() {
    SignUp sign_up;
    sign_up.id = *parse_id("000102030405060708090a0b0c0d0e0f");
    sign_up.seq = 7;
    sign_up.receipt = "KITE-4821";
    sign_up.captured = {{1'772'298'245'999}, ClockTrust::Synced, "boot-1", 1234};
    sign_up.kiosk = "hall-2";
    sign_up.event = "spring";
    sign_up.deck = "main";
    sign_up.form_id = "pledge";
    sign_up.form_version = "abc";
    sign_up.language = "cy";
    sign_up.fields = {{"name", "Si\u00E2n \"S\" \\ \n\x01"}, {"email", "a@b.example"}};
    sign_up.consent = {{"email", Answer::Yes, "consent", "Yes please"},
                       {"post", Answer::NotAsked, "consent", ""}};
    sign_up.gift_aid = GiftAid{"I am a taxpayer", "12", "AB1 2CD", true};
    return sign_up;
}

} // namespace

TEST_CASE("a sign-up is canonical JSON: sorted keys at every level, shortest escapes, no space before the "
          "padding") {
    const auto bytes = encode(example());
    REQUIRE(bytes.ok());
    const std::string_view text = bytes->reveal();
    const std::string expected =
        R"({"captured":{"boot":"boot-1","clock":"synced","monotonic_ms":1234,"wall":"2026-02-28T17:04:05Z"},)"
        R"("consent":[{"answer":"yes","basis":"consent","channel":"email","wording":"Yes please"},)"
        R"({"answer":"not-asked","basis":"consent","channel":"post","wording":""}],"deck":"main","event":"spring",)"
        "\"fields\":{\"email\":\"a@b.example\",\"name\":\"Si\u00E2n \\\"S\\\" \\\\ \\n\\u0001\"},"
        R"("form":{"id":"pledge","version":"abc"},)"
        R"("gift_aid":{"declaration":"I am a taxpayer","house":"12","postcode":"AB1 2CD","valid":true},)"
        R"("id":"000102030405060708090a0b0c0d0e0f","kiosk":"hall-2","language":"cy","receipt":"KITE-4821",)"
        R"("rehearsal":false,"seq":7,"v":1})";
    CHECK(text.substr(0, expected.size()) == expected);
    CHECK(text.substr(expected.size()).find_first_not_of(' ') == std::string_view::npos);
    CHECK(text.size() % padding_step_bytes == 0);
    CHECK(text.size() - expected.size() < padding_step_bytes);
    // An independent writer with sorted keys gives the same bytes.
    CHECK(nlohmann::json::parse(text).dump() == expected);
}

TEST_CASE("a sign-up without gift aid says null, and bytes that are no UTF-8 are replaced, not refused") {
    SignUp sign_up = example();
    sign_up.gift_aid.reset();
    sign_up.fields = {{"name", "a\xFFz"}};
    const auto bytes = encode(sign_up);
    REQUIRE(bytes.ok());
    const auto read = nlohmann::json::parse(bytes->reveal());
    CHECK(read["gift_aid"].is_null());
    CHECK(read["fields"]["name"] == "a\uFFFDz");
}

TEST_CASE(
    "a sign-up may have exactly encoded_bytes_max bytes and not one more, and the error quotes nothing") {
    SignUp sign_up = example();
    sign_up.fields = {{"name", ""}};
    const auto empty = encode(sign_up);
    REQUIRE(empty.ok());
    const std::size_t clear = empty->reveal().find_last_not_of(' ') + 1;
    std::string longest(encoded_bytes_max - clear, 'q');
    sign_up.fields = {{"name", longest}};
    CHECK(encode(sign_up).ok());
    longest += 'q';
    sign_up.fields = {{"name", longest}};
    const auto refused = encode(sign_up);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("qqq") == std::string::npos);
    CHECK(refused.error().message.find("10000") != std::string::npos);
    longest.assign(100'000, 'q'); // far past the capacity of the buffer
    sign_up.fields = {{"name", longest}};
    CHECK_FALSE(encode(sign_up).ok());
}

TEST_CASE("a field that was added keeps its value when the caller's text has changed") {
    SignUp sign_up = example();
    sign_up.fields.clear();
    for (const char* amount : {"10.00", "20.00", "10.00"}) {
        std::string written = amount;
        sign_up.add_field(written == "10.00" ? "amount" : "other", written);
        written.assign(written.size(), '\0');
    }
    const auto bytes = encode(sign_up);
    REQUIRE(bytes.ok());
    CHECK(bytes->reveal().find(R"("fields":{"amount":"10.00","other":"20.00"})") != std::string_view::npos);
    sign_up.add_field("long", std::string(encoded_bytes_max, 'q'));
    CHECK_FALSE(encode(sign_up).ok());
}

TEST_CASE("two fields of one name are refused") {
    SignUp sign_up = example();
    sign_up.fields = {{"a", "1"}, {"b", "2"}, {"a", "3"}};
    CHECK_FALSE(encode(sign_up).ok());
}

TEST_CASE("a receipt code is a word and four digits, and stays the same for an id for ever") {
    CHECK(receipt_code(*parse_id("00000000000000000000000000000000")) ==
          std::string(receipt_words[0]) + "-0000");
    CHECK(receipt_code(*parse_id("000000000000000000000000000003e7")) ==
          std::string(receipt_words[0]) + "-0999");
    CHECK(receipt_code(*parse_id("0000000000000000000000ff00002711")) ==
          std::string(receipt_words[255]) + "-0001");
}

TEST_CASE("receipt words are 256 different words of 4 to 8 capital letters, in order") {
    CHECK(std::set<std::string_view>(receipt_words.begin(), receipt_words.end()).size() == 256);
    CHECK(std::is_sorted(receipt_words.begin(), receipt_words.end()));
    for (const std::string_view word : receipt_words) {
        CHECK(word.size() >= 4);
        CHECK(word.size() <= 8);
        CHECK(word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos);
    }
}
