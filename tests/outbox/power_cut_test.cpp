// What was said to be stored is there after the power failed, wherever it failed: thousands of cuts at random
// operations of a disk that forgets what was not synced. Four ways of storing that are known to lose must
// lose here too, or this test would prove nothing. KIOSK_POWER_CUTS sets how many cuts; KIOSK_SEED which.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "outbox/outbox_sqlite.hpp"
#include "outbox/power_cut_sqlite.hpp"
#include "support/entries.hpp"
#include "support/number_from.hpp"
#include "support/sanitized.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::outbox;

namespace {

// A sanitizer looks at the ways that are gone, not at how often.
constexpr std::uint64_t cuts_usual = sanitized ? 800 : 4'000, control_cuts = 400, operations_max = 300;
constexpr int refusals_max = 50;
constexpr std::size_t cuts_a_disk = 40; // then a new disk, so that first openings are cut too

struct Tally {
    std::uint64_t cuts = 0, appended = 0, lost = 0, changed = 0, damaged = 0, unbalanced = 0, twice = 0;
};

// The outbox under load; what it has promised is kept apart and compared after each cut.
class Load {
  public:
    Load(PowerCutDisk& disk, std::uint64_t seed) : disk_(disk), random_(seed) {}

    Tally run(std::uint64_t cuts) {
        while (tally_.cuts < cuts) {
            disk_.clear();
            promised_.clear();
            in_flight_.reset();
            unsure_.clear();
            for (std::size_t i = 0; i < cuts_a_disk && tally_.cuts < cuts; ++i) one_cut();
        }
        return tally_;
    }

  private:
    void one_cut() {
        disk_.cut_after(random_() % operations_max);
        {
            auto outbox = SqliteOutbox::open({folder_ / "state", disk_.name()});
            if (outbox) work(**outbox);
        }
        disk_.come_back(random_);
        ++tally_.cuts;
        auto outbox = SqliteOutbox::open({folder_ / "state", disk_.name()});
        if (!outbox || !(*outbox)->report().set_aside.empty()) {
            ++tally_.damaged;
            if (outbox) outbox->reset(); // its files go with the disk
            disk_.clear();
            promised_.clear();
            in_flight_.reset();
            return;
        }
        compare(**outbox);
    }

    void work(SqliteOutbox& outbox) {
        // A store that a lying disk has broken may refuse everything without touching the disk again, whose
        // power would then never fail.
        for (int refusals = 0; !disk_.dead() && refusals < refusals_max;) {
            const auto lot = random_() % 10;
            const bool done = lot < 7 ? append(outbox) : lot < 9 ? acknowledge(outbox) : purge(outbox);
            refusals = done ? 0 : refusals + 1;
        }
    }

