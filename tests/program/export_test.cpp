// A large bundle becomes a table: in memory that does not grow with it, and read back by programs that we did
// not write. KIOSK_EXPORT_ROWS sets how many sign-ups (4,000 by default; scripts/prove asks for a million).
#include <array>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/table_files.hpp"
#include "program/desk.hpp"
#include "record/bytes.hpp"
#include "support/postgres.hpp"
#include "support/run_program.hpp"
#include "support/sanitized.hpp"
#include "support/skip.hpp"

using namespace kiosk;

namespace {

// What people and mischief type: ten scripts, quotes, line breaks, emoji, formulas, leading zeros.
const std::array<std::string, 22> names = {
    "Zo\u00EB O'Neil",
    "\u0410\u043D\u043D\u0430 \u0418\u0432\u0430\u043D\u043E\u0432\u0430",
    "\u0395\u03BB\u03AD\u03BD\u03B7",
    "\u0645\u0631\u064A\u0645 \u0639\u0644\u064A",
    "\u05D3\u05D5\u05D3 \u05DB\u05D4\u05DF",
    "\u0905\u0928\u0940\u0924\u093E",
    "\u0E2A\u0E21\u0E0A\u0E32\u0E22",
    "\u738B\u5C0F\u660E",
    "\u3055\u304F\u3089",
    "\uAE40\uBBFC\uC218",
    "\u1208\u121D\u1208\u121D",
    "\u0531\u0580\u0561\u0574",
    "Ann \"Q\" Example",
    "two\nlines",
    "two\r\nlines",
    "comma, and; semicolon",
    "\U0001F98A\U0001F3F4\U000E0067\U000E0062 fox",
    "=1+1",
    "+44 20 7946",
    "@SUM(A1)",
    "-2+3",
    "007"};

std::uint64_t rows_wanted() {
    const char* text = std::getenv("KIOSK_EXPORT_ROWS");
    return text != nullptr ? std::strtoull(text, nullptr, 10) : sanitized ? 300 : 4'000;
}

struct Measured {
    int status = -1;
    long memory_kib = 0; // the most that was resident
    double seconds = 0;
};

Measured run_measured(const std::vector<std::string>& words) {
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        std::vector<char*> arguments;
        for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    Measured measured;
    rusage used{};
    int status = 0;
    REQUIRE(wait4(child, &status, 0, &used) == child);
    measured.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    measured.memory_kib = used.ru_maxrss;
    measured.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return measured;
}

// Python's own reader. What a spreadsheet would run has an apostrophe before it, and nothing else differs.
std::string csv_reader() {
    return "import csv, sys\nnames = " + python_list(names) + R"(
rows = 0
with open(sys.argv[1], encoding='utf-8-sig', newline='') as file:
    for row in csv.DictReader(file, strict=True):
        rows += 1
        seq = int(row['seq'])
        name = names[seq % len(names)]
        expected = "'" + name if name[0] in '=+-@' else name
        assert row['field.full_name'] == expected, seq
        assert row['field.phone'] == '+447700900123', seq
        assert seq == rows, seq
        assert None not in row and len(row) == 24
print(rows)
)";
}

// Those that HMRC's schedule takes, in their order; hyphens are spaces there.
constexpr const char* gift_aid_reader = R"(
import csv, sys
seq = rows = 0
for row in csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline=''), strict=True):
    rows += 1
    seq += 2 if seq % 5 == 4 else 1
    name = names[seq % len(names)].replace('-', ' ')
    assert row['First name'] == ("'" + name if name[0] in '=+@' else name), seq
    assert row['Last name'] == 'Example' and row['Postcode'] == 'AB1 2CD', seq
print(rows)
)";

constexpr const char* jsonl_reader = R"(
import json, sys
rows = 0
for line in open(sys.argv[1], encoding='utf-8'):
    rows += 1
    record = json.loads(line)
    assert record['seq'] == rows and record['fields']['full_name'] == names[rows % len(names)], rows
print(rows)
)";

