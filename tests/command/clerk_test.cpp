// The clerk between a form and a store that fails in all the ways a store can: nothing that was confirmed is
// lost, doubled, or thanked for too early.
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "app/update.hpp"
#include "command/clerk.hpp"
#include "command/pledge_day.hpp"
#include "outbox/outbox_memory.hpp"
#include "record/bytes.hpp"
#include "record/keys.hpp"
#include "support/small_deck.hpp"

using namespace kiosk;

namespace {

// What the store does to the next appends. Only the store's thread and a stopped test look at it.
struct Moods {
    bool knows_its_number = true;
    int appends_that_fail = 0;      // and leave nothing behind
    int appends_that_seem_lost = 0; // stored, but reported as failed
    bool full = false;              // reads work, writes do not
};

class MoodyOutbox final : public outbox::MemoryOutbox {
  public:
    explicit MoodyOutbox(Moods& moods) : moods_(moods) {}
    Result<std::uint64_t> next_seq() override {
        if (!moods_.knows_its_number) return machine_error("the disk does not answer");
        return MemoryOutbox::next_seq();
    }
    Result<void> set_value(std::string_view key, std::string_view value) override {
        if (moods_.full) return machine_error("the disk is full");
        return MemoryOutbox::set_value(key, value);
    }
    Result<outbox::Append> append(const outbox::Entry& entry) override {
        if (moods_.appends_that_fail > 0) {
            --moods_.appends_that_fail;
            return machine_error("the disk does not answer");
        }
        auto stored = MemoryOutbox::append(entry);
        if (moods_.appends_that_seem_lost > 0) {
            --moods_.appends_that_seem_lost;
            return machine_error("the disk does not answer");
        }
        return stored;
    }

