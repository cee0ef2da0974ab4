#include "handover/table_xlsx.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::handover;

namespace {

// Python's own zip and XML readers, which know nothing of the library that wrote the file: one line a cell,
// "A1 kind value", then what the sheet says about its panes.
constexpr const char* reader = R"(
import sys, zipfile, xml.etree.ElementTree as tree
space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
shared = 'xl/sharedStrings.xml' in book.namelist()
words = [''.join(t.text or '' for t in item.iter(space + 't'))
         for item in tree.fromstring(book.read('xl/sharedStrings.xml'))] if shared else []
styles = tree.fromstring(book.read('xl/styles.xml'))
codes = {f.get('numFmtId'): f.get('formatCode') for f in styles.iter(space + 'numFmt')}
codes['49'] = '@'
forms = [codes.get(x.get('numFmtId'), 'plain') for x in styles.find(space + 'cellXfs')]
sheet = tree.fromstring(book.read('xl/worksheets/sheet1.xml'))
assert not list(sheet.iter(space + 'f')), 'a formula'
for cell in sheet.iter(space + 'c'):
    kind = 'text' if cell.get('t') in ('s', 'inlineStr') else 'number'
    if cell.get('t') == 'inlineStr':
        value = ''.join(t.text or '' for t in cell.iter(space + 't'))
    else:
        value = cell.find(space + 'v').text
    if cell.get('t') == 's':
        value = words[int(value)]
    print(cell.get('r'), kind, forms[int(cell.get('s', 0))], value, sep='|')
for pane in sheet.iter(space + 'pane'):
    print('pane', pane.get('state'), pane.get('ySplit'), sep='|')
)";

std::string read_back(const std::string& xlsx) {
    const TemporaryFolder folder;
    const auto script = folder / "read.py", file = folder / "table.xlsx";
    std::ofstream(script) << reader;
    std::ofstream(file, std::ios::binary) << xlsx;
    FILE* pipe = popen(("python3 '" + script.string() + "' '" + file.string() + "' 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string out;
    char part[4096];
    for (std::size_t n = 0; (n = std::fread(part, 1, sizeof part, pipe)) > 0;) out.append(part, n);
    CHECK(pclose(pipe) == 0);
    return out;
}

int folders_on_the_memory_disk() {
    const std::string own = "pledge-kiosk-" + std::to_string(getpid()) + "-"; // others test at the same time
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/shm"))
        if (entry.path().filename().string().starts_with(own)) ++count;
    return count;
}

} // namespace

TEST_CASE("XLSX keeps phones and postcodes as text, moments as dates, and the header in sight") {
    Table table;
    table.columns = {"seq", "captured_utc", "field.amount", "field.phone", "gift_aid.postcode"};
    table.rows = {{"1", "2026-02-28T12:00:00Z", "10.00", "+447700900123", "AB1 2CD"},
                  {"2", "not a date", "010", "0123", "1E5"}};
    const int before = folders_on_the_memory_disk();
    const auto xlsx = xlsx_of(table);
    REQUIRE_MESSAGE(xlsx.ok(), xlsx.error().message);
    CHECK(folders_on_the_memory_disk() == before);
    const std::string cells = read_back(*xlsx);
    for (const char* line : {"A1|text|plain|seq\n", "A2|number|plain|1\n",
                             "B2|number|yyyy-mm-dd hh:mm:ss|46081.5\n", "C2|number|plain|10\n",
                             "D2|text|@|+447700900123\n", "E2|text|@|AB1 2CD\n", "B3|text|@|not a date\n",
                             "C3|text|@|010\n", "D3|text|@|0123\n", "E3|text|@|1E5\n", "pane|frozen|1\n"})
        CHECK_MESSAGE(cells.find(line) != std::string::npos, cells);
}

TEST_CASE("what looks like a formula is text in XLSX, without an apostrophe") {
    Table table;
    table.columns = {"field.full_name"};
    table.rows = {{"=1+1"}, {"@SUM(A1)"}, {"Zo\u00EB <b> & \"Q\""}};
    const auto xlsx = xlsx_of(table);
    REQUIRE_MESSAGE(xlsx.ok(), xlsx.error().message);
    const std::string cells = read_back(*xlsx);
    for (const char* line : {"A2|text|@|=1+1\n", "A3|text|@|@SUM(A1)\n", "A4|text|@|Zo\u00EB <b> & \"Q\"\n"})
        CHECK_MESSAGE(cells.find(line) != std::string::npos, cells);
}

TEST_CASE("a table without rows is an XLSX file with its header, and one too long for a sheet is refused") {
    Table table;
    table.columns = {"seq"};
    const auto empty = xlsx_of(table);
    REQUIRE_MESSAGE(empty.ok(), empty.error().message);
    CHECK(read_back(*empty).find("A1|text|plain|seq\n") != std::string::npos);
    table.rows.resize(xlsx_rows_max);
    const auto full = xlsx_of(table);
    REQUIRE_FALSE(full.ok());
    CHECK(full.error().fault == Fault::Input);
}

TEST_CASE("an XLSX file that is written a row at a time has the same cells, and leaves nothing beside it") {
    Table table;
    table.columns = {"seq", "captured_utc", "field.full_name", "field.phone"};
    for (int row = 1; row <= 300; ++row)
        table.rows.push_back({std::to_string(row), "2026-02-28T12:00:00Z",
                              row % 2 == 0 ? "=1+1" : "Zo\u00EB <b> & \"Q\"\nline", "+447700900123"});
    const TemporaryFolder folder;
    std::string bytes;
    {
        auto file = XlsxFile::create(table, folder.path());
        REQUIRE_MESSAGE(file.ok(), file.error().message);
        CHECK_FALSE(std::filesystem::is_empty(folder.path()));
        for (const auto& row : table.rows) REQUIRE(file->add(row).ok());
        const auto finished = file->finish([&](std::string& part) { return bytes += part, Result<void>(); });
        REQUIRE_MESSAGE(finished.ok(), finished.error().message);
    }
    CHECK(std::filesystem::is_empty(folder.path()));
    const auto whole = xlsx_of(table);
    REQUIRE(whole.ok());
    CHECK(read_back(bytes) == read_back(*whole));
    CHECK_FALSE(XlsxFile::create(table, folder / "absent").ok());
}
