#include "scene/sheet_closed.hpp"

#include <cmath>

#include "scene/qr.hpp"
#include "scene/sheet_frame.hpp"

namespace kiosk::scene {

namespace {

constexpr float card_px = 336, card_radius_px = 24;
constexpr int module_max_px = 10;

const deck::Ask* ask_of(const deck::Deck& deck) {
    for (const deck::Slide& slide : deck.slides)
        if (const auto* ask = std::get_if<deck::Ask>(&slide.kind); ask != nullptr && slide.enabled)
            return ask;
    return nullptr;
}

// Black on white whatever the contrast, in whole pixels a module, as telephones like it. False: no code.
bool draw_code(const Page& page, std::string_view url, Point at) {
    const auto code = make_qr(url);
    if (!code) return false;
    constexpr Colour white{255, 255, 255, 255};
    const int modules = code->size + 2 * qr_quiet_modules;
    const auto module = static_cast<float>(std::min(module_max_px, static_cast<int>(card_px) / modules));
    const Rect card = page.place(Rect{at.x, at.y, card_px, card_px});
    const float inset = std::floor((card_px - module * static_cast<float>(code->size)) / 2);
    page.list.fill_rect(card, white, card_radius_px);
    page.list.stroke_rect_inside(card, card_radius_px, 3, page.palette.line);
    page.list.fill_path(qr_path(*code, {card.x + inset, card.y + inset}, module), page.palette.text);
    return true;
}

} // namespace

void draw_closed_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                       Instant now, float progress) {
    const bool portrait = context.portrait();
    const float lift = context.look.lift_px;
    const SheetFrame frame(list, hits, context, feel, now, progress, (portrait ? 1040.0F : 420.0F) - lift);
    const Page& page = frame.page;
    const float left = portrait ? 64 : 96, top = (portrait ? 1100 : 484) - lift;
    const deck::Ask* ask = ask_of(context.deck);
    const float right = portrait ? 1016 : 1824;
    const bool has_code = ask != nullptr && !ask->qr_url.empty() &&
                          draw_code(page, ask->qr_url, {right - card_px, portrait ? 1380 - lift : top});
    const float width = right - left - (has_code && !portrait ? card_px + 64 : 0);
    const text::Style title = page.style(deck::TypeRole::Title, portrait ? 64 : 72);
    float y = top;
    y += page.paragraph(context.word("form.closed"), title, {left - 3, y}, width, page.palette.text,
                        text::Breaking::Balanced) +
         24;
    y += page.paragraph(context.word("machine.ask_staff"), page.style(deck::TypeRole::Body), {left, y}, width,
                        page.palette.text);
    if (has_code) {
        const float words_y = portrait ? 1380 - lift : y + 32;
        const float words_width = portrait ? right - left - card_px - 48 : width;
        page.paragraph(context.in(ask->qr_label), page.style(deck::TypeRole::Body), {left, words_y},
                       words_width, page.palette.text_2);
    }
    draw_need_help(page, false);
    frame.draw_close();
}

} // namespace kiosk::scene
