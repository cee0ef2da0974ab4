#include "command/clerk.hpp"

#include <algorithm>

#include "app/describe.hpp"
#include "command/pledge_day.hpp"
#include "platform/clock.hpp"
#include "record/bytes.hpp"

namespace kiosk::command {

namespace {

constexpr std::string_view written_key = "store.last-look";

} // namespace

Clerk::Clerk(outbox::StoreThread& store, std::vector<record::Recipient> recipients, Origin origin,
             std::function<void(app::Input)> answered)
    : store_(store),
      recipients_(std::move(recipients)),
      origin_(std::move(origin)),
      answered_(std::move(answered)) {}

void Clerk::ask_store() {
    const bool posted = store_.post_for_frame([this](outbox::Outbox& box) -> outbox::StoreThread::Completion {
        const WallTime wall = platform::wall_now();
        const auto next = box.next_seq();
        // Only a write shows that the disk is neither full nor read-only.
        const auto written = box.set_value(written_key, rfc3339(wall));
        const auto counts = box.counts();
        const int today = counts ? pledges_today(box, *counts, platform::local_day(wall)) : 0;
        std::string trouble = !next ? next.error().message : !written ? written.error().message : "";
        return [this, next, counts, today, trouble = std::move(trouble)] {
            if (next) next_seq_ = *next;
            if (counts) answered_(app::PledgesToday{today});
            trouble_ = trouble;
            answered_(app::StoreHealth{trouble_.empty()});
        };
    });
    if (posted) return;
    trouble_ = "The store does not answer: its mailbox is full. Start the kiosk again.";
    answered_(app::StoreHealth{false});
}

void Clerk::tick(Instant now, WallTime wall) {
    constexpr Duration again_after = seconds(10);
    std::string day = platform::local_day(wall);
    const bool new_day = !day_.empty() && day != day_;
    day_ = std::move(day);
    const bool look_again = !trouble_.empty() && now - asked_ >= again_after;
    if (!new_day && !look_again) return;
    asked_ = now;
    ask_store();
}

void Clerk::open_form() {
    id_ = record::make_id();
    in_hand_.reset();
}

void Clerk::submit(const app::State& state, WallTime wall, ClockTrust trust, Instant now) {
    if (in_hand_) return append();
    if (!next_seq_) { // the store has not said its next number: it is not well
        ask_store();
        return answered_(app::SaveAnswer{});
    }
    const std::string receipt = record::receipt_code(id_);
    const record::Captured captured{wall, trust, origin_.boot, now.us / 1000};
    const auto sign_up =
        app::describe(state, {id_, *next_seq_, receipt, captured, origin_.kiosk, origin_.event});
    const auto clear = record::encode(sign_up);
    if (!clear) return answered_(app::SaveAnswer{});
    auto sealed = record::seal(clear->bytes(), recipients_);
    if (!sealed) return answered_(app::SaveAnswer{});
    outbox::Entry entry;
    entry.seq = *next_seq_;
    entry.id = id_;
    entry.receipt = receipt;
    entry.event = origin_.event;
    entry.made = wall;
    entry.clock = trust;
    entry.rehearsal = sign_up.rehearsal;
    entry.sha = record::sha256(*sealed);
    entry.sealed = std::move(*sealed);
    in_hand_ = std::move(entry);
    append();
}

void Clerk::forget() {
    in_hand_.reset();
    next_seq_.reset(); // whether its number was used is not known: ask
    ask_store();
}

// What the store's thread found out, for the frame thread.
struct Clerk::Outcome {
    record::Id id;
    std::uint64_t seq = 0;
    std::string receipt;
    bool stored = false;
    std::optional<std::uint64_t>
        next_seq; // when the number was given away before, and the record is not there
    std::optional<int> today;
};

void Clerk::append() {
    const bool posted = store_.post_for_frame(
        [this, entry = *in_hand_](outbox::Outbox& box) -> outbox::StoreThread::Completion {
            Outcome outcome{entry.id, entry.seq, entry.receipt, box.append(entry).ok(), {}, {}};
            if (!outcome.stored) {
                const auto next = box.next_seq();
                const auto there = box.find(entry.id);
                if (next && there && !*there && entry.seq < *next) outcome.next_seq = *next;
            }
            if (const auto counts = box.counts())
                outcome.today = pledges_today(box, *counts, platform::local_day(platform::wall_now()));
            return [this, outcome] { take(outcome); };
        });
    if (!posted) answered_(app::SaveAnswer{});
}

void Clerk::take(const Outcome& outcome) {
    const bool current = in_hand_ && in_hand_->id == outcome.id;
    if (outcome.stored) {
        next_seq_ = std::max(next_seq_.value_or(0), outcome.seq + 1);
        last_saved_ = outcome.id;
        if (outcome.today) answered_(app::PledgesToday{*outcome.today});
        if (current) in_hand_.reset();
    } else if (outcome.next_seq) {
        next_seq_ = outcome.next_seq;
        if (current) in_hand_.reset(); // sealed anew, with a number of its own, when it is tried again
    }
    if (current) answered_(app::SaveAnswer{outcome.stored, outcome.stored ? outcome.receipt : std::string{}});
}

} // namespace kiosk::command
