#include "scene/sheet_language.hpp"

#include <algorithm>

#include "scene/sheet_frame.hpp"

namespace kiosk::scene {

void draw_language_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                         Instant now, float progress) {
    constexpr float gap_px = 24, row_gap_px = 20, cell_px = 120, radius_px = 24, text_px = 42;
    const bool portrait = context.portrait();
    const auto& languages = context.deck.languages;
    const int columns = portrait ? 2 : 4;
    const int rows = std::max(1, (static_cast<int>(languages.size()) + columns - 1) / columns);
    const float left = portrait ? 64 : 96, width = portrait ? 952 : 1728;
    // The rows end above the bar; the sheet is as high as they need.
    const float end = (portrait ? 1740 : 890) - context.look.lift_px;
    const float first = end - static_cast<float>(rows) * (cell_px + row_gap_px) + row_gap_px;
    const SheetFrame frame(list, hits, context, feel, now, progress, first - 160);
    const Page& page = frame.page;
    const text::Style title = page.style(deck::TypeRole::Title, 68);
    page.line(context.word("language.title"), title, {left - 2, first - 78 - title.line_height() / 2},
              page.palette.text, Align::Start, width);
    const float cell_width = (width - gap_px * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (int i = 0; i < static_cast<int>(languages.size()); ++i) {
        const deck::LanguageName& language = languages[static_cast<std::size_t>(i)];
        const int row = i / columns, column = i % columns;
        const Rect cell{left + static_cast<float>(column) * (cell_width + gap_px),
                        first + static_cast<float>(row) * (cell_px + row_gap_px), cell_width, cell_px};
        const bool chosen = language.tag == context.look.language;
        const bool pressed = page.target(cell, radius_px, {ControlKind::ChooseLanguage, i, 0});
        page.card(cell, radius_px, page.choice_fill(chosen, pressed),
                  chosen ? page.palette.text : page.palette.line, chosen ? 5 : 3);
        text::Style style = page.style(deck::TypeRole::Lead, 42);
        style.weight = chosen ? 600 : 500, style.tracking_em = -0.015F;
        page.line(language.name, style, {cell.x + text_px - 3, cell.centre().y - style.line_height() / 2},
                  page.palette.text, Align::Start, cell.width - 2 * text_px - (chosen ? 48 : 0));
        if (chosen) page.icon("tick", {cell.right() - 62, cell.centre().y}, 44, page.palette.text);
    }
    draw_need_help(page, false);
    frame.draw_close();
}

} // namespace kiosk::scene
