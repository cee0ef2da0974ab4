#include "scene/sheet_privacy.hpp"

#include <algorithm>
#include <cmath>

#include "scene/sheet_frame.hpp"

namespace kiosk::scene {

int draw_privacy_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                       Instant now, float progress, int page_index) {
    constexpr float arrow_px = 88;
    const bool portrait = context.portrait();
    const SheetFrame frame(list, hits, context, feel, now, progress, portrait ? 160.0F : 44.0F);
    const Page& page = frame.page;
    const form::Definition& form = context.deck.form;
    const float left = portrait ? 64 : 96, top = portrait ? 216 : 99, width = portrait ? 952 : 1728;
    const text::Style title = page.style(deck::TypeRole::Title, portrait ? 72 : 84);
    const std::string_view words =
        form.privacy_title.empty() ? context.word("form.privacy") : context.in(form.privacy_title);
    const float head =
        page.paragraph(words, title, {left - 2, top}, width, page.palette.text, text::Breaking::Balanced);
    // Lines of about 75 letters read best; the rest of the width stays free for the arrows.
    const text::Style style = page.style(deck::TypeRole::Text, 34);
    const float text_top = top + head + 32, text_bottom = (portrait ? 1760 : 904) - context.look.lift_px;
    const text::Paragraph body = page.measure(context.in(form.privacy_body), style,
                                              std::min(width - arrow_px - 32, 1240 * context.look.text_size));
    const int lines_per_page = std::max(1, static_cast<int>((text_bottom - text_top) / style.line_height()));
    const int count = static_cast<int>(body.lines.size());
    const int pages = std::max(1, (count + lines_per_page - 1) / lines_per_page);
    const int at = std::clamp(page_index, 0, pages - 1);
    float y = text_top;
    for (int i = at * lines_per_page; i < std::min(count, (at + 1) * lines_per_page); ++i) {
        const text::Run& run = *body.lines[static_cast<std::size_t>(i)];
        const Point origin{page.mirrored ? page.width - left - run.width : left,
                           y + context.fonts.baseline(style)};
        list.text(run, origin, page.palette.text);
        y += style.line_height();
    }
    const auto arrow = [&](ControlKind kind, std::string_view icon, float arrow_y) {
        ButtonSpec spec;
        spec.control = {kind, 0, 0}, spec.surround = Surround::Form, spec.icon = icon, spec.padding_px = 20;
        page.button(Button::make(context, spec), {left + width - arrow_px, arrow_y, arrow_px, arrow_px});
    };
    // Both at the foot, one above the other: the head of an upright sheet is out of reach.
    constexpr float between_px = 20;
    if (at > 0)
        arrow(ControlKind::ScrollBack, "arrow_up",
              portrait ? text_bottom - 2 * arrow_px - between_px : text_top);
    if (at + 1 < pages) arrow(ControlKind::ScrollOn, "arrow_down", text_bottom - arrow_px);
    draw_need_help(page, false);
    frame.draw_close();
    return pages - 1 - at;
}

} // namespace kiosk::scene