    bool append(SqliteOutbox& outbox) {
        const auto seq = outbox.next_seq();
        if (!seq) return false;
        Entry entry = in_flight_ ? *in_flight_ : entry_of(*seq, 200 + random_() % 3'000);
        if (!in_flight_) entry.id = id_of(++last_id_);
        in_flight_ = entry;
        const auto appended = outbox.append(entry);
        if (!appended) return false;
        promised_.insert_or_assign(entry.id, std::pair(entry, State::Pending));
        in_flight_.reset();
        ++tally_.appended;
        return true;
    }

    bool acknowledge(SqliteOutbox& outbox) {
        std::vector<record::Id> ids;
        for (const auto& [id, what] : promised_)
            if (what.second == State::Pending && random_() % 4 == 0) ids.push_back(id);
        unsure_.assign(ids.begin(), ids.end());
        if (!outbox.mark_acked(ids, {1})) return false;
        for (const record::Id& id : ids) promised_.at(id).second = State::Acked;
        unsure_.clear();
        return true;
    }

    bool purge(SqliteOutbox& outbox) {
        unsure_.clear();
        for (const auto& [id, what] : promised_)
            if (what.second == State::Acked) unsure_.push_back(id);
        if (!outbox.purge_acked({1})) return false;
        for (const record::Id& id : unsure_) promised_.at(id).second = State::Purged;
        unsure_.clear();
        return true;
    }

    void compare(SqliteOutbox& outbox) {
        const auto counts = outbox.counts();
        if (!counts || !counts->balanced()) ++tally_.unbalanced;
        for (auto& [id, what] : promised_) {
            const auto stored = outbox.find(id);
            if (!stored || !*stored) {
                ++tally_.lost;
                continue;
            }
            const bool may_differ = std::find(unsure_.begin(), unsure_.end(), id) != unsure_.end();
            const bool same_bytes =
                (*stored)->state == State::Purged || (*stored)->entry.sealed == what.first.sealed;
            if (!same_bytes || ((*stored)->state != what.second && !may_differ)) ++tally_.changed;
            what.second = (*stored)->state;
        }
        unsure_.clear();
        // The visitor's record whose append failed: it is there or not, and the same entry again makes it
        // there once.
        if (in_flight_) {
            const auto there = outbox.find(in_flight_->id);
            const auto again = outbox.append(*in_flight_);
            if (!there || !again || (there->has_value() != (*again == Append::AlreadyStored)))
                ++tally_.changed;
            promised_.insert_or_assign(in_flight_->id, std::pair(*in_flight_, State::Pending));
            in_flight_.reset();
        }
        const auto after = outbox.counts();
        if (!after || after->accepted != promised_.size()) ++tally_.twice;
    }

    TemporaryFolder folder_;
    PowerCutDisk& disk_;
    std::mt19937_64 random_;
    std::map<record::Id, std::pair<Entry, State>> promised_;
    std::optional<Entry> in_flight_;
    std::vector<record::Id> unsure_;
    std::uint64_t last_id_ = 0;
    Tally tally_;
};

// A plain table under other settings, for the ways of storing that must be caught. Gives how many promised
// rows were lost or how many databases were damaged.
std::uint64_t losses_under(const std::string& pragmas, std::uint64_t seed) {
    PowerCutDisk disk("control");
    std::mt19937_64 random(seed);
    std::uint64_t losses = 0;
    for (std::uint64_t cut = 0; cut < control_cuts; ++cut) {
        disk.clear();
        std::int64_t promised = 0;
        disk.cut_after(40 + random() % operations_max);
        {
            auto database = Database::open("control.db", disk.name());
            REQUIRE(database.ok());
            if (!database->run(pragmas + "CREATE TABLE t(n INTEGER PRIMARY KEY, x BLOB)")) continue;
            while (!disk.dead())
                if (database->run("INSERT INTO t VALUES(" + std::to_string(promised + 1) +
                                  ", randomblob(900))"))
                    ++promised;
        }
        disk.come_back(random);
        auto database = Database::open("control.db", disk.name());
        const auto kept =
            database->run(pragmas) ? database->integer("SELECT count(*) FROM t") : Result<std::int64_t>(0);
        const auto whole = database->text("PRAGMA integrity_check");
        if (!kept || *kept < promised || !whole || *whole != "ok") ++losses;
    }
    return losses;
}

} // namespace

TEST_CASE("no sign-up that was thanked for is lost, changed or doubled over thousands of power cuts") {
    const std::uint64_t seed = number_from("KIOSK_SEED", 1),
                        cuts = number_from("KIOSK_POWER_CUTS", cuts_usual);
    PowerCutDisk disk("power-cut");
    const Tally tally = Load(disk, seed).run(cuts);
    std::cout << "power cuts " << tally.cuts << ", seed " << seed << ": " << tally.appended
              << " records stored, lost " << tally.lost << ", changed " << tally.changed
              << ", damaged stores " << tally.damaged << ", doubled " << tally.twice << "\n";
    CHECK(tally.appended > cuts); // the load did store, and was not only cut at its start
    CHECK(tally.lost == 0);
    CHECK(tally.changed == 0);
    CHECK(tally.damaged == 0);
    CHECK(tally.unbalanced == 0);
    CHECK(tally.twice == 0);
}

TEST_CASE("a disk whose sync lies is caught by the same comparison") {
    PowerCutDisk disk("lying", Sync::Lies);
    const Tally tally = Load(disk, 2).run(400);
    CHECK(tally.lost + tally.damaged > 0);
}

TEST_CASE("ways of storing that are known to lose do lose on this disk, and ours in the same loop does not") {
    const auto losses = [](const char* pragmas) { return losses_under(pragmas, 3); };
    CHECK(losses("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;") > 0);
    CHECK(losses("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;") > 0);
    CHECK(losses("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF;") > 0);
    CHECK(losses("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA;") ==
          0);
}
