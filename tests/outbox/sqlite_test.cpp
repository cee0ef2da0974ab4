// What only the store on disk promises: it is there again, for one instance, for nobody else, and after
// damage.
#include <algorithm>
#include <fstream>
#include <string>

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "outbox/frame.hpp"
#include "outbox/opened.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "outbox/recover.hpp"
#include "outbox/schema_sqlite.hpp"
#include "support/entries.hpp"
#include "support/file_bytes.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

void fill(Outbox& outbox, std::uint64_t first, std::uint64_t last, std::size_t bytes = 1'200) {
    for (std::uint64_t seq = first; seq <= last; ++seq) REQUIRE(outbox.append(entry_of(seq, bytes)).ok());
}

mode_t mode_of(const std::filesystem::path& path) {
    struct stat found {};
    REQUIRE(stat(path.c_str(), &found) == 0);
    return found.st_mode & 0777U;
}

} // namespace

TEST_CASE("a frame goes out and back with every field, and every flipped bit is noticed") {
    Entry entry = entry_of(77, 400);
    entry.rehearsal = true;
    auto frame = write_frame(entry);
    const auto back = read_frame(frame);
    REQUIRE(back.has_value());
    CHECK(back->seq == 77);
    CHECK(back->id == entry.id);
    CHECK(back->made == entry.made);
    CHECK(back->clock == entry.clock);
    CHECK(back->rehearsal);
    CHECK(back->receipt == entry.receipt);
    CHECK(back->event == entry.event);
    CHECK(back->sealed == entry.sealed);
    CHECK(back->sha == entry.sha);
    std::size_t unnoticed = 0;
    for (std::size_t bit = 0; bit < frame.size() * 8; ++bit) {
        frame[bit / 8] = static_cast<std::uint8_t>(frame[bit / 8] ^ (1U << (bit % 8)));
        if (read_frame(frame)) ++unnoticed;
        frame[bit / 8] = static_cast<std::uint8_t>(frame[bit / 8] ^ (1U << (bit % 8)));
    }
    CHECK(unnoticed == 0);
    for (std::size_t size = 0; size < frame.size(); ++size)
        CHECK_FALSE(read_frame(std::span(frame).first(size)).has_value());
}

TEST_CASE("a frame at the limits has frame_bytes_max bytes") {
    Entry entry = entry_of(1, sealed_bytes_max);
    entry.receipt.assign(receipt_bytes_max, 'R');
    entry.event.assign(event_bytes_max, 'E');
    CHECK(write_frame(entry).size() == frame_bytes_max);
    const TemporaryFolder folder;
    auto outbox = opened(folder);
    CHECK(*outbox->append(entry) == Append::Stored);
    entry.event += 'E';
    CHECK_FALSE(outbox->append(entry).ok());
}

TEST_CASE("what was stored is there after closing and opening, with its states, values and the next number") {
    const TemporaryFolder folder;
    {
        auto outbox = opened(folder);
        CHECK(outbox->report().created);
        fill(*outbox, 1, 3);
        const record::Id first = id_of(1);
        REQUIRE(outbox->mark_acked({&first, 1}, {9}).ok());
        REQUIRE(outbox->set_value("k", "v").ok());
    }
    auto outbox = opened(folder);
    CHECK_FALSE(outbox->report().created);
    CHECK(outbox->report().set_aside.empty());
    CHECK((*outbox->find(id_of(1)))->state == State::Acked);
    CHECK((*outbox->find(id_of(3)))->entry.sealed == entry_of(3).sealed);
    CHECK(**outbox->value("k") == "v");
    CHECK(*outbox->next_seq() == 4);
}

TEST_CASE("the store is for its owner alone, and has its reserve") {
    const TemporaryFolder folder;
    auto outbox = opened(folder);
    fill(*outbox, 1, 1);
    CHECK(mode_of(folder / "state") == 0700);
    CHECK(mode_of(folder / "state/outbox.db") == 0600);
    CHECK(std::filesystem::file_size(folder / "state/reserve") == reserve_bytes);
    for (const auto& file : std::filesystem::directory_iterator(folder / "state"))
        CHECK(mode_of(file.path()) == 0600);
}

