// The row that says which slide of how many this is: rings to come, dots seen, and a bar that fills with the
// time of the one that shows. Two touch targets, back and on. Part of the chrome; knows no slide.
#pragma once

#include <cstddef>

#include "deck/theme.hpp"
#include "draw/draw_list.hpp"
#include "scene/control.hpp"
#include "scene/feel.hpp"

namespace kiosk::scene {

class Pips {
  public:
    Pips() = default;
    // In `room`, around `middle_x` where that leaves the row inside it. A row that is too wide draws
    // together; one of too many slides becomes a bar of as many pieces.
    [[nodiscard]] static Pips make(std::size_t count, const Rect& room, float middle_x, bool compact);
    // `cut`: the slide has two pages, and the bar is cut there (0..1); 0: one page.
    void draw(draw::DrawList& list, const deck::Palette& palette, std::size_t current, float progress,
              float cut = 0) const;
    // The two halves, as high as a button; the ring of the focus when it is there.
    void add_targets(HitMap& hits) const;
    void draw_focus(draw::DrawList& list, const deck::Palette& palette, const Feel& feel, Instant now) const;
    [[nodiscard]] const Rect& row() const { return row_; }
    // The progress at which the bar next looks different from how it does at `progress`: one px on.
    [[nodiscard]] float next_progress(float progress) const;

  private:
    [[nodiscard]] Rect half(int which) const;
    void draw_bar(draw::DrawList& list, const deck::Palette& palette, float x, float progress,
                  float cut) const;
    [[nodiscard]] float step() const;
    [[nodiscard]] float steps_done(float progress) const;
    Rect row_, target_;
    std::size_t count_ = 0;
    float pip_ = 14, bar_ = 72, gap_ = 16;
    bool pieces_ = false;
};

} // namespace kiosk::scene