// Python's own zip and XML readers, a row at a time.
constexpr const char* xlsx_reader = R"(
import sys, zipfile, xml.etree.ElementTree as tree
space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
book = zipfile.ZipFile(sys.argv[1])
words = []
if 'xl/sharedStrings.xml' in book.namelist():
    for _, item in tree.iterparse(book.open('xl/sharedStrings.xml')):
        if item.tag == space + 'si':
            words.append(''.join(t.text or '' for t in item.iter(space + 't')))
rows, heads = -1, []
for _, row in tree.iterparse(book.open('xl/worksheets/sheet1.xml')):
    if row.tag != space + 'row':
        continue
    rows += 1
    cells = {}
    for cell in row:
        column = cell.get('r').rstrip('0123456789')
        if cell.get('t') == 'inlineStr':
            cells[column] = ''.join(t.text or '' for t in cell.iter(space + 't'))
        else:
            value = cell.find(space + 'v').text
            cells[column] = words[int(value)] if cell.get('t') == 's' else value
    row.clear()
    if rows == 0:
        heads = {name: column for column, name in cells.items()}
        continue
    name = names[rows % len(names)].replace('\r\n', '\n')
    assert cells[heads['seq']] == str(rows), rows
    assert cells[heads['field.full_name']].replace('_x000D_', '').replace('\r\n', '\n') == name, rows
    assert cells[heads['field.phone']] == '+447700900123', rows
print(rows)
)";

std::string reader_of(const std::string& format) {
    if (format == "csv") return csv_reader();
    return "names = " + python_list(names) +
           (format == "jsonl"     ? jsonl_reader
            : format == "giftaid" ? gift_aid_reader
                                  : xlsx_reader);
}

} // namespace

TEST_CASE("many sign-ups become a table of each format in memory that does not grow, and Python reads every "
          "cell back") {
    const Desk desk;
    const std::uint64_t rows = rows_wanted();
    desk.bundle("few.pkb", 200, names);
    desk.bundle("many.pkb", rows, names);
    for (const std::string format : {"csv", "jsonl", "giftaid", "xlsx"}) {
        CAPTURE(format);
        const auto open = [&](const std::string& bundle) {
            return run_measured({KIOSK_PROGRAM, "open", desk.path(bundle + ".pkb"), "--key",
                                 desk.path("charity.id"), "--format", format, "--out",
                                 desk.path(bundle + "." + format)});
        };
        const Measured few = open("few"), many = open("many");
        REQUIRE(few.status == 0);
        REQUIRE(many.status == 0);
        std::cout << format << ": " << rows << " rows in " << many.seconds << " s ("
                  << static_cast<double>(rows) / many.seconds << " a second), " << many.memory_kib / 1024
                  << " MiB at most; 200 rows: " << few.memory_kib / 1024 << " MiB" << std::endl;
        desk.write("read.py", reader_of(format));
        const Ran read = run_program({"python3", desk.path("read.py"), desk.path("many." + format)});
        CHECK_MESSAGE(read.status == 0, read.err);
        CHECK(read.out == std::to_string(format == "giftaid" ? rows - rows / 5 : rows) + "\n");
        // 64 bytes a record for its id; a row held in memory would be thousands. A small XLSX is put together
        // in memory.
        if (!sanitized && (format != "xlsx" || rows > command::xlsx_rows_at_once))
            CHECK(many.memory_kib < few.memory_kib + 8 * 1024 + static_cast<long>(rows * 64 / 1024));
        std::filesystem::remove(desk.path("many." + format));
    }
}

