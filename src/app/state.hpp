// The one state of the kiosk: changed only by update(), shown by View. A plain struct. What a visitor typed
// is in `form` alone, whose memory is fixed and wiped; digits of a PIN are in `pin`, wiped after each try.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/input.hpp"
#include "deck/assets.hpp"
#include "deck/deck.hpp"
#include "form/keyboard.hpp"
#include "form/state.hpp"
#include "motion/playlist.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"
#include "scene/feel.hpp"
#include "scene/picture.hpp"

namespace kiosk::app {

enum class Screen : std::uint8_t { Slides, Form, Thanks };
// What lies over the screen; at most one.
enum class Sheet : std::uint8_t { None, Help, Language, TextContrast, Privacy, Closed, Pin };
enum class Banner : std::uint8_t { None, Demo, Rehearsal };
// Of the sign-up in hand.
enum class Saving : std::uint8_t { No, Busy, Failed };

// Times and distances that update() goes by; those of time come from the settings.
struct Limits {
    Duration idle_warn = seconds(40);  // without a touch, until the dialog
    Duration idle_leave = seconds(20); // to answer the dialog
    Duration thanks = seconds(20);     // until the thank-you clears itself
    Duration idle_reset = seconds(60); // on the slides, until look and pause go back
    Duration idle_attract = seconds(30);
    Duration stuck_finger = seconds(10);
    Duration step_settles = milliseconds(500); // before it, who goes on has tapped twice, and not read
    Duration saving_slow = seconds(4);         // "Still saving, please wait"; leaving is possible again
    Duration charity_window = seconds(3);      // for the touches that open the PIN pad
    Duration dim_after{};                      // on the slides, without a touch; 0: never
    Duration switch_scan{}; // how long the focus stands before it goes on by itself; 0: never
    int charity_touches = 5;
    float slide_off_px = 24; // a finger further than this outside its control has let go of it
    float swipe_px = 120;
};

// The finger that acts; all others wait, but for the second thumb on the keyboard.
struct ActiveFinger {
    std::int64_t finger = 0;
    Point down_at;
    Instant since;
    scene::Control control; // None once it slid off
    Rect rect;              // of the control when it was touched
};

// A finger on a key of the on-screen keyboard.
struct KeyFinger {
    std::int64_t finger = 0;
    Instant since;
    Rect rect; // of the key
};

// The PIN pad over the screen.
struct Pin {
    static constexpr std::size_t length = 6;
    std::array<char, length> digits{};
    std::size_t count = 0;
    bool checking = false;
    bool wrong = false;
    int wait_s = 0;     // locked out for so long, from
    Instant wait_since; // then on
    [[nodiscard]] int wait_left_s(Instant now) const {
        return std::max(0, wait_s - static_cast<int>((now - wait_since).ms / 1000));
    }
    std::string demo_pin{}; // shown on the pad in demo mode; empty otherwise
};

// What was read aloud last, so that each thing is said once.
struct Aloud {
    bool on = false, warned = false, failed = false;
    Language language;
    Screen screen = Screen::Slides;
    Sheet sheet = Sheet::None;
    std::size_t slide = 0;
    int step = -1, problems = 0;
    scene::Control touched, focused;
    [[nodiscard]] bool same_screen(const Aloud& other) const {
        return warned == other.warned && failed == other.failed && language == other.language &&
               screen == other.screen && sheet == other.sheet && slide == other.slide && step == other.step &&
               problems == other.problems;
    }
};

struct State {
    deck::DeckPointer deck;       // as shown: without the slides that staff switched off
    deck::DeckPointer whole_deck; // as staff wrote it
    deck::DeckPointer next_deck;  // waits for the change of slide
    deck::DeckPointer next_shown; // as it will be shown, where that is known
    const deck::Assets* assets = nullptr;
    Limits limits;
    Banner banner = Banner::None;
    std::set<std::string> slides_off;           // by staff, for this event
    std::map<std::string, std::string> benched; // slides that failed, and why; until another deck comes
    bool leave_slide = false;                   // the one that shows is benched: not waited for

    scene::Look default_look, look;
    motion::Playlist playlist;
    scene::Today today;

    Screen screen = Screen::Slides;
    Instant screen_since;
    Sheet sheet = Sheet::None;
    Instant sheet_since;
    Sheet sheet_below = Sheet::None;   // what help was opened over, to come back to
    int sheet_scroll = 0;              // pages of a long sheet that have gone up
    Sheet sheet_leaving = Sheet::None; // slides down while it leaves
    Instant sheet_left_at;
    std::optional<Instant> warned_at; // the dialog "Are you still there?" is up
    bool staff_panel = false;
    bool store_accepts = true;
    bool can_speak = false; // there is a headphone socket
    Aloud aloud;
    std::string to_say;             // for Effect::Speak: words of ours, or the name of one key
    bool keys_allowed = true;       // a keyboard or switch that is plugged in
    std::optional<Instant> scan_at; // the focus last went on by itself; nothing until a switch was used

    form::FormState form;
    form::Keyboard keyboard;
    int form_scroll = 0;                          // whole rows, where a step is longer than the screen
    int form_scroll_back = 0, form_scroll_on = 0; // where its arrows lead: the layout says
    int chosen_field = -1;            // just touched: its row may have grown, and must not leave the page
    std::optional<Point> caret_touch; // in the focused field; the view turns it into a caret
    int step_from = -1;               // the step that slides out
    Instant step_since;
    Saving saving = Saving::No;
    Instant saving_since;
    std::string receipt;

    scene::Feel feel;
    static constexpr std::size_t key_fingers_max = 10; // of one person's hands
    std::optional<ActiveFinger> active;
    std::vector<KeyFinger> key_fingers;
    Instant last_touch;
    int charity_count = 0;
    Instant charity_first;
    Pin pin;
};

} // namespace kiosk::app
