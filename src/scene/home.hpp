// One home of a street: a body, a roof, a window that may be lit, a door that may be open. Drawn from lines,
// in four shapes. Used by picture_share.cpp; never a person in it.
#pragma once

#include <cstdint>

#include "base/geometry.hpp"
#include "deck/theme.hpp"
#include "draw/draw_list.hpp"

namespace kiosk::scene {

enum class HomeShape : std::uint8_t { Gable, Tall, Shed, House };
// The order of the street.
[[nodiscard]] HomeShape home_shape(int n);

// What a home shows at a moment; all from 0 to 1.
struct HomeState {
    float alpha = 1;
    float lit = 0;      // of the pane
    float glow = 0;     // may go a little over 1
    float lit_part = 1; // how much of the window's height is lit, from below
    float closed = 0;   // of the door
    draw::ElementId pane = 0;
};

class Home {
  public:
    // Its left edge and the ground it stands on; `scale` 1 is 120 px wide.
    [[nodiscard]] static Home make(HomeShape shape, Point foot, float scale, const deck::Palette& palette);
    void draw(draw::DrawList& list, const HomeState& state) const;

  private:
    void draw_window(draw::DrawList& list, const HomeState& state) const;
    void draw_door(draw::DrawList& list, const HomeState& state) const;

    HomeShape shape_ = HomeShape::Gable;
    float scale_ = 1;
    draw::Path body_, roof_;
    Rect window_, second_window_, door_;
    float floor_y_ = 0, floor_left_ = 0, floor_right_ = 0;
    Colour raised_, line_, dark_, open_, accent_;
    bool outlined_ = false, glow_ = true;
    float outline_ = 0;
};

} // namespace kiosk::scene
