// Names that a spreadsheet would run: LibreOffice opens the table in the way that is most willing to compute,
// and shows every one of them as it was typed. KIOSK_ATTACKS sets how many (scripts/prove asks for 2,000).
#include <iostream>
#include <vector>

#include <doctest/doctest.h>

#include "program/desk.hpp"
#include "support/number_from.hpp"
#include "support/run_program.hpp"
#include "support/skip.hpp"

using namespace kiosk;

namespace {

// Every beginning before every formula; none of what they would give stands in any of them.
std::vector<std::string> attacks(std::size_t count) {
    const std::vector<std::string> beginnings = {
        "=",       "+",       "-",       "@",      " =",     "  +",    "\t=",    "\r=",    "\n=",     "\n+",
        "\u00A0=", "\u3000=", "\u200B=", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20", "\u2212", "\uFEFF=", "==",
        "=+",      "=-",      "+=",      "-+",     "@=",     "\v=",    " \t=",   "\r\n=",  "\u2060=", " @"};
    const std::vector<std::string> formulas = {"21*2",
                                               "SUM(20;22)",
                                               "CONCATENATE(\"fo\";\"und\")",
                                               "HYPERLINK(\"http://127.0.0.1/\";\"press\")",
                                               "WEBSERVICE(\"http://127.0.0.1/\")",
                                               "DDE(\"soffice\";\"/etc/passwd\";\"A1\")",
                                               "cmd|' /C calc'!A0",
                                               "A1",
                                               "INDIRECT(\"A1\")",
                                               "IF(1;\"yes\";\"no\")",
                                               "21*2\"",
                                               "\"21\"*2"};
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i)
        all.push_back(beginnings[i % beginnings.size()] + formulas[i / beginnings.size() % formulas.size()] +
                      (i < beginnings.size() * formulas.size() ? "" : " " + std::to_string(i)));
    return all;
}

constexpr const char* reader = R"(
import csv, sys
rows = 0
for row in csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline='')):
    rows += 1
    plain = lambda text: text.replace('\r\n', '\n').replace('\r', '\n')
    name, shown = plain(names[int(row['seq']) % len(names)]), plain(row['field.full_name'])
    assert shown in (name, "'" + name), (rows, 'shown as', shown.encode('unicode_escape'), 'for', name.encode('unicode_escape'))
print(rows)
)";

} // namespace

TEST_CASE("LibreOffice computes no cell of a table whose every name is a formula") {
    if (!there_is("soffice")) {
        test::say_skipped("there is no LibreOffice here (Debian's libreoffice-calc-nogui)");
        return;
    }
    const Desk desk;
    const auto names = attacks(number_from("KIOSK_ATTACKS", 200));
    desk.bundle("some.pkb", names.size(), names);
    desk.write("read.py", "names = " + python_list(names) + reader);
    for (const std::string format : {"csv", "xlsx"}) {
        const Ran opened =
            run_program({KIOSK_PROGRAM, "open", desk.path("some.pkb"), "--key", desk.path("charity.id"),
                         "--format", format, "--out", desk.path("table." + format)});
        REQUIRE_MESSAGE(opened.status == 0, opened.err);
        // Quoted cells may be numbers, special numbers are looked for, and formulas are computed.
        const Ran shown =
            run_program({"soffice", "-env:UserInstallation=file://" + desk.path("profile"), "--headless",
                         "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true", "--convert-to",
                         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true", "--outdir",
                         desk.path("shown-" + format), desk.path("table." + format)});
        REQUIRE_MESSAGE(shown.status == 0, shown.err);
        const Ran read =
            run_program({"python3", desk.path("read.py"), desk.path("shown-" + format + "/table.csv")});
        CHECK_MESSAGE(read.status == 0, read.err);
        CHECK(read.out == std::to_string(names.size()) + "\n");
        std::cout << format << ": " << names.size() << " formulas, none computed by LibreOffice\n";
    }
    // The control: the same reading computes a formula that nobody made harmless.
    desk.write("plain.csv", "\"seq\",\"field.full_name\"\r\n\"1\",\"=21*2\"\r\n");
    const Ran shown =
        run_program({"soffice", "-env:UserInstallation=file://" + desk.path("profile"), "--headless",
                     "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true", "--convert-to",
                     "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true", "--outdir",
                     desk.path("shown-plain"), desk.path("plain.csv")});
    REQUIRE_MESSAGE(shown.status == 0, shown.err);
    std::ifstream in(desk.path("shown-plain/plain.csv"));
    const std::string text(std::istreambuf_iterator<char>(in), {});
    CHECK_MESSAGE(text.find("42") != std::string::npos, text);
}
