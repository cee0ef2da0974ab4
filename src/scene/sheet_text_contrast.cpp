#include "scene/sheet_text_contrast.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "scene/chrome.hpp"
#include "scene/mirrored.hpp"
#include "scene/sheet_frame.hpp"

namespace kiosk::scene {

namespace {

struct Choice {
    std::string_view key;
    float size_px = 38;
};

struct Line {
    std::string_view title;
    ControlKind control = ControlKind::None;
    std::span<const Choice> choices;
    int chosen = 0;
};

void draw_line(const Page& page, const Line& line, const Rect& room) {
    constexpr float gap_px = 20, cell_px = 112, radius_px = 24;
    // The panel keeps its size while text grows, so that the choice under the finger does not run away.
    text::Style title = page.context.deck.theme.style(deck::TypeRole::Label);
    title.size_px = 34;
    page.line(page.context.word(line.title), title, {room.x, room.y - 34 - title.line_height() / 2},
              page.palette.text, Align::Start, room.width);
    const auto count = static_cast<float>(line.choices.size());
    const float width = (room.width - gap_px * (count - 1)) / count;
    for (int i = 0; i < static_cast<int>(line.choices.size()); ++i) {
        const Choice& choice = line.choices[static_cast<std::size_t>(i)];
        const Rect cell{room.x + static_cast<float>(i) * (width + gap_px), room.y, width, cell_px};
        const bool chosen = i == line.chosen;
        const bool pressed = page.target(cell, radius_px, {line.control, i, 0});
        page.card(cell, radius_px, page.choice_fill(chosen, pressed),
                  chosen ? page.palette.text : page.palette.line, chosen ? 5 : 3);
        text::Style style = page.context.deck.theme.style(deck::TypeRole::Lead);
        style.size_px = choice.size_px, style.weight = chosen ? 600 : 500;
        page.line(page.context.word(choice.key), style,
                  {cell.centre().x, cell.centre().y - style.line_height() / 2}, page.palette.text,
                  Align::Middle, cell.width - 40);
    }
}

constexpr std::array<Choice, 3> sizes{
    {{"text.size_standard", 34}, {"text.size_large", 44}, {"text.size_largest", 54}}};
constexpr std::array<Choice, 3> contrasts{
    {{"text.contrast_standard"}, {"text.contrast_high"}, {"text.contrast_light"}}};
constexpr std::array<Choice, 2> movements{{{"text.movement_full"}, {"text.movement_still"}}};
constexpr std::array<Choice, 2> reaches{{{"text.reach_standard"}, {"text.reach_lower"}}};
constexpr std::array<Choice, 2> alouds{{{"form.off"}, {"form.on"}}};

// Landscape: movement and controls share a line; a fifth choice begins a second column beside the first.
// Portrait: more lines above the same foot.
void draw_panel(const Page& page, bool can_speak) {
    constexpr float radius_px = 36, pitch_px = 214, foot_px = 924, upright_foot_px = 1764;
    constexpr float first_px = 896, second_px = 536, between_px = 64, paired_px = 2 * second_px + between_px;
    const Look& look = page.context.look;
    const bool portrait = page.context.portrait();
    const Line lines[] = {
        {"text.size", ControlKind::ChooseTextSize, sizes,
         look.text_size > 1.3F   ? 2
         : look.text_size > 1.1F ? 1
                                 : 0},
        {"text.contrast", ControlKind::ChooseContrast, contrasts, static_cast<int>(look.contrast)},
        {"text.movement", ControlKind::ChooseMovement, movements, look.still ? 1 : 0},
        {"text.reach", ControlKind::ChooseReach, reaches, look.lower ? 1 : 0},
        {"text.aloud", ControlKind::ChooseAloud, alouds, look.read_aloud ? 1 : 0},
    };
    const int count = can_speak ? 5 : 4;
    const float inset = portrait ? 44 : 52;
    const float lines_high = portrait ? static_cast<float>(count) : 3;
    const float height = 66 + pitch_px * lines_high;
    const bool columns = !portrait && can_speak, pairs = !portrait && !can_speak;
    const float foot = (portrait ? upright_foot_px : foot_px) - look.lift_px;
    const Rect panel{portrait ? 64.0F : 96.0F, foot - height,
                     portrait  ? 952
                     : columns ? first_px + between_px + second_px + 2 * inset
                               : paired_px + 2 * inset,
                     height};
    const Colour paper =
        page.palette.ground.empty() ? page.palette.surface : page.palette.ground.front().colour;
    page.list.fill_rect(page.place(panel), paper, radius_px);
    for (int i = 0; i < count; ++i) {
        const bool second = !portrait && i >= 3, half = second || (pairs && i == 2);
        const float beside = (columns ? first_px : second_px) + between_px;
        const float x = panel.x + inset + (second ? beside : 0);
        const float y = panel.y + 98 + pitch_px * static_cast<float>(!second ? i : columns ? i - 3 : 2);
        const float width = half ? second_px : columns ? first_px : panel.width - 2 * inset;
        draw_line(page, lines[i], {x, y, width, 112});
    }
}

} // namespace

void draw_text_contrast_sheet(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                              Instant now, float progress, bool can_speak) {
    constexpr float scrim_share = 200.0F / 360;
    hits.cover();
    draw_scrim(list, context, context.palette(deck::Ground::Night).scrim,
               std::min(1.0F, progress / scrim_share));
    const SheetRise rise = sheet_rise(context, progress);
    const auto fade = list.faded(rise.alpha);
    const Page page(list, &hits, context, deck::Ground::Paper, feel, now);
    {
        const auto move = list.moved(0, rise.rise_px);
        draw_panel(page, can_speak);
    }
    draw_need_help(page, true);
    // "Aa" stands open: the same touch closes what it opened.
    const ChromeCommon chrome = ChromeCommon::make(context, Surround::Slide);
    deck::Palette turned = context.palette(deck::Ground::Night);
    turned.text = page.palette.ground.empty() ? page.palette.surface : page.palette.ground.front().colour;
    if (!turned.ground.empty()) turned.ground.front().colour = page.palette.text;
    draw_close_button(page, true);
    const Rect close = hits.rect_of({ControlKind::Close, 0, 0});
    // In larger text the bars below have other places for it.
    const Rect stands = page.place(chrome.text_contrast_rect());
    if (context.look.text_size > 1 || !intersection(stands.grown(8), close).empty()) return;
    const Mirrored mirrored(list, &hits, context.mirror_width());
    chrome.draw_text_contrast(list, &hits, turned, feel, now, true);
}

} // namespace kiosk::scene
