#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/colour.hpp"
#include "base/nearest.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "base/utf8.hpp"

using namespace kiosk;

TEST_CASE("wall time is written as RFC 3339 in UTC, before 1970 too") {
    CHECK(rfc3339({0}) == "1970-01-01T00:00:00Z");
    CHECK(rfc3339({951'782'400'000}) == "2000-02-29T00:00:00Z");
    CHECK(rfc3339({1'772'298'245'999}) == "2026-02-28T17:04:05Z");
    CHECK(rfc3339({-1}) == "1969-12-31T23:59:59Z");
}

TEST_CASE("how long ago something was is told in the largest unit that fits") {
    const WallTime then{1'772'298'245'000};
    const auto after = [then](std::int64_t ms) { return time_since(then, {then.unix_ms + ms}); };
    CHECK(after(0) == "just now");
    CHECK(after(59'999) == "just now");
    CHECK(after(60'000) == "1 minute ago");
    CHECK(after(59 * 60'000 + 59'999) == "59 minutes ago");
    CHECK(after(3'600'000) == "1 hour ago");
    CHECK(after(24 * 3'600'000 - 1) == "23 hours ago");
    CHECK(after(3 * 24 * 3'600'000) == "3 days ago");
    CHECK(after(-1) == "2026-02-28T17:04:05Z"); // the clock was set back
}

TEST_CASE("RFC 3339 text is read back, and no date that does not exist") {
    for (const std::int64_t second :
         {0LL, -1LL, 951'782'400LL, 1'772'298'245LL, 253'402'300'799LL, -62'167'219'200LL})
        CHECK(parse_rfc3339(rfc3339({second * 1000})) == WallTime{second * 1000});
    for (const char* text :
         {"", "2026-02-28", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
          "2026-01-01T00:00:60Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00+00:00"})
        CHECK_FALSE(parse_rfc3339(text).has_value());
}

TEST_CASE("contrast of two colours is that of WCAG") {
    CHECK(contrast_ratio(*parse_colour("#000000"), *parse_colour("#FFFFFF")) == doctest::Approx(21.0));
    CHECK(contrast_ratio(*parse_colour("#EEF1F8"), *parse_colour("#080D1C")) ==
          doctest::Approx(17.12).epsilon(0.001));
    CHECK_FALSE(parse_colour("#12345G").has_value());
    CHECK_FALSE(parse_colour("123456").has_value());
}

TEST_CASE("code points go through UTF-8 and back, and bad bytes are seen one by one") {
    for (const char32_t value : {U'a', U'\u00E9', U'\u0175', U'\u0639', U'\U0001F56F'}) {
        std::string text;
        append_utf8(text, value);
        CHECK(decode_utf8(text).value == value);
        CHECK(decode_utf8(text).bytes == text.size());
        CHECK(is_valid_utf8(text));
    }
    CHECK_FALSE(is_valid_utf8("\xC0\x80"));     // overlong
    CHECK_FALSE(is_valid_utf8("\xED\xA0\x80")); // a surrogate
    CHECK_FALSE(is_valid_utf8("abc\xE2\x82"));  // cut
    CHECK(is_valid_utf8("\xEF\xBF\xBD"));       // U+FFFD itself is a character
    CHECK(count_code_points("\xFF\xFFz") == 3);
}

TEST_CASE("a secret takes no more than its capacity and leaves nothing behind") {
    SecretBytes secret(8);
    CHECK(secret.append("abcdefgh"));
    CHECK_FALSE(secret.append("i"));
    secret.erase(2, 3);
    CHECK(secret.reveal() == "abfgh");
    CHECK(secret.insert(2, "cd"));
    CHECK(secret.reveal() == "abcdfgh");
    const std::uint8_t* memory = secret.bytes().data();
    secret.clear();
    for (std::size_t i = 0; i < 8; ++i) CHECK(memory[i] == 0);
}

TEST_CASE("the nearest known word is found for slips and not for strangers") {
    const std::vector<std::string_view> known{"title", "body", "source", "duration"};
    CHECK(nearest("titel", known) == "title");
    CHECK(nearest("boddy", known) == "body");
    CHECK(nearest("durration", known) == "duration");
    CHECK_FALSE(nearest("colour", known).has_value());
}
