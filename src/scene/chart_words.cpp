#include "scene/chart_words.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {

constexpr float title_to_body_px = 46, words_to_art_px = 44;
constexpr BlockPlace title_above{96, 140.5F, 1728, 372}, title_beside{96, 140.5F, 600, 560},
    title_upright{64, 164.6F, 952, 560};
constexpr float body_width_above_px = 1260, body_width_beside_px = 580;
constexpr float body_bottom_above_px = 470, body_bottom_beside_px = 846, body_bottom_upright_px = 1586;
constexpr Rect art_above{96, 0, 1728, 846}, art_beside{760, 136, 1064, 710}, art_upright{64, 0, 952, 1586};

} // namespace

ChartWords ChartWords::make(const Context& context, const deck::Slide& slide, WordsPlace place) {
    ChartWords out;
    const auto title = context.in(slide.title), body = context.in(slide.body);
    using deck::TypeRole;
    if (context.portrait()) {
        out.title =
            fit_title(context, TypeRole::Title, {92, 84, 76, 68, 60}, flowed(context, title), title_upright);
        const float title_bottom = out.title.bottom();
        BlockPlace below{64, title_bottom, 952, body_bottom_upright_px};
        out.body = fit_body(context, flowed(context, body), below);
        float foot = body_bottom_upright_px;
        if (out.body) {
            // The second sentence stands on the foot of the picture's room.
            const float down = std::min(body_bottom_upright_px, context.words_bottom) - out.body->bottom();
            out.body->origin.y += down;
            foot = out.body->origin.y - context.style(TypeRole::Body).size_px - words_to_art_px;
        }
        out.art = {art_upright.x, title_bottom + words_to_art_px, art_upright.width,
                   foot - title_bottom - words_to_art_px};
        return out;
    }
    const bool above = place == WordsPlace::Above;
    out.title =
        above ? fit_title(context, TypeRole::Title, {72, 68, 60, 52}, title, title_above)
              : fit_title(context, TypeRole::Title, {72, 68, 60, 52}, flowed(context, title), title_beside);
    const BlockPlace below{96, out.title.last_baseline() + title_to_body_px,
                           above ? body_width_above_px : body_width_beside_px,
                           above ? body_bottom_above_px : body_bottom_beside_px};
    out.body = fit_body(context, above ? std::string(body) : flowed(context, body), below);
    out.art = art_beside;
    if (above) {
        const float top = (out.body ? out.body->bottom() : out.title.bottom()) + words_to_art_px;
        out.art = {art_above.x, top, art_above.width, art_above.height - top};
    }
    return out;
}

void ChartWords::draw(draw::DrawList& list, const deck::Palette& palette, float t_ms) const {
    title.draw(list, palette.text, t_ms, title_from_ms);
    if (body) body->draw(list, palette.text_2, t_ms, body_from_ms);
}

float ChartWords::next_change_ms(float t_ms) const {
    return motion::next_change_ms(
        t_ms, {title.span(title_from_ms), body ? body->span(body_from_ms) : motion::Span{}});
}

Colour series_colour(const deck::Palette& palette, std::size_t n) {
    const Colour ground = palette.ground.empty() ? Colour{} : palette.ground.front().colour;
    constexpr float quieter = 0.42F;
    switch (n % 4) {
    case 0: return palette.accent;
    case 1: return palette.text_2;
    case 2: return mix(palette.accent, ground, quieter);
    default: return mix(palette.text_2, ground, quieter);
    }
}

void LabelBlock::draw(draw::DrawList& list, Colour colour, float alpha) const {
    for (const Label& line : lines) line.draw(list, colour, alpha);
}

LabelBlock set_label_block(const Context& context, text::Style style, std::string_view words, Point at,
                           Anchor anchor, float width_max, float least_px, float height_max) {
    constexpr float step = 0.92F;
    constexpr std::size_t lines_max = 2;
    text::Paragraph paragraph;
    bool fits = false;
    for (;;) {
        paragraph =
            context.fonts.paragraph(words, style, context.look.language, width_max, text::Breaking::Balanced);
        fits = paragraph.fits && paragraph.lines.size() <= lines_max &&
               (paragraph.lines.size() <= 1 || paragraph.height <= height_max);
        if (fits || style.size_px <= least_px) break;
        style.size_px = std::max(least_px, style.size_px * step);
    }
    LabelBlock out;
    out.fits = fits;
    float y = at.y + context.fonts.metrics(style).cap_height * style.size_px;
    for (const text::RunPointer& run : paragraph.lines) {
        Label label{run, {at.x, y}};
        if (anchor == Anchor::Middle) label.origin.x -= run->width / 2;
        if (anchor == Anchor::Right) label.origin.x -= run->width;
        out.lines.push_back(std::move(label));
        y += style.line_height();
    }
    out.bottom = y - style.line_height() + context.fonts.metrics(style).descent * style.size_px;
    return out;
}

} // namespace kiosk::scene