TEST_CASE("PostgreSQL's COPY takes the CSV as it is and gives every name and number back") {
    const Desk desk;
    desk.bundle("some.pkb", 2 * names.size(), names);
    const Ran opened = run_program({KIOSK_PROGRAM, "open", desk.path("some.pkb"), "--key",
                                    desk.path("charity.id"), "--out", desk.path("table.csv")});
    REQUIRE_MESSAGE(opened.status == 0, opened.err);
    const Postgres server("-c fsync=off");
    std::ifstream table(desk.path("table.csv"), std::ios::binary);
    std::string head;
    std::getline(table, head, '\r');
    head.erase(0, head.find('"')); // the byte order mark
    for (std::size_t at = 0; (at = head.find("\",", at)) != std::string::npos; at += 6)
        head.insert(at + 1, " text");
    desk.write("read.sql", "CREATE TABLE t(" + head + " text);\n\\copy t FROM '" + desk.path("table.csv") +
                               "' CSV HEADER\n"
                               "SELECT seq, encode(convert_to(\"field.full_name\", 'UTF8'), 'hex'), "
                               "\"field.phone\" FROM t ORDER BY seq::int;\n");
    const Ran read = run_program(
        {"psql", "-qAt", "-F", " ", "-v", "ON_ERROR_STOP=1", "-f", desk.path("read.sql"), server.url()});
    CHECK_MESSAGE(read.status == 0, read.err);
    std::string expected;
    for (std::size_t seq = 1; seq <= 2 * names.size(); ++seq) {
        const std::string& name = names[seq % names.size()];
        const bool runs = std::string("=+-@").find(name[0]) != std::string::npos;
        expected += std::to_string(seq) + " " + record::hex(record::bytes_of((runs ? "'" : "") + name)) +
                    " +447700900123\n";
    }
    CHECK(read.out == expected);
}

TEST_CASE("LibreOffice shows what was typed, from CSV and XLSX, and runs none of it") {
    if (!there_is("soffice")) {
        test::say_skipped("there is no LibreOffice here (Debian's libreoffice-calc-nogui)");
        return;
    }
    const Desk desk;
    desk.bundle("some.pkb", 2 * names.size(), names);
    for (const std::string format : {"csv", "xlsx"}) {
        const Ran opened =
            run_program({KIOSK_PROGRAM, "open", desk.path("some.pkb"), "--key", desk.path("charity.id"),
                         "--format", format, "--out", desk.path("table." + format)});
        REQUIRE_MESSAGE(opened.status == 0, opened.err);
        // In: UTF-8, every quoted cell as text. Out: every cell as it is shown, in quotes.
        const Ran shown = run_program({"soffice", "-env:UserInstallation=file://" + desk.path("profile"),
                                       "--headless", "--infilter=CSV:44,34,76,1,,0,true", "--convert-to",
                                       "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true", "--outdir",
                                       desk.path("shown-" + format), desk.path("table." + format)});
        REQUIRE_MESSAGE(shown.status == 0, shown.err);
        desk.write("read.py", "import csv, sys\nnames = " + python_list(names) + R"(
rows = 0
for row in csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline='')):
    rows += 1
    name = names[int(row['seq']) % len(names)].replace('\r\n', '\n')
    shown = row['field.full_name'].replace('\r\n', '\n')
    assert shown in (name, "'" + name), (rows, 'a name is shown otherwise')
    assert row['field.phone'].lstrip("'") == '+447700900123', rows
print(rows)
)");
        const Ran read =
            run_program({"python3", desk.path("read.py"), desk.path("shown-" + format + "/table.csv")});
        CHECK_MESSAGE(read.status == 0, read.err);
        CHECK(read.out == std::to_string(2 * names.size()) + "\n");
    }
}

TEST_CASE("Debian's age opens a record of a bundle without any program of ours") {
    if (!there_is("age")) FAIL("age is missing: scripts/setup test installs it");
    const Desk desk;
    desk.bundle("one.pkb", 1, names);
    desk.write("read.py", R"(
import base64, json, subprocess, sys
line = open(sys.argv[1]).read().splitlines()[1]
sealed = base64.b64decode(json.loads(line)['sealed'])
clear = subprocess.run(['age', '-d', '-i', sys.argv[2]], input=sealed, stdout=subprocess.PIPE, check=True).stdout
print(json.loads(clear)['fields']['phone'])
)");
    const Ran read =
        run_program({"python3", desk.path("read.py"), desk.path("one.pkb"), desk.path("charity.id")});
    CHECK_MESSAGE(read.status == 0, read.err);
    CHECK(read.out == "+447700900123\n");
}
