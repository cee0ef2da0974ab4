// Which slide shows, how far it is in its own time, and what is leaving meanwhile: a value that is moved on
// by instants. Owned by the app's state, read by scene/show.hpp; never reads a clock and knows no kinds of
// slide.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"

namespace kiosk::motion {

// How a slide comes in after the one before it.
enum class Transition : std::uint8_t {
    Plain, // the leaving one fades and moves a little, the next starts as it ends
    Carry, // plain, but what both have goes from its place to the other's
    Turn,  // the next begins in the last state of the leaving one, and takes it over
    Flood, // a disc of light grows over the leaving one, then the next starts on it
    Dusk,  // plain, while a bright ground goes over into a dark one
};

// How long something is on its way in a Carry.
constexpr float carry_ms = 900;
// From the start of a change to moment 0 of the next slide's table, and to the end of the leaving one.
[[nodiscard]] float lead_ms(Transition transition);
[[nodiscard]] float leave_ms(Transition transition);

struct PlaylistEntry {
    float duration_ms = 12'000;
    Transition into = Transition::Plain; // when the deck or a visitor goes on to it; back is always plain
    float settled_ms = 7'500; // when all its words and its picture stand; a paused slide stops there
    bool operator==(const PlaylistEntry&) const = default;
};

struct PlaylistMoment {
    std::size_t slide = 0; // the one that is here, or on its way in
    float t_ms = 0;        // in its own table; negative while the other still leaves
    struct Leaving {
        std::size_t slide = 0;
        float t_ms = 0;     // in its own table, running on
        float since_ms = 0; // since it began to leave, at the speed of the change
    };
    std::optional<Leaving> leaving;
    Transition transition = Transition::Plain;
    int direction = 1; // -1: a visitor went back
    float arrival = 1; // 0..1: after a visitor's step the slide starts 1 s into its table, and fades in
    std::size_t pip = 0;
    float progress = 0; // 0..1 of the pip's bar
    float stay_ms = 0;  // how long the bar takes in all
    bool paused = false;
};

class Playlist {
  public:
    Playlist() = default;
    // At least one entry.
    Playlist(std::vector<PlaylistEntry> entries, Instant now);

    // Another deck, or the same in another look: goes on at `place` of the new entries; where that is the
    // slide that shows, its time goes on too.
    void set_entries(std::vector<PlaylistEntry> entries, std::size_t place, bool same_slide, Instant now);

    // Time has passed, seen by somebody. An instant before the last one is no time at all; a jump of the
    // clock past the end of a slide starts the next one at its beginning.
    void advance(Instant now);
    // Time has passed unseen (a form stood on the screen): nothing moves on.
    void skip_to(Instant now) { last_ = now; }
    // A visitor goes one slide on (+1) or back (-1): at double speed, and the deck then stays for 20 s.
    void step(int direction, Instant now);
    void toggle_pause(Instant now);
    void end_pause(Instant now);
    // A touch on the bare slide: it stays for 20 s from now, or as long as it would have.
    void hold(Instant now);
    // The opening, from its first moment; a pause ends.
    void restart(Instant now);

    [[nodiscard]] bool paused() const { return paused_; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] const std::vector<PlaylistEntry>& entries() const { return entries_; }
    [[nodiscard]] PlaylistMoment moment() const;
    // When the playlist itself next does something: now while a change runs, the start of the next change,
    // never while paused. What moves within a slide is the picture's to say.
    [[nodiscard]] Instant next_change() const;

  private:
    [[nodiscard]] std::size_t after(std::size_t index, int direction) const;
    void begin_change(std::size_t to, Transition transition, int direction, float speed);
    void advance_change(float ms);
    void advance_stay(float ms);
    [[nodiscard]] const PlaylistEntry& entry() const { return entries_[index_]; }
    [[nodiscard]] Transition transition_on() const { return entries_[after(index_, 1)].into; }

    std::vector<PlaylistEntry> entries_{PlaylistEntry{}};
    Instant last_{};
    std::size_t index_ = 0;
    float t_ms_ = 0;      // in the table of the slide
    float stayed_ms_ = 0; // how much of its stay has passed; stands still while paused
    float stay_ms_ = 12'000;
    std::optional<PlaylistMoment::Leaving> leaving_;
    float leaving_progress_ = 0;
    Transition transition_ = Transition::Plain;
    int direction_ = 1;
    float speed_ = 1;
    bool stepped_ = false;
    bool paused_ = false;
};

} // namespace kiosk::motion
