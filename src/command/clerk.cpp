#include "command/clerk.hpp"

#include "app/describe.hpp"
#include "command/pledge_day.hpp"
#include "platform/clock.hpp"
#include "record/bytes.hpp"

namespace kiosk::command {

Clerk::Clerk(outbox::StoreThread& store, std::vector<record::Recipient> recipients, Origin origin,
             std::function<void(app::Input)> answered)
    : store_(store),
      recipients_(std::move(recipients)),
      origin_(std::move(origin)),
      answered_(std::move(answered)) {}

void Clerk::ask_store() {
    const bool posted = store_.post_for_frame([this](outbox::Outbox& box) -> outbox::StoreThread::Completion {
        const auto next = box.next_seq();
        const auto counts = box.counts();
        const int today = counts ? pledges_today(box, *counts, platform::wall_now()) : 0;
        return [this, next, counts, today] {
            if (next) next_seq_ = *next;
            if (counts) answered_(app::PledgesToday{today});
            answered_(app::StoreHealth{next.ok()});
        };
    });
    if (!posted) answered_(app::StoreHealth{false});
}

void Clerk::open_form() {
    id_ = record::make_id();
    in_hand_.reset();
}

void Clerk::submit(const app::State& state, WallTime wall, ClockTrust trust, Instant now) {
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

void Clerk::try_again() {
    if (in_hand_)
        append();
    else
        answered_(app::SaveAnswer{});
}

void Clerk::forget() {
    in_hand_.reset();
    next_seq_.reset(); // whether its number was used is not known: ask
    ask_store();
}

void Clerk::append() {
    const bool posted = store_.post_for_frame(
        [this, entry = *in_hand_](outbox::Outbox& box) -> outbox::StoreThread::Completion {
            const auto appended = box.append(entry);
            const auto counts = box.counts();
            const int today = counts ? pledges_today(box, *counts, platform::wall_now()) : 0;
            return [this, appended, counts, today, id = entry.id, seq = entry.seq, receipt = entry.receipt] {
                const bool current = in_hand_ && in_hand_->id == id;
                if (appended.ok()) {
                    next_seq_ = seq + 1;
                    last_saved_ = id;
                    if (counts) answered_(app::PledgesToday{today});
                    if (current) in_hand_.reset();
                }
                if (current)
                    answered_(app::SaveAnswer{appended.ok(), appended.ok() ? receipt : std::string{}});
            };
        });
    if (!posted) answered_(app::SaveAnswer{});
}

} // namespace kiosk::command
