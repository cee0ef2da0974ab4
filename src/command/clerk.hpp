// Takes a confirmed form to the outbox: describes it, encodes and seals it on the frame thread, hands the
// sealed bytes to the store's thread, and keeps them until the store has answered. A retry sends the same id
// and the same bytes. Owned by the kiosk's loop; never waits.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/input.hpp"
#include "app/state.hpp"
#include "outbox/store_thread.hpp"
#include "record/seal.hpp"
#include "record/sign_up.hpp"

namespace kiosk::command {

// Where sign-ups come from: the same for all of a run.
struct Origin {
    std::string kiosk, event, boot;
};

class Clerk {
  public:
    // `answered` is called from StoreThread::drain(), on the frame thread.
    Clerk(outbox::StoreThread& store, std::vector<record::Recipient> recipients, Origin origin,
          std::function<void(app::Input)> answered);

    // Asks the store for its counts and the next number, and whether it can be written: at the start, and
    // after a failure.
    void ask_store();
    // Once a turn: asks again on a new day of the hall, whose pledges count from 0, and every ten seconds
    // while the store takes nothing.
    void tick(Instant now, WallTime wall);
    // Why the store takes no sign-ups, for staff; empty while it does.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }
    // A form opens: its sign-up gets its id now, so that every retry is the same sign-up.
    void open_form();
    // Also "Try again": a sign-up that is sealed already is offered once more as it is.
    void submit(const app::State& state, WallTime wall, ClockTrust trust, Instant now);
    // The visitor left before the store took it.
    void forget();

    // The id of the last sign-up that was saved; for the demo's comparison.
    [[nodiscard]] std::optional<record::Id> last_saved() const { return last_saved_; }

  private:
    struct Outcome;
    void append();
    void take(const Outcome& outcome);

    outbox::StoreThread& store_;
    std::vector<record::Recipient> recipients_;
    Origin origin_;
    std::function<void(app::Input)> answered_;
    record::Id id_;
    std::optional<std::uint64_t> next_seq_;
    std::optional<outbox::Entry> in_hand_; // sealed, not yet known to be stored
    std::optional<record::Id> last_saved_;
    std::string trouble_;
    std::string day_; // of the last tick
    Instant asked_;
};

} // namespace kiosk::command