  private:
    Moods& moods_;
};

class Desk {
  public:
    Desk() : store_(std::make_unique<MoodyOutbox>(moods)) {
        app::start(state_, test::small_deck(), assets_, {}, {}, Instant{});
        clerk.ask_store();
        settle();
    }
    // Waits for the store and takes its answers.
    void settle() {
        while (store_.backlog() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        store_.drain();
    }
    void open_form() {
        REQUIRE(state_.form.open({state_.deck, &state_.deck->form}).ok());
        state_.form.choose(0, 0);
        clerk.open_form();
    }
    // One touch on Confirm or "Try again".
    bool confirm() {
        answers_.clear();
        clerk.submit(state_, WallTime{1'700'000'000'000}, ClockTrust::Synced, Instant{});
        settle();
        for (const app::Input& answer : answers_)
            if (const auto* saved = std::get_if<app::SaveAnswer>(&answer)) return saved->saved;
        FAIL("no answer");
        return false;
    }
    // What the state was told about the store last, and nothing when it was told nothing.
    std::optional<bool> health() {
        settle();
        std::optional<bool> accepts;
        for (const app::Input& answer : answers_)
            if (const auto* health = std::get_if<app::StoreHealth>(&answer)) accepts = health->accepts;
        answers_.clear();
        return accepts;
    }
    std::optional<int> pledges() {
        settle();
        std::optional<int> count;
        for (const app::Input& answer : answers_)
            if (const auto* today = std::get_if<app::PledgesToday>(&answer)) count = today->pledges;
        answers_.clear();
        return count;
    }
    std::uint64_t stored() {
        std::uint64_t count = 0;
        CHECK(store_.with([&](outbox::Outbox& box) { count = box.counts()->accepted; }));
        return count;
    }
    // As another program that writes into the same store would.
    void use_up_a_number() {
        CHECK(store_.with([&](outbox::Outbox& box) {
            outbox::Entry entry;
            entry.seq = *box.next_seq();
            entry.id = record::make_id();
            entry.sealed.assign(100, 1);
            entry.sha = record::sha256(entry.sealed);
            CHECK(box.append(entry).ok());
        }));
    }

    Moods moods;

  private:
    deck::Assets assets_ = test::small_assets();
    app::State state_;
    std::vector<app::Input> answers_;
    outbox::StoreThread store_;

  public:
    command::Clerk clerk{store_,
                         {record::make_identity().recipient},
                         {"hall-1", "an event", "boot"},
                         [this](app::Input input) { answers_.push_back(std::move(input)); }};
};

} // namespace

TEST_CASE("Try again succeeds after a store that did not know its own number is well again") {
    Desk desk;
    desk.moods.knows_its_number = false;
    desk.clerk.forget(); // the last visitor left while saving: the number must be asked for
    desk.settle();
    desk.open_form();
    CHECK_FALSE(desk.confirm());
    desk.moods.knows_its_number = true;
    CHECK_FALSE(desk.confirm()); // asks
    CHECK(desk.confirm());
    CHECK(desk.stored() == 1);
}

TEST_CASE("a save that failed without a trace is stored once by Try again") {
    Desk desk;
    desk.moods.appends_that_fail = 2;
    desk.open_form();
    CHECK_FALSE(desk.confirm());
    CHECK_FALSE(desk.confirm());
    CHECK(desk.confirm());
    CHECK(desk.stored() == 1);
}

TEST_CASE("a save that was durable and seemed lost is not doubled by Try again") {
    Desk desk;
    desk.moods.appends_that_seem_lost = 1;
    desk.open_form();
    CHECK_FALSE(desk.confirm());
    CHECK(desk.confirm());
    CHECK(desk.stored() == 1);
}

TEST_CASE("a visitor who leaves after a save that seemed lost leaves the next one a fresh number") {
    Desk desk;
    desk.moods.appends_that_seem_lost = 1;
    desk.open_form();
    CHECK_FALSE(desk.confirm());
    desk.clerk.forget();
    desk.settle();
    desk.open_form();
    CHECK(desk.confirm());
    CHECK(desk.stored() == 2);
}

TEST_CASE("a number that was given away meanwhile costs one Try again, and no pledge") {
    Desk desk;
    desk.use_up_a_number();
    desk.open_form();
    CHECK_FALSE(desk.confirm());
    CHECK(desk.confirm());
    CHECK(desk.stored() == 2);
}

TEST_CASE("a store that can be read and not written closes the form, and opens it again when it is well") {
    Desk desk;
    CHECK(desk.health() == std::optional(true));
    CHECK(desk.clerk.trouble().empty());
    desk.moods.full = true;
    desk.clerk.ask_store();
    CHECK(desk.health() == std::optional(false));
    CHECK(desk.clerk.trouble() == "the disk is full");
    const WallTime noon{1'700'000'000'000};
    desk.clerk.tick(Instant{0} + seconds(5), noon); // not at every turn
    CHECK_FALSE(desk.health().has_value());
    desk.moods.full = false;
    desk.clerk.tick(Instant{0} + seconds(20), noon);
    CHECK(desk.health() == std::optional(true));
    CHECK(desk.clerk.trouble().empty());
}

TEST_CASE("the day's pledges are counted anew when the hall's clock passes midnight") {
    Desk desk;
    const WallTime today{1'700'000'000'000};
    desk.clerk.tick(Instant{0} + seconds(1), today);
    (void)desk.pledges();
    desk.clerk.tick(Instant{0} + seconds(2), {today.unix_ms + 1000});
    CHECK_FALSE(desk.pledges().has_value());
    desk.clerk.tick(Instant{0} + seconds(3), {today.unix_ms + 24LL * 3'600'000});
    CHECK(desk.pledges().has_value());
}

TEST_CASE("a new day counts its pledges from nothing, and a restart on that day goes on counting") {
    outbox::MemoryOutbox store;
    outbox::Counts counts;
    counts.accepted = 7;
    CHECK(command::pledges_today(store, counts, "2026-11-23") == 0);
    counts.accepted = 9;
    CHECK(command::pledges_today(store, counts, "2026-11-23") == 2);
    CHECK(command::pledges_today(store, counts, "2026-11-24") == 0);
    counts.accepted = 10;
    CHECK(command::pledges_today(store, counts, "2026-11-24") == 1);
}