TEST_CASE("a second instance is told so, and the first goes on") {
    const TemporaryFolder folder;
    auto first = opened(folder);
    const auto second = SqliteOutbox::open({folder / "state", ""});
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().fault == Fault::Machine);
    CHECK(second.error().message.find("Another instance") != std::string::npos);
    fill(*first, 1, 1);
    first.reset();
    CHECK(opened(folder)->find(id_of(1))->has_value());
}

TEST_CASE("a purged record's bytes are nowhere in the folder") {
    const TemporaryFolder folder;
    auto outbox = opened(folder);
    fill(*outbox, 1, 3);
    const record::Id first = id_of(1);
    REQUIRE(outbox->mark_acked({&first, 1}, {1}).ok());
    CHECK(*outbox->purge_acked({1}) == 1);
    outbox.reset();
    const auto purged = entry_of(1).sealed, kept = entry_of(2).sealed;
    bool found_purged = false, found_kept = false;
    for (const auto& file : std::filesystem::directory_iterator(folder / "state")) {
        const auto bytes = read_bytes(file.path());
        const auto holds = [&](const std::vector<std::uint8_t>& what) {
            return std::search(bytes.begin(), bytes.end(), what.begin(), what.begin() + 64) != bytes.end();
        };
        found_purged = found_purged || holds(purged);
        found_kept = found_kept || holds(kept);
    }
    CHECK(found_kept); // the control: the search does find what is there
    CHECK_FALSE(found_purged);
}

