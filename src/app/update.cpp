#include "app/update.hpp"

#include <algorithm>
#include <utility>

#include "app/act.hpp"
#include "app/aloud.hpp"
#include "app/keys.hpp"
#include "app/touch.hpp"
#include "app/visit.hpp"

namespace kiosk::app {

namespace {

// Sheets over the slides and the form are both left when nobody touches; the PIN pad closes without asking.
bool asks_still_there(const State& state) {
    return state.screen == Screen::Form ||
           (state.screen == Screen::Slides && state.sheet != Sheet::None && state.sheet != Sheet::Pin);
}

bool knows(const deck::Deck& deck, const Language& language) {
    return std::ranges::find(deck.languages, language, &deck::LanguageName::tag) != deck.languages.end();
}

// A deck that waits takes over between two slides or under the staff panel, never under a finger or a form.
void take_next_deck(State& state) {
    const bool between = state.playlist.moment().leaving.has_value() || state.playlist.size() <= 1 ||
                         state.staff_panel || state.leave_slide;
    if (!state.next_deck || !between || state.screen != Screen::Slides || state.active) return;
    state.deck = state.next_shown ? std::exchange(state.next_shown, nullptr)
                                  : shown_deck(*state.next_deck, state.slides_off, state.benched);
    state.leave_slide = false;
    state.whole_deck = std::exchange(state.next_deck, nullptr);
    if (!knows(*state.deck, state.default_look.language))
        state.default_look.language = state.deck->languages.front().tag;
    if (!knows(*state.deck, state.look.language)) set_language(state, state.default_look.language);
}

// What follows does not show it: the deck that waits, or the same deck again.
void leave_out(State& state) {
    if (!state.next_deck) state.next_deck = state.whole_deck;
    state.next_shown = nullptr; // made anew
}

void slide_failed(State& state, const SlideFailed& failed) {
    state.benched[failed.slide] = failed.why;
    state.leave_slide = true;
    leave_out(state);
}

// A deck that was saved anew may have mended what failed.
void new_deck(State& state, const NewDeck& news) {
    state.next_deck = news.deck;
    state.next_shown = news.shown;
    state.benched.clear();
}

// While a sign-up is on its way to the disk the visitor waits for us: that time is theirs too.
Instant idle_since(const State& state) {
    const Instant since = std::max(state.last_touch, state.screen_since);
    return state.saving == Saving::Busy ? std::max(since, state.saving_since) : since;
}

// Who goes from control to control by a switch has far to go; who listens needs time to hear.
Duration idle_warn(const State& state) {
    constexpr int switch_factor = 4, listening_factor = 2;
    return {state.limits.idle_warn.ms * (state.scan_at ? switch_factor : 1) *
            (state.look.read_aloud ? listening_factor : 1)};
}

void tick_idle(State& state, Instant now, Effects& effects) {
    const Limits& limits = state.limits;
    if (state.staff_panel || state.active) return;
    if (state.warned_at) {
        if (now - *state.warned_at >= limits.idle_leave) end_visit(state, now, effects);
        return;
    }
    const Duration idle = now - idle_since(state);
    if (state.sheet == Sheet::Pin && idle >= limits.idle_leave) close_pin(state, now);
    // A store that hangs must not leave the form on the screen: it is asked for as any other. What was
    // confirmed is sealed and waits in the store's mailbox.
    if (asks_still_there(state)) {
        if (idle >= idle_warn(state)) state.warned_at = now;
    } else if (state.screen == Screen::Thanks) {
        // Help that was opened over the thank-you gets the time of a sheet.
        const Duration limit = state.sheet == Sheet::None ? limits.thanks : limits.idle_warn;
        if (idle >= limit) end_visit(state, now, effects);
    } else if (idle >= limits.idle_reset && (state.look != state.default_look || state.playlist.paused())) {
        state.look = state.default_look;
        set_language(state, state.default_look.language); // the keyboard too
        state.playlist.end_pause(now);
    }
}

void tick(State& state, Instant now, const scene::HitMap& hits, Effects& effects) {
    release_stuck_finger(state, now);
    scan(state, now, hits);
    tick_idle(state, now, effects);
    if (state.screen == Screen::Form) state.keyboard.tick(now, state.form);
    // Under a form, a sheet or the panel the deck stands still.
    if (state.screen == Screen::Slides && state.sheet == Sheet::None && !state.staff_panel)
        state.playlist.advance(now);
    else
        state.playlist.skip_to(now);
    take_next_deck(state);
}

void save_answer(State& state, const SaveAnswer& answer, Instant now, Effects& effects) {
    if (state.screen != Screen::Form || state.saving == Saving::No) return; // the visitor has left
    if (answer.saved) {
        thank(state, answer.receipt, now, effects);
    } else {
        state.saving = Saving::Failed;
        state.saving_since = now;
        state.last_touch = now; // time to read the message
    }
}

void pin_answer(State& state, const PinAnswer& answer, Instant now, Effects& effects) {
    if (state.sheet != Sheet::Pin) return;
    const std::string demo_pin = state.pin.demo_pin;
    state.pin = Pin{};
    state.pin.demo_pin = demo_pin;
    switch (answer.verdict) {
    case PinVerdict::Right:
        end_visit(state, now, effects); // a form below must not wait, filled, for staff to finish
        state.staff_panel = true;
        effects.push_back(Effect::OpenPanel);
        break;
    case PinVerdict::Wrong: state.pin.wrong = true; break;
    case PinVerdict::LockedOut:
        state.pin.wait_s = answer.wait_s;
        state.pin.wait_since = now;
        break;
    }
}

} // namespace

void start(State& state, deck::DeckPointer deck, const deck::Assets& assets, const scene::Look& look,
           const Limits& limits, Instant now) {
    state.deck = state.whole_deck = std::move(deck);
    state.assets = &assets;
    state.limits = limits;
    state.default_look = state.look = look;
    state.last_touch = state.screen_since = now;
    set_language(state, look.language);
}

deck::DeckPointer shown_deck(const deck::Deck& deck, const std::set<std::string>& switched_off,
                             const std::map<std::string, std::string>& benched) {
    auto copy = std::make_shared<deck::Deck>(deck);
    for (deck::Slide& slide : copy->slides)
        if (switched_off.contains(slide.id) || benched.contains(slide.id)) slide.enabled = false;
    return copy;
}

bool dimmed(const State& state, Instant now) {
    const bool may = state.limits.dim_after.ms > 0 && state.screen == Screen::Slides &&
                     state.sheet == Sheet::None && !state.staff_panel;
    return may && now - state.last_touch >= state.limits.dim_after;
}

Instant next_tick(const State& state) {
    const Limits& limits = state.limits;
    Instant next = state.keyboard.next_change();
    const auto by = [&](Instant at) { next = std::min(next, at); };
    if (state.active) by(state.active->since + limits.stuck_finger);
    for (const KeyFinger& key : state.key_fingers) by(key.since + limits.stuck_finger);
    if (state.scan_at) by(*state.scan_at + limits.switch_scan);
    const Instant idle = idle_since(state);
    if (state.warned_at)
        by(*state.warned_at + limits.idle_leave);
    else if (state.sheet == Sheet::Pin)
        by(idle + limits.idle_leave);
    else if (asks_still_there(state))
        by(idle + idle_warn(state));
    else if (state.screen == Screen::Thanks)
        by(idle + (state.sheet == Sheet::None ? limits.thanks : limits.idle_warn));
    else if (state.look != state.default_look || state.playlist.paused())
        by(idle + limits.idle_reset);
    if (state.screen == Screen::Slides && state.sheet == Sheet::None && !state.staff_panel)
        by(state.playlist.next_change());
    return next;
}

void update(State& state, const Input& input, Instant now, const scene::HitMap& hits, Effects& effects) {
    struct Visitor {
        State& state;
        Instant now;
        const scene::HitMap& hits;
        Effects& effects;
        void operator()(const Tick&) const { tick(state, now, hits, effects); }
        void operator()(const FingerEvent& event) const { touch(state, event, now, hits, effects); }
        void operator()(const KeyEvent& event) const { key(state, event, now, hits, effects); }
        void operator()(const SaveAnswer& answer) const { save_answer(state, answer, now, effects); }
        void operator()(const PinAnswer& answer) const { pin_answer(state, answer, now, effects); }
        void operator()(const NewDeck& news) const { new_deck(state, news); }
        void operator()(const SlideFailed& failed) const { slide_failed(state, failed); }
        void operator()(const PledgesToday& news) const { state.today.pledges = news.pledges; }
        void operator()(const SlideSwitch& slide) const {
            if (slide.shown)
                state.slides_off.erase(slide.slide);
            else
                state.slides_off.insert(slide.slide);
            leave_out(state);
        }
        void operator()(const RehearsalSwitch& rehearsal) const {
            if (state.banner != Banner::Demo) state.banner = rehearsal.on ? Banner::Rehearsal : Banner::None;
        }
        void operator()(const PanelClosed&) const {
            state.staff_panel = false;
            end_visit(state, now, effects);
        }
        void operator()(const StoreHealth& health) const { state.store_accepts = health.accepts; }
    };
    std::visit(Visitor{state, now, hits, effects}, input);
    read_aloud(state, now, effects);
}

} // namespace kiosk::app
