#include "hub/export.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "handover/bundle.hpp"
#include "hub/store_sqlite.hpp"
#include "support/noon.hpp"
#include "support/sealed_entries.hpp"
#include "support/temporary_folder.hpp"
#include "upload/batch.hpp"

using namespace kiosk;
using test::noon;

TEST_CASE("a hub's bundle of a kiosk holds each record's line, a header, and a trailer that adds up, erased "
          "ones are left out") {
    TemporaryFolder folder;
    auto store = std::move(hub::open_sqlite_store(":memory:")).value();
    std::vector<record::WireRecord> records;
    for (std::uint64_t seq = 3; seq <= 100; ++seq) records.push_back(upload::to_wire(sealed_entry_of(seq)));
    REQUIRE(store->put_batch("kiosk-1", records, noon).ok());
    const std::vector<record::WireRecord> others{upload::to_wire(sealed_entry_of(1))};
    REQUIRE(store->put_batch("kiosk-2", others, noon).ok());
    const std::vector erased{id_of(50)};
    REQUIRE(store->erase(erased, noon).ok());

    const auto kiosks = store->kiosks();
    REQUIRE(kiosks->size() == 2);
    const auto exported = hub::export_kiosk(*store, kiosks.value()[0], folder.path(), "2026-02-28");
    REQUIRE(exported.ok());
    CHECK(exported->file.filename() == "signups-hub-kiosk-1-2026-02-28-1.pkb");
    CHECK(exported->records == 97);
    CHECK(exported->erased == 1);

    std::ifstream file(exported->file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t first = text.find('\n') + 1, last = text.rfind('\n', text.size() - 2) + 1;
    const auto header = handover::parse_bundle_header(text.substr(0, first - 1));
    REQUIRE(header.ok());
    CHECK(header->kiosk == "kiosk-1");
    CHECK(header->first_seq == 3);
    CHECK(header->last_seq == 100);
    const auto trailer = handover::parse_bundle_trailer(text.substr(last, text.size() - last - 1));
    REQUIRE(trailer.has_value());
    CHECK(trailer->count == 97);
    CHECK(trailer->sha == record::sha256(record::bytes_of(std::string_view(text).substr(0, last))));
    const std::string_view lines = std::string_view(text).substr(first, last - first);
    const auto line = record::parse_wire_line(lines.substr(0, lines.find('\n')));
    REQUIRE(line.ok());
    CHECK(*line == [&] {
        auto expected = records[0];
        expected.captured.unix_ms -= expected.captured.unix_ms % 1000;
        return expected;
    }());
}