TEST_CASE("a foreign file, a truncated one and one with a broken header are set aside whole, and a new store "
          "works") {
    const std::vector<std::function<void(const std::filesystem::path&)>> damages = {
        [](const auto& path) { std::ofstream(path) << std::string(5'000, 'x'); },
        [](const auto& path) {
            std::filesystem::resize_file(path, std::filesystem::file_size(path) - 20'000);
        },
        [](const auto& path) {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            file.write("not a store at all", 18);
        },
        [](const auto& path) {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(16'384);
            const std::string zeros(16'384, '\0');
            file.write(zeros.data(), 16'384);
        }};
    for (const auto& damage : damages) {
        const TemporaryFolder folder;
        { fill(*opened(folder), 1, 20, 6'000); }
        damage(folder / "state/outbox.db");
        const auto damaged = read_bytes(folder / "state/outbox.db");
        auto outbox = opened(folder);
        CHECK_FALSE(outbox->report().set_aside.empty());
        CHECK(read_bytes(outbox->report().set_aside) == damaged);
        const auto counts = outbox->counts();
        CHECK(counts->balanced());
        CHECK(counts->accepted == outbox->report().carved);
        const std::uint64_t next = *outbox->next_seq();
        CHECK(next > 20); // no number is given twice
        CHECK(*outbox->append(entry_of(next)) == Append::Stored);
    }
}

TEST_CASE("records of a damaged store wait again in the new one, all but those that were hit") {
    const TemporaryFolder folder;
    { fill(*opened(folder), 1, 50, 6'000); }
    {
        std::fstream file(folder / "state/outbox.db", std::ios::in | std::ios::out | std::ios::binary);
        file.write("not a store at all", 18);
        const auto bytes = read_bytes(folder / "state/outbox.db");
        const auto sealed = entry_of(30).sealed;
        const auto at =
            std::search(bytes.begin(), bytes.end(), sealed.begin(), sealed.begin() + 32) - bytes.begin();
        REQUIRE(static_cast<std::size_t>(at) < bytes.size());
        file.seekp(at + 100);
        file.put(static_cast<char>(sealed[100] ^ 0x10U));
    }
    auto outbox = opened(folder);
    CHECK(outbox->report().carved == 49);
    CHECK(outbox->report().broken_frames == 1);
    CHECK_FALSE(outbox->find(id_of(30))->has_value());
    CHECK((*outbox->find(id_of(29)))->entry.sealed == entry_of(29, 6'000).sealed);
    CHECK((*outbox->find(id_of(29)))->entry.event == "spring");
    CHECK(outbox->oldest_pending(100, 1'000'000)->size() == 49);
}

TEST_CASE("a store that vanished is named, and its numbers are not given again") {
    const TemporaryFolder folder;
    { fill(*opened(folder), 1, 3); }
    std::filesystem::remove(folder / "state/outbox.db");
    auto outbox = opened(folder);
    CHECK_FALSE(outbox->report().created);
    CHECK(outbox->report().reason.find("gone") != std::string::npos);
    CHECK(*outbox->next_seq() > 3);
}

TEST_CASE(
    "a store whose tables are described otherwise than they were made is set aside, and its records kept") {
    for (const std::string changed : {"exp/rted", "length(id) = 17"}) {
        const TemporaryFolder folder;
        { fill(*opened(folder), 1, 3); }
        auto bytes = read_bytes(folder / "state/outbox.db");
        const std::string was = changed.starts_with("exp") ? "exported" : "length(id) = 16";
        const auto at = std::search(bytes.begin(), bytes.end(), was.begin(), was.end());
        REQUIRE(at != bytes.end());
        std::copy(changed.begin(), changed.end(), at);
        write_bytes(folder / "state/outbox.db", bytes);
        auto outbox = opened(folder);
        CHECK_FALSE(outbox->report().set_aside.empty());
        CHECK(outbox->counts()->waiting == 3);
        CHECK(outbox->append(entry_of(*outbox->next_seq())).ok());
    }
}

TEST_CASE("every setting under which power cuts were measured to lose nothing is in force") {
    const TemporaryFolder folder;
    auto database = open_store((folder / "outbox.db").string(), "", Check::Whole, 0);
    REQUIRE(database.ok());
    const std::pair<const char*, const char*> wanted[] = {
        {"locking_mode", "exclusive"}, {"journal_mode", "truncate"},
        {"synchronous", "3"},          {"secure_delete", "1"},
        {"page_size", "16384"},        {"temp_store", "2"},
        {"trusted_schema", "0"},       {"cell_size_check", "1"},
        {"foreign_keys", "1"},         {"mmap_size", "0"}};
    for (const auto& setting : wanted) {
        CAPTURE(setting.first);
        CHECK(database->text(std::string("PRAGMA ") + setting.first).value() == setting.second);
    }
    // Defensive: nobody writes to the schema or to the file's pages from within.
    CHECK_FALSE(database->run("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''").ok());
}

TEST_CASE("a state path that is a file is refused with a sentence") {
    const TemporaryFolder folder;
    std::ofstream(folder / "state") << "x";
    const auto refused = SqliteOutbox::open({folder / "state", ""});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Machine);
    CHECK(refused.error().message.find("no folder") != std::string::npos);
}

TEST_CASE("carving finds frames across window edges, each id once, and counts what is broken") {
    const TemporaryFolder folder;
    std::vector<std::uint8_t> bytes((4U << 20U) - 700,
                                    0); // the next frame lies across the first window's end
    for (const std::uint64_t seq : {1U, 2U, 1U, 3U}) {
        auto frame = write_frame(entry_of(seq));
        if (seq == 2) frame[500] = static_cast<std::uint8_t>(frame[500] ^ 1U);
        bytes.insert(bytes.end(), frame.begin(), frame.end());
    }
    bytes.insert(bytes.end(), frame_magic.begin(), frame_magic.begin() + 5);
    write_bytes(folder / "file", bytes);
    std::vector<std::uint64_t> seqs;
    const auto carved = carve(folder / "file", [&](const Entry& entry) {
        seqs.push_back(entry.seq);
        return true;
    });
    REQUIRE(carved.ok());
    CHECK(seqs == std::vector<std::uint64_t>{1, 3});
    CHECK(carved->records == 2);
    CHECK(carved->broken_frames == 1);
    CHECK(carved->highest_seq == 3);
    CHECK_FALSE(carve(folder / "absent", [](const Entry&) { return true; }).ok());
}
