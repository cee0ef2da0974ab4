// What all sheets share: scrim, the paper that rises over what lies below, the Close button in the pledge
// button's place. While a sheet is up nothing below it can be touched.
#pragma once

#include "scene/form_page.hpp"

namespace kiosk::scene {

class SheetFrame {
  public:
    // Covers all earlier targets, draws the scrim, and opens the paper from `top_px` down.
    SheetFrame(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel, Instant now,
               float progress, float top_px);
    void draw_close() const;

  private:
    SheetRise rise_;
    draw::DrawList::Scope fade_, move_;

  public:
    const Page page;
};

// "Close" in its place; on a scrim it is paper with ink.
void draw_close_button(const Page& page, bool on_scrim);

} // namespace kiosk::scene
