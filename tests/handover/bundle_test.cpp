#include "handover/bundle.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "handover/open_bundles.hpp"
#include "handover/verified_file.hpp"
#include "outbox/outbox_memory.hpp"
#include "record/keys.hpp"
#include "support/file_bytes.hpp"
#include "support/sealed_sign_ups.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::handover;

namespace {

struct Event {
    TemporaryFolder folder;
    std::vector<record::Identity> keys;
    std::vector<record::Recipient> recipients;
    outbox::MemoryOutbox box;
    outbox::DirectAccess access{box};

    explicit Event(std::uint64_t count) {
        for (int i = 0; i < 2; ++i) keys.push_back(record::make_identity());
        for (const auto& key : keys) recipients.push_back(key.recipient);
        for (std::uint64_t seq = 1; seq <= count; ++seq)
            REQUIRE(box.append(sealed_sign_up(seq, recipients)).ok());
    }
    [[nodiscard]] BundleTarget target() const {
        return {folder.path(),
                "hall 2",
                "Spring: gala/1",
                {record::print_recipient(recipients[0])},
                "2026-02-28"};
    }
    [[nodiscard]] BundleReport exported() {
        auto report = write_bundle(access, target(), {});
        REQUIRE_MESSAGE(report.ok(), report.error().message);
        return std::move(*report);
    }
    [[nodiscard]] OpenReport opened(const std::vector<std::filesystem::path>& bundles,
                                    std::vector<Row>& rows) const {
        auto report = open_bundles(bundles, keys, [&](Row&& row) {
            rows.push_back(std::move(row));
            return true;
        });
        REQUIRE_MESSAGE(report.ok(), report.error().message);
        return std::move(*report);
    }
};

std::vector<std::string> lines_of(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

void write_lines(const std::filesystem::path& path, const std::vector<std::string>& lines) {
    std::ofstream out(path);
    for (const std::string& line : lines) out << line << "\n";
}

} // namespace

TEST_CASE("a bundle holds every record that is not purged, opens to the same sign-ups, and its sums add up") {
    Event event(150);
    const record::Id some[] = {id_of(3), id_of(4)};
    REQUIRE(event.box.mark_acked(some, {1}).ok());
    REQUIRE(event.box.erase({some, 1}).ok());
    std::vector<std::uint64_t> steps;
    const auto report =
        write_bundle(event.access, event.target(), [&](std::uint64_t done, std::uint64_t total) {
            CHECK(total == 149);
            steps.push_back(done);
            return true;
        });
    REQUIRE(report.ok());
    CHECK(report->file.filename() == "signups-Spring-gala-1-hall-2-2026-02-28-1.pkb");
    CHECK(steps == std::vector<std::uint64_t>{64, 128, 149});
    CHECK(report->sha == record::sha256(read_bytes(report->file)));
    CHECK(report->refused.empty());
    CHECK(text_of(report->sums) ==
          "accepted 150 = waiting 148 + acked 1 + quarantined 0 + purged 1; exported 149, of which new 149");
    std::vector<Row> rows;
    const auto opened = event.opened({report->file}, rows);
    CHECK(opened.rows == 149);
    CHECK(opened.refused.empty());
    CHECK(rows[2].record.seq == 4);
    CHECK(rows[2].record.field("full_name") == "Ann \"Q\" Example");
    CHECK(rows[2].exact.front() == '{');
    CHECK(rows[2].exact.back() == '}');
}

TEST_CASE("a second bundle has a name of its own and says that nothing in it is new") {
    Event event(3);
    CHECK(event.exported().sums.fresh == 3);
    REQUIRE(event.box.append(sealed_sign_up(4, event.recipients)).ok());
    const auto second = event.exported();
    CHECK(second.file.filename().string().ends_with("-2.pkb"));
    CHECK(second.sums.exported == 4);
    CHECK(second.sums.fresh == 1);
    std::vector<Row> rows;
    const auto opened =
        event.opened({event.folder / "signups-Spring-gala-1-hall-2-2026-02-28-1.pkb", second.file}, rows);
    CHECK(opened.rows == 4); // duplicates removed
    CHECK(opened.duplicates == 3);
}

TEST_CASE("an empty outbox gives an empty bundle, which is good") {
    Event event(0);
    const auto report = event.exported();
    CHECK(report.sums.exported == 0);
    std::vector<Row> rows;
    CHECK(event.opened({report.file}, rows).refused.empty());
}

TEST_CASE("an export that is broken off leaves no file and marks nothing as exported") {
    Event event(3);
    CHECK_FALSE(write_bundle(event.access, event.target(), [](auto, auto) { return false; }).ok());
    CHECK(std::filesystem::is_empty(event.folder.path()));
    CHECK(event.box.counts()->exported == 0);
}

TEST_CASE("a folder that is not there is an error of the machine") {
    Event event(1);
    BundleTarget target = event.target();
    target.folder /= "absent";
    const auto refused = write_bundle(event.access, target, {});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Machine);
}

