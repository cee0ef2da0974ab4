// Batches on a mounted share: whole bundles, read back, and nothing under an empty mount point.
#include "handover/share.hpp"

#include <fstream>

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "handover/open_bundles.hpp"
#include "record/keys.hpp"
#include "support/sealed_sign_ups.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::handover;

namespace {

struct Share {
    TemporaryFolder folder;
    record::Identity key = record::make_identity();
    BundleTarget target{
        folder.path(), "hall 2", "spring", {record::print_recipient(key.recipient)}, "2026-02-28"};

    explicit Share(bool mounted) {
        if (mounted) mount();
    }
    void mount() { std::ofstream(folder / std::string(share_marker)); }
    [[nodiscard]] std::vector<record::WireRecord> records(std::uint64_t first, std::uint64_t last) const {
        std::vector<record::WireRecord> out;
        for (std::uint64_t seq = first; seq <= last; ++seq) {
            const auto entry = sealed_sign_up(seq, {&key.recipient, 1});
            out.push_back(
                {entry.id, seq, entry.sha, entry.receipt, entry.made, entry.clock, false, entry.sealed});
        }
        return out;
    }
    [[nodiscard]] Result<std::filesystem::path> write(const std::vector<record::WireRecord>& records) const {
        std::string lines;
        for (const auto& record : records) record::append_wire_line(lines, record);
        return write_to_share(target, records, lines);
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(folder.path()), {}));
    }
};

} // namespace

TEST_CASE("a batch on the share is a bundle that opens, and the same batch again comes out once") {
    const Share share(true);
    const auto batch = share.records(7, 9);
    const auto first = share.write(batch), second = share.write(batch);
    REQUIRE_MESSAGE(first.ok(), first.error().message);
    REQUIRE(second.ok());
    CHECK(first->filename() == "signups-spring-hall-2-2026-02-28-7.pkb");
    CHECK(second->filename() == "signups-spring-hall-2-2026-02-28-7-2.pkb");
    CHECK(share.files() == 3); // no temporary file is left
    std::vector<std::uint64_t> seqs;
    const std::vector<std::filesystem::path> bundles = {*first, *second};
    const auto report = open_bundles(bundles, {&share.key, 1}, [&](Row&& row) {
        seqs.push_back(row.record.seq);
        return true;
    });
    REQUIRE(report.ok());
    CHECK(seqs == std::vector<std::uint64_t>{7, 8, 9});
    CHECK(report->duplicates == 3);
    CHECK(report->refused.empty());
}

TEST_CASE(
    "under the empty mount point of an absent share nothing is written, and the error says what to do") {
    const Share share(false);
    const auto refused = share.write(share.records(1, 1));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Network);
    CHECK(refused.error().message.find("Mount the share") != std::string::npos);
    CHECK(share.files() == 0);
    CHECK_FALSE(try_share(share.folder.path()).ok());
    CHECK_FALSE(look_at_share(share.folder / "absent").ok());
    CHECK(share.files() == 0);
}

TEST_CASE("what doctor tries on a share leaves nothing behind") {
    const Share share(true);
    CHECK(try_share(share.folder.path()).ok());
    CHECK(share.files() == 1);
}

TEST_CASE("a share that cannot be written is an error of the way out, and leaves no file") {
    if (geteuid() == 0) return; // root writes everywhere; the mounted test script covers a full one
    const Share share(true);
    REQUIRE(chmod(share.folder.path().c_str(), 0500) == 0);
    const auto refused = share.write(share.records(1, 1));
    CHECK(chmod(share.folder.path().c_str(), 0700) == 0);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Network);
    CHECK(share.files() == 1);
}
