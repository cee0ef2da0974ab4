// A figure that counts: digits of equal width, so that nothing trembles while they change, shaped once and
// set side by side for each frame without taking memory. Used by the kinds with a large number; knows no
// time.
#pragma once

#include <array>
#include <string_view>

#include "draw/draw_list.hpp"
#include "motion/track.hpp"
#include "scene/context.hpp"
#include "scene/figure.hpp"

namespace kiosk::scene {

// Steps a second in which a figure counts. Each digit then grows lighter and darker less than three times in
// a second, which running figures of this size would not.
constexpr float count_steps_hz = 5;
// What is shown of `value` at t while it counts up from 0 within `span`; exactly `value` at its end.
[[nodiscard]] double counted(double value, const motion::Span& span, float t_ms);

class Counter {
  public:
    Counter() = default;
    // In the largest of `style`'s size and less in which the figure of `value` is at most `width_max` wide;
    // it never goes under `least_px`.
    [[nodiscard]] static Counter make(const Context& context, text::Style style, double value, int decimals,
                                      const deck::Affixes& affixes, float width_max, float least_px);
    [[nodiscard]] float size_px() const { return size_px_; }
    [[nodiscard]] float cap_px() const { return cap_px_; }
    // Of the figure of `value` at rest.
    [[nodiscard]] float width(double value) const { return width(value, 1); }
    // `at` is the left end on the baseline: the ink of the final figure stands there. `rest` goes from 0,
    // while it counts, to 1.
    void draw(draw::DrawList& list, Point at, Colour colour, double value, float rest) const;

  private:
    void shape(const Context& context, const text::Style& style, const deck::Affixes& affixes);
    [[nodiscard]] float width(double value, float rest) const;
    // Calls `piece` with each run, how far right in its room it stands, and that room, from left to right.
    template <typename Piece> void pieces(double value, float rest, const Piece& piece) const;

    std::array<text::RunPointer, 10> digits_;
    text::RunPointer group_, decimal_, minus_, prefix_, suffix_;
    float cell_ = 0, tracking_px_ = 0, size_px_ = 0, cap_px_ = 0, pull_ = 0;
    int decimals_ = 0;
    bool suffix_first_ = false; // it stands at the left
};

} // namespace kiosk::scene
