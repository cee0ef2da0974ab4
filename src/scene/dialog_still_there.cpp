#include "scene/dialog_still_there.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "motion/easing.hpp"

namespace kiosk::scene {

namespace {

void draw_ring(const Page& page, Point centre, const StillThere& state) {
    constexpr float radius_px = 96, width_px = 18;
    const float turn = 2 * std::numbers::pi_v<float>;
    // In steps of a fifth of a second: smooth enough to see it go, and rare enough to cost nothing.
    const float left = std::clamp(std::ceil(state.seconds_left * 5) / 5 / state.seconds_all, 0.0F, 1.0F);
    const Point at = page.place(centre);
    page.list.stroke_circle(at, radius_px, width_px, page.palette.key_special);
    if (left > 0) page.list.stroke_arc(at, radius_px, width_px, 0, turn * left, page.palette.text);
    text::Style style = page.context.deck.theme.style(deck::TypeRole::Title);
    style.size_px = 88, style.figures = text::Figures::Tabular, style.line = 1;
    const auto seconds = static_cast<int>(std::ceil(state.seconds_left));
    page.line(std::to_string(std::max(0, seconds)), style, {centre.x, centre.y - style.line_height() / 2},
              page.palette.text, Align::Middle);
}

Button dialog_button(const Page& page, ControlKind kind, std::string_view key, bool leads) {
    ButtonSpec spec;
    spec.control = {kind, 0, 0}, spec.role = deck::TypeRole::Button;
    spec.surround =
        leads ? Surround::Form : Surround::Slide; // an outline alone, beside the one that is filled
    spec.kind = leads ? ButtonKind::Filled : ButtonKind::Outline;
    spec.label = page.context.word(key), spec.height_px = 112;
    spec.label_size_px = leads ? 40 : 36, spec.padding_px = 40;
    return Button::make(page.context, spec);
}

} // namespace

void draw_still_there(draw::DrawList& list, HitMap& hits, const Context& context, const Feel& feel,
                      Instant now, const StillThere& state) {
    constexpr float radius_px = 36, scale_from = 0.97F;
    const bool portrait = context.portrait();
    const Size size = canvas(context.look.orientation);
    const Rect whole{0, 0, size.width, size.height};
    hits.cover();
    hits.add(whole, {ControlKind::StillHere, 0, 0}); // a touch anywhere carries on
    draw_scrim(list, context, context.palette(deck::Ground::Night).scrim_private,
               std::min(1.0F, state.progress * 1.3F));
    const float part = motion::eased(motion::Ease::Enter, state.progress);
    const Page page(list, &hits, context, deck::Ground::Paper, feel, now);
    draw_need_help(page, true);

    const auto fade = list.faded(part);
    text::Style title = page.style(deck::TypeRole::Title, portrait ? 92 : 104);
    if (!portrait) title.line = 108.0F / 104;
    const text::Style body = page.style(deck::TypeRole::Body, 38);
    const float pad = portrait ? 56 : 70;
    std::string words(
        context.word(state.over_sheet ? "dialog.still_there_sheet" : "dialog.still_there_body"));
    const float width = portrait ? 952 : 1080, inner = width - 2 * pad;
    const float ring_room = 250;
    const text::Paragraph head = page.measure(context.word("dialog.still_there"), title, inner - ring_room);
    const auto breaks = static_cast<std::size_t>(std::count(words.begin(), words.end(), '\n'));
    // Where the breaks by sense do not fit they only make it worse.
    const bool too_long = page.measure(words, body, inner).lines.size() > breaks + 1;
    if (too_long) std::replace(words.begin(), words.end(), '\n', ' ');
    const text::Breaking breaking = too_long ? text::Breaking::Balanced : text::Breaking::Plain;
    const text::Paragraph lines = page.measure(words, body, inner, breaking);
    const Button yes = dialog_button(page, ControlKind::StillHere, "dialog.carry_on", true);
    const Button clear = dialog_button(page, ControlKind::ClearAndLeave, "dialog.clear_and_leave", false);
    constexpr float gap_px = 24;
    const bool side_by_side = yes.rect().width + clear.rect().width + gap_px <= inner;
    const float buttons = side_by_side ? 112 : 112 * 2 + gap_px;
    const float lift = context.look.lift_px;
    constexpr float head_px = 57, words_px = 32, buttons_px = 32; // above each of the three
    const float height = head_px + head.height + words_px + lines.height + buttons_px + buttons + 44;
    const float y = portrait ? std::max(700 - lift, 1180 - lift - height / 2) : 551 - lift / 2 - height / 2;
    const Rect card{(size.width - width) / 2, y, width, height};
    const auto grown = list.scaled(context.look.still ? 1 : lerp(scale_from, 1, part), card.centre());
    list.fill_rect(page.place(card),
                   page.palette.ground.empty() ? page.palette.surface : page.palette.ground.front().colour,
                   radius_px);
    const float x = card.x + pad;
    page.paragraph(context.word("dialog.still_there"), title, {x - 2, y + head_px}, inner - ring_room,
                   page.palette.text);
    draw_ring(page, {card.right() - 180, y + 173}, state);
    const float body_y = y + head_px + head.height + words_px;
    page.paragraph(words, body, {x + 4, body_y}, inner, page.palette.text_2, breaking);
    const float buttons_y = body_y + lines.height + buttons_px;
    if (side_by_side) {
        const float most = inner - gap_px - clear.rect().width;
        const float first = std::clamp(inner * 500 / 940, yes.rect().width, most);
        page.button(yes, {x, buttons_y, first, 112});
        page.button(clear, {x + first + gap_px, buttons_y, inner - first - gap_px, 112});
    } else {
        page.button(yes, {x, buttons_y, inner, 112});
        page.button(clear, {x, buttons_y + 112 + gap_px, inner, 112});
    }
}

} // namespace kiosk::scene
