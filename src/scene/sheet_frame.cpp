#include "scene/sheet_frame.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {

constexpr float sheet_radius_px = 44;
constexpr float scrim_share = 200.0F / 360; // the scrim is there before the sheet has risen

SheetRise cover(draw::DrawList& list, HitMap& hits, const Context& context, float progress) {
    hits.cover();
    draw_scrim(list, context, context.palette(deck::Ground::Night).scrim,
               std::min(1.0F, progress / scrim_share));
    return sheet_rise(context, progress);
}

} // namespace

SheetFrame::SheetFrame(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                       Instant now, float progress, float top_px)
    : rise_(cover(list, hits, context, progress)),
      fade_(list.faded(rise_.alpha)),
      move_(list.moved(0, rise_.rise_px)),
      page(list, &hits, context, deck::Ground::Paper, feel, now) {
    const Size size = canvas(context.look.orientation);
    const Colour paper =
        page.palette.ground.empty() ? page.palette.surface : page.palette.ground.front().colour;
    // It goes on below the edge, so that nothing shows under it while it rises.
    list.fill_rect(Rect{0, top_px, size.width, size.height - top_px + rise_.rise_px}, draw::Brush{paper},
                   draw::Corners{sheet_radius_px, sheet_radius_px, 0, 0});
}

void SheetFrame::draw_close() const {
    draw_close_button(page, false);
}

void draw_close_button(const Page& page, bool on_scrim) {
    const Context& context = page.context;
    const Button close =
        primary_button(context, {ControlKind::Close, 0, 0}, context.word("chrome.close"), "cross");
    const float width = close.rect().width;
    const float lift = context.look.lift_px;
    const Rect rect = context.portrait() ? Rect{1016 - width, 1792 - lift, width, 104}
                                         : Rect{1824 - width, 940 - lift, width, 104};
    if (!on_scrim) {
        page.button(close, rect);
        return;
    }
    // Paper and ink change places over a dark ground.
    deck::Palette turned = page.palette;
    turned.cta = page.palette.ground.empty() ? page.palette.surface : page.palette.ground.front().colour;
    turned.cta_text = page.palette.text;
    turned.cta_pressed = page.palette.selected;
    turned.focus = page.context.palette(deck::Ground::Night).focus;
    const Rect at = page.place(rect);
    Button paper = close;
    paper.place({at.x, at.y});
    paper.draw(page.list, page.hits, turned, page.feel, page.now);
}

} // namespace kiosk::scene