TEST_CASE("a changed, cut, swapped or forged line is reported, and all others still open") {
    Event event(5);
    const auto bundle = event.exported().file;
    const auto good = lines_of(bundle);
    REQUIRE(good.size() == 7);
    const auto check = [&](const std::vector<std::string>& lines, std::uint64_t rows, std::size_t refused) {
        write_lines(event.folder / "changed.pkb", lines);
        std::vector<Row> out;
        const auto report = event.opened({event.folder / "changed.pkb"}, out);
        CHECK(report.rows == rows);
        CHECK(report.refused.size() == refused);
    };
    check(good, 5, 0);
    auto lines = good;
    const std::size_t at = lines[2].size() - 60;
    lines[2][at] = lines[2][at] == 'A' ? 'B' : 'A';
    check(lines, 4, 2); // the record, and the bundle's sum
    lines = good;
    lines[2] = "{}";
    check(lines, 4, 2);
    lines = good;
    lines[3] = std::string(100'000, 'x');
    check(lines, 4, 2);
    lines = good;
    lines.pop_back();
    check(lines, 5, 1); // cut off
    lines.pop_back();
    check(lines, 4, 1);
    lines = good;
    lines.erase(lines.begin() + 3);
    check(lines, 4, 1); // the trailer counts one more
    lines = good;
    lines.emplace_back("more");
    check(lines, 5, 1);
}

TEST_CASE("a record whose inner number or id is not the outer one is refused") {
    Event event(0);
    REQUIRE(event.box.append(sealed_sign_up(1, event.recipients)).ok());
    REQUIRE(event.box.append(sealed_sign_up(2, event.recipients, "Eve", 7)).ok());
    std::vector<Row> rows;
    const auto report = event.opened({event.exported().file}, rows);
    CHECK(report.rows == 1);
    REQUIRE(report.refused.size() == 1);
    CHECK(report.refused[0].id == record::hex(id_of(2)));
    CHECK(report.refused[0].why.find("inside") != std::string::npos);
}

TEST_CASE(
    "a key that fits nothing is a wrong key; one that fits some records gives those and names the rest") {
    Event event(2);
    const auto stranger = record::make_identity();
    const auto bundle = event.exported().file;
    const auto refused = open_bundles({&bundle, 1}, {&stranger, 1}, [](Row&&) { return true; });
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Key);
    REQUIRE(event.box.append(sealed_sign_up(3, {&stranger.recipient, 1})).ok());
    const auto second = event.exported().file;
    const auto report = open_bundles({&second, 1}, {&stranger, 1}, [](Row&&) { return true; });
    REQUIRE(report.ok());
    CHECK(report->rows == 1);
    CHECK(report->refused.size() == 2);
}

TEST_CASE("bundles of two kiosks, sealed to old and new keys, open to one table with both identities") {
    Event before(3), after(0);
    for (std::uint64_t seq = 4; seq <= 6; ++seq) // the other kiosk, after the keys were changed
        REQUIRE(after.box.append(sealed_sign_up(seq, after.recipients)).ok());
    std::vector<record::Identity> identities;
    identities.push_back(std::move(before.keys[1]));
    identities.push_back(std::move(after.keys[0]));
    const std::vector<std::filesystem::path> bundles = {before.exported().file, after.exported().file,
                                                        before.exported().file};
    std::vector<std::uint64_t> seqs;
    const auto report = open_bundles(bundles, identities, [&](Row&& row) {
        seqs.push_back(row.record.seq);
        return true;
    });
    REQUIRE(report.ok());
    CHECK(seqs == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6});
    CHECK(report->duplicates == 3);
    CHECK(report->refused.empty());
    CHECK(records_promised(bundles) == 9);
}

TEST_CASE("files that are no bundles are refused by name") {
    const TemporaryFolder folder;
    std::ofstream(folder / "text.pkb") << "hello\n";
    std::ofstream(folder / "empty.pkb");
    std::ofstream(folder / "newer.pkb") << "{\"bundle\":2}\n";
    for (const std::string name : {"text.pkb", "empty.pkb", "newer.pkb", "absent.pkb"}) {
        const auto path = folder / name;
        const auto refused = open_bundles({&path, 1}, {}, [](Row&&) { return true; });
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().message.find(name) != std::string::npos);
    }
}

TEST_CASE("a verified file is for its owner alone, replaces nothing, and an unfinished one is removed") {
    const TemporaryFolder folder;
    {
        auto file = VerifiedFile::create(folder / "a");
        REQUIRE(file.ok());
        REQUIRE(file->write("half").ok());
        CHECK(std::filesystem::exists(folder / "a.part"));
    }
    CHECK(std::filesystem::is_empty(folder.path()));
    auto file = VerifiedFile::create(folder / "a");
    REQUIRE(file->write(std::string(200'000, 'z')).ok());
    const auto sha = file->finish();
    REQUIRE(sha.ok());
    CHECK(*sha == record::sha256(read_bytes(folder / "a")));
    CHECK_FALSE(std::filesystem::exists(folder / "a.part"));
    CHECK((std::filesystem::status(folder / "a").permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK_FALSE(VerifiedFile::create(folder / "a").ok());
}
