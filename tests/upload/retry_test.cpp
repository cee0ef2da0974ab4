#include "upload/retry.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace kiosk;
using namespace kiosk::upload;

TEST_CASE("back-off doubles from 2 s, stops at 15 min, and keeps its jitter there") {
    CHECK(backoff(0, 1.0) == seconds(2));
    CHECK(backoff(1, 1.0) == seconds(4));
    CHECK(backoff(8, 1.0) == seconds(512));
    CHECK(backoff(9, 1.0) == seconds(900));
    CHECK(backoff(1'000'000, 1.0) == seconds(900));
    CHECK(backoff(1'000'000, 0.0) == seconds(0));
    CHECK(backoff(1'000'000, 0.5) == seconds(450));
    CHECK(backoff(0, 0.5) == seconds(1));
    CHECK(backoff(-3, 1.0) == seconds(2));
}

TEST_CASE("Retry-After is read as RFC 9110 has it, bounded to an hour, and nonsense is no answer") {
    constexpr const char* date = "Sun, 06 Nov 1994 08:49:37 GMT";
    struct Row {
        const char* value;
        const char* date;
        std::optional<Duration> expected;
    };
    const Row rows[] = {
        {"0", "", seconds(0)},
        {"1", "", seconds(1)},
        {"30", "", seconds(30)},
        {" 30 ", "", seconds(30)},
        {"007", "", seconds(7)},
        {"3599", "", seconds(3599)},
        {"3600", "", seconds(3600)},
        {"3601", "", seconds(3600)},
        {"31536000", "", seconds(3600)},
        {"99999999999999999999999999999999", "", seconds(3600)},
        {"", "", std::nullopt},
        {" ", "", std::nullopt},
        {"-1", "", std::nullopt},
        {"+5", "", std::nullopt},
        {"1.5", "", std::nullopt},
        {"5s", "", std::nullopt},
        {"0x10", "", std::nullopt},
        {"soon", "", std::nullopt},
        {"<html>", "", std::nullopt},
        {"1 2", "", std::nullopt},
        {"Sun, 06 Nov 1994 08:49:37 GMT", date, seconds(0)},
        {"Sun, 06 Nov 1994 08:49:38 GMT", date, seconds(1)},
        {"Sun, 06 Nov 1994 09:49:37 GMT", date, seconds(3600)},
        {"Mon, 06 Nov 1995 08:49:37 GMT", date, seconds(3600)},
        {"Sun, 06 Nov 1994 08:49:36 GMT", date, std::nullopt},
        {"Thu, 01 Jan 1970 00:00:00 GMT", date, std::nullopt},
        {"Sun, 06 Nov 1994 08:50:37 GMT", "", std::nullopt},
        {"Sun, 06 Nov 1994 08:50:37 GMT", "yesterday", std::nullopt},
        {"Sun, 31 Feb 1994 08:50:37 GMT", date, std::nullopt},
        {"Sun, 06 Foo 1994 08:50:37 GMT", date, std::nullopt},
        {"Sun, 06 Nov 1994 25:50:37 GMT", date, std::nullopt},
        {"Sun, 06 Nov 1994 08:50:37 UTC", date, std::nullopt},
        {"Sunday, 06-Nov-94 08:50:37 GMT", date, std::nullopt},
        {"Sun Nov  6 08:50:37 1994", date, std::nullopt},
        {"NaN", "", std::nullopt},
        {"1e3", "", std::nullopt},
        {"30, 60", "", std::nullopt},
        {"\"30\"", "", std::nullopt},
        {"\xD9\xA3\xD9\xA0", "", std::nullopt}, // 30, in the digits of Arabic
        {"30\r\nX-Other: 1", "", std::nullopt},
    };
    CHECK(std::size(rows) == 40);
    for (const Row& row : rows) {
        CAPTURE(row.value);
        CHECK(parse_retry_after(row.value, row.date) == row.expected);
    }
}

TEST_CASE("Retry-After is a floor with up to a quarter more, and never silences a kiosk beyond an hour") {
    CHECK(wait_after(0, seconds(100), 0.0) == seconds(100));
    CHECK(wait_after(0, seconds(100), 1.0) == seconds(125));
    CHECK(wait_after(0, seconds(3600), 1.0) == seconds(3600));
    CHECK(wait_after(9, seconds(1), 1.0) == seconds(900));
    CHECK(wait_after(9, std::nullopt, 1.0) == seconds(900));
}

TEST_CASE("a network that wants a login is asked again within 40 s, and not in step with other kiosks") {
    CHECK(wait_for_people(0.0) == seconds(20));
    CHECK(wait_for_people(1.0) == seconds(40));
}
