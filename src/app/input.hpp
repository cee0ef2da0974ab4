// Everything that can happen to the kiosk, as data: fingers, keys, time, and answers to effects. The loop
// gathers inputs and hands them to update() one by one; nothing acts inside an event callback.
#pragma once

#include <string>
#include <variant>

#include "base/input.hpp"
#include "base/time.hpp"
#include "deck/deck.hpp"

namespace kiosk::app {

// Time went by.
struct Tick {};

// The store's answer to an Effect::Submit.
struct SaveAnswer {
    bool saved = false;
    std::string receipt; // such as "KITE-4821"; empty unless saved
};

// The answer to a PIN that was entered.
enum class PinVerdict : std::uint8_t { Right, Wrong, LockedOut };
struct PinAnswer {
    PinVerdict verdict = PinVerdict::Wrong;
    int wait_s = 0; // until the next try, when locked out
};

// A deck that passed its checks takes the place of the one shown, between two slides.
struct NewDeck {
    deck::DeckPointer deck;
    // The same without the slides that staff switched off (shown_deck()), where that is laid out already.
    deck::DeckPointer shown{};
};

// A slide of the deck could not be drawn, or outran its budget (slide_watch.hpp): it is left out until the
// deck is saved anew. Why is for staff.
struct SlideFailed {
    std::string slide, why;
};

// Counts that the slides and the thank-you show.
struct PledgesToday {
    int pledges = 0;
};

// Staff switched slides on or off, or rehearsal, in the panel; or closed it.
struct SlideSwitch {
    std::string slide;
    bool shown = true;
};
struct RehearsalSwitch {
    bool on = false;
};
struct PanelClosed {};

// The store takes sign-ups, or it does not; why is for staff alone, in the panel and the status.
struct StoreHealth {
    bool accepts = true;
};

using Input = std::variant<Tick, FingerEvent, KeyEvent, SaveAnswer, PinAnswer, NewDeck, PledgesToday,
                           SlideSwitch, SlideFailed, RehearsalSwitch, PanelClosed, StoreHealth>;

} // namespace kiosk::app
