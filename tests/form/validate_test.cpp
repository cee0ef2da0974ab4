#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "form/validate.hpp"

namespace kiosk::form {

using Table = std::vector<std::pair<std::string, Problem>>;

TEST_CASE("An email address is judged by the HTML living standard, and needs an ending") {
    const Table table{
        {"sam.carter@example.org", Problem::None},
        {"o'neill+news@mail.example.co.uk", Problem::None},
        {"a@b.cd", Problem::None},
        {"..@example.org", Problem::None}, // odd, and allowed by that grammar
        {"sam@xn--bcher-kva.example", Problem::None},
        {"sam", Problem::EmailNoAt},
        {"sam@@example.org", Problem::EmailTwoAts},
        {"sam@a@b.org", Problem::EmailTwoAts},
        {"@example.org", Problem::EmailNoName},
        {"sam@", Problem::EmailNoDomain},
        {"sam@example", Problem::EmailNoEnding},
        {"sam@example.", Problem::EmailNoEnding},
        {"sam@example.c", Problem::EmailNoEnding},
        {"sam@192.168.1.1", Problem::EmailNoEnding},
        {"sam@example..com", Problem::EmailDots},
        {"sam@.com", Problem::EmailDots},
        {"sam@example.com..", Problem::EmailDots},
        {"sam carter@example.org", Problem::EmailCharacter},
        {"s\u00E4m@example.org", Problem::EmailCharacter},
        {"sam@-example.org", Problem::EmailCharacter},
        {"sam@exa_mple.org", Problem::EmailCharacter},
        {"sam@" + std::string(63, 'a') + ".org", Problem::None},
        {"sam@" + std::string(64, 'a') + ".org", Problem::TooLong},
        {std::string(242, 'a') + "@example.org", Problem::None},
        {std::string(243, 'a') + "@example.org", Problem::TooLong},
    };
    for (const auto& row : table) {
        CAPTURE(row.first);
        CHECK(check_email(row.first) == row.second);
    }
}

TEST_CASE("A likely slip in a mail domain is questioned, an honest neighbour is not") {
    const auto meant = [](std::string text) {
        const auto suggestion = suggest_email(text);
        return suggestion ? text.substr(0, suggestion->from) + std::string(suggestion->words) : std::string();
    };
    CHECK(meant("sam@gmial.com") == "sam@gmail.com");
    CHECK(meant("sam@gmail.co") == "sam@gmail.com");
    CHECK(meant("sam@gmail.con") == "sam@gmail.com");
    CHECK(meant("sam@Hotmial.co.uk") == "sam@hotmail.co.uk");
    CHECK(meant("sam@btinternt.com") == "sam@btinternet.com");
    CHECK(meant("sam@example.con") == "sam@example.com");
    CHECK(meant("sam@example.couk") == "sam@example.co.uk");
    for (const char* honest :
         {"sam@gmail.com", "sam@mail.com", "sam@hotmail.de", "sam@example.org", "sam@gmx.de", "sam@live.ca",
          "sam", "@gmial.com", "sam@ijm.org", "sam@home.com"})
        CHECK(meant(honest) == "");
}

TEST_CASE("A phone number has as many digits as its country's numbers have") {
    const Table table{
        {"07700 900123", Problem::None},
        {"020 7946 0958", Problem::None},
        {"+44 7700 900123", Problem::None},
        {"+44 (0)20 7946 0958", Problem::None},
        {"0044 7700 900123", Problem::None},
        {"+63 917 123 4567", Problem::None},
        {"01539 12345", Problem::None},
        {"077009001", Problem::PhoneShort},
        {"07700 900123 4", Problem::PhoneLong},
        {"+1234567890123456", Problem::PhoneLong},
        {"12345", Problem::PhoneShort},
        {"07700 90O123", Problem::PhoneCharacter},
        {"07700+900123", Problem::PhoneCharacter},
        {"sam@example.org", Problem::PhoneCharacter},
        {"+999 12345678", Problem::PhoneCode},
        {"+65 1234 567", Problem::PhoneShort}, // Singapore has eight digits, which no rule of ours knows
        {"+65 1234 5678", Problem::None},
        {"+7 812 345 67 89", Problem::None}, // Saint Petersburg: the 8 is no trunk prefix there
        {"+7 8 812 345 67 89", Problem::None},
    };
    for (const auto& row : table) {
        CAPTURE(row.first);
        CHECK(check_phone(row.first) == row.second);
    }
    CHECK(check_phone("0917 123 4567", "PH") == Problem::None);
    CHECK(check_phone("0917", "PH") == Problem::PhoneShort);
}

TEST_CASE("A phone number is kept as ITU-T E.164 writes it, and a bad one is not rewritten") {
    const auto kept = [](std::string_view typed, std::string_view region = "GB") {
        char out[32] = {};
        return std::string(out, write_e164(typed, region, out));
    };
    CHECK(kept("020 7946 0958") == "+442079460958");
    CHECK(kept("+44 (0)20 7946 0958") == "+442079460958");
    CHECK(kept("0044 7700 900123") == "+447700900123");
    CHECK(kept("0917 123 4567", "PH") == "+639171234567");
    CHECK(kept("+7 812 345 67 89") == "+78123456789");
    CHECK(kept("8 812 345 67 89", "RU") == "+78123456789");
    CHECK(kept("+44 (0)1539 12345") == "+44153912345");
    CHECK(kept("+39 06 1234567") == "+39061234567"); // the 0 belongs to an Italian number
    CHECK(kept("12345").empty());
}

TEST_CASE("A UK postcode follows BS 7666 and gets its capitals and its space") {
    const auto tidy = [](std::string_view text) {
        SecretBytes bytes(64);
        REQUIRE(bytes.append(text));
        normalise(FieldKind::Postcode, bytes);
        return std::string(bytes.reveal());
    };
    for (const auto& row : std::vector<std::pair<std::string, std::string>>{{"ab12ab", "AB1 2AB"},
                                                                            {" sw1a  1aa ", "SW1A 1AA"},
                                                                            {"m11ae", "M1 1AE"},
                                                                            {"B338TH", "B33 8TH"},
                                                                            {"cr2 6xh", "CR2 6XH"},
                                                                            {"DN551PT", "DN55 1PT"},
                                                                            {"w1a0ax", "W1A 0AX"},
                                                                            {"gir0aa", "GIR 0AA"}}) {
        CAPTURE(row.first);
        CHECK(check_postcode(row.first) == Problem::None);
        CHECK(tidy(row.first) == row.second);
    }
    for (const char* wrong : {"AB1", "AB1 2C", "QA1 1AA", "AI1 1AA", "AB1 2CO", "AB123 4CD", "12345",
                              "ABC 1AA", "AB1 2ABE", "\u00C4B1 2CD"}) {
        CAPTURE(wrong);
        CHECK(check_postcode(wrong) == Problem::Postcode);
    }
    CHECK(tidy("not a code") == "not a code");
}

TEST_CASE("Names of any script are taken as they are, an email address is not") {
    for (const char* name :
         {"Sam", "O\u2019Neill", "\u00D1u\u00F1ez", "\u0641\u0627\u0637\u0645\u0629", "\u674E", "X"})
        CHECK(check_name(name) == Problem::None);
    CHECK(check_name("sam@example.org") == Problem::NameIsEmail);
}

TEST_CASE("An amount is read in minor units of its currency") {
    CHECK(parse_amount("12", "GBP") == 1200);
    CHECK(parse_amount("12.5", "GBP") == 1250);
    CHECK(parse_amount("12,50", "EUR") == 1250);
    CHECK(parse_amount("0.01", "GBP") == 1);
    CHECK(parse_amount("500", "JPY") == 500);
    CHECK(parse_amount("999999999", "GBP") == 99'999'999'900);
    for (const char* wrong : {"", ".", "1.234", "1.2.3", "-5", "1e3", "9999999999", "\u0661"})
        CHECK_FALSE(parse_amount(wrong, "GBP"));
    CHECK_FALSE(parse_amount("5.0", "JPY"));
}

TEST_CASE("Spaces at the ends go and runs of them become one, in the value's own memory") {
    const auto tidy = [](FieldKind kind, std::string_view text) {
        SecretBytes bytes(64);
        REQUIRE(bytes.append(text));
        normalise(kind, bytes);
        return std::string(bytes.reveal());
    };
    CHECK(tidy(FieldKind::Name, "  Mary   Ann ") == "Mary Ann");
    CHECK(tidy(FieldKind::Name, "   ") == "");
    CHECK(tidy(FieldKind::Email, " sam @example.org ") == "sam@example.org");
    CHECK(tidy(FieldKind::Text, "14") == "14");
}

TEST_CASE("Each problem has words of its own") {
    std::vector<std::string_view> seen;
    for (int i = 1; i <= static_cast<int>(Problem::Pattern); ++i) {
        const std::string_view key = word_key(static_cast<Problem>(i));
        CHECK(key.substr(0, 6) == "error.");
        CHECK(std::find(seen.begin(), seen.end(), key) == seen.end());
        seen.push_back(key);
    }
}

} // namespace kiosk::form
