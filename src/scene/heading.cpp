#include "scene/heading.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {

struct Places {
    BlockPlace title;
    float body_width, gap; // `gap`: from the title's last baseline to the body's capitals
    Rect art;
};
constexpr Places over{
    .title = {96, 134, 1728, 306}, .body_width = 1150, .gap = 40, .art = {96, 0, 1728, 846}};
constexpr Places column{
    .title = {96, 134, 700, 620}, .body_width = 640, .gap = 48, .art = {880, 134, 944, 846}};
constexpr Places upright{
    .title = {64, 162, 952, 570}, .body_width = 952, .gap = 0, .art = {64, 0, 952, 1560}};
constexpr float upright_body_bottom = 1588;
constexpr float air_px = 56; // between words and picture

// `art.height` of the places is the bottom line.
Rect room(const Places& places, float top, float bottom) {
    return {places.art.x, top, places.art.width, std::max(0.0F, bottom - top)};
}

Heading in_portrait(const deck::Slide& slide, const Context& context) {
    Heading heading;
    heading.title = fit_title(context, deck::TypeRole::Title, {92, 84, 76, 68},
                              flowed(context, context.in(slide.title)), upright.title);
    float bottom = upright.art.height;
    heading.body =
        fit_body(context, flowed(context, context.in(slide.body)), {upright.title.x, 0, upright.body_width});
    if (heading.body) {
        const float height = heading.body->bottom();
        const float foot = std::min(upright_body_bottom, context.words_bottom);
        heading.body->origin.y += foot - height;
        bottom = foot - height - air_px;
    }
    const float top = heading.title.bottom() + air_px;
    heading.art = room(upright, top, bottom);
    heading.art_alone = room(upright, top, upright.art.height);
    return heading;
}

} // namespace

Heading Heading::above(const deck::Slide& slide, const Context& context) {
    if (context.portrait()) return in_portrait(slide, context);
    Heading heading;
    heading.title = fit_title(context, deck::TypeRole::Title, {72, 68, 60, 52},
                              flowed(context, context.in(slide.title)), over.title);
    heading.body = fit_body(context, flowed(context, context.in(slide.body)),
                            {over.title.x, heading.title.last_baseline() + over.gap, over.body_width});
    const float words = heading.body ? heading.body->bottom() : heading.title.bottom();
    heading.art = room(over, words + air_px, over.art.height);
    heading.art_alone = room(over, heading.title.bottom() + air_px, over.art.height);
    return heading;
}

Heading Heading::beside(const deck::Slide& slide, const Context& context) {
    if (context.portrait()) return in_portrait(slide, context);
    Heading heading;
    heading.title = fit_title(context, deck::TypeRole::Title, {84, 76, 72, 68, 60, 52},
                              flowed(context, context.in(slide.title)), column.title);
    heading.body = fit_body(
        context, flowed(context, context.in(slide.body)),
        {column.title.x, heading.title.last_baseline() + column.gap, column.body_width, column.art.height});
    heading.art = heading.art_alone = room(column, column.art.y, column.art.height);
    return heading;
}

void Heading::drop_body() {
    body.reset();
    art = art_alone;
}

void Heading::draw(draw::DrawList& list, const deck::Palette& palette, float t_ms, float body_from) const {
    title.draw(list, palette.text, t_ms, 0);
    if (body) body->draw(list, palette.text_2, t_ms, body_from);
}

float Heading::next_change_ms(float t_ms, float body_from) const {
    return motion::next_change_ms(t_ms, {title.span(0), body ? body->span(body_from) : motion::Span{}});
}

float Heading::whole_ms(float body_from) const {
    const float words = title.span(0).to_ms;
    return body ? std::max(words, body->span(body_from).to_ms) : words;
}

bool stands(const Block& block, const BlockPlace& place, std::size_t lines_max) {
    return block.words.fits && block.words.lines.size() <= lines_max && block.bottom() <= place.bottom_max;
}

Block fit_label(const Context& context, deck::TypeRole role, std::string_view words, const BlockPlace& place,
                std::size_t lines_max) {
    constexpr float smallest_px = 40, step = 0.9F;
    text::Style style = context.style(role);
    const float theme_px = context.deck.theme.style(role).size_px;
    const std::string flowing = flowed(context, words);
    Block block = set_block(context, style, flowing, place, text::Breaking::Balanced);
    while (!stands(block, place, lines_max) && style.size_px > smallest_px) {
        style.size_px = style.size_px > theme_px ? theme_px : std::max(smallest_px, style.size_px * step);
        block = set_block(context, style, flowing, place, text::Breaking::Balanced);
    }
    return block;
}

Block moved(Block block, float dx, float dy) {
    block.origin = block.origin + Point{dx, dy};
    return block;
}

float cap_height_px(const Context& context, const Block& block) {
    return context.fonts.metrics(block.words.style).cap_height * block.words.style.size_px;
}

} // namespace kiosk::scene
