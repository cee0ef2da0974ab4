#include "scene/ground.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {
constexpr float banner_height_px = 40, hatch_pitch_px = 24, hatch_width_px = 8, word_margin_px = 24;
}

void draw_ground(draw::DrawList& list, const deck::Palette& palette, Size canvas, const Rect& part,
                 float alpha) {
    if (palette.ground.empty() || alpha <= 0) return;
    if (palette.ground.size() == 1) {
        list.fill_rect(part, faded(palette.ground.front().colour, alpha));
        return;
    }
    draw::Gradient gradient;
    gradient.from = {0, 0};
    gradient.to = {0, canvas.height};
    gradient.stop_count = static_cast<std::uint8_t>(std::min(palette.ground.size(), gradient.stops.size()));
    gradient.dither = true; // dark gradients band on panels of eight bits
    for (std::size_t i = 0; i < gradient.stop_count; ++i)
        gradient.stops[i] = {palette.ground[i].at, faded(palette.ground[i].colour, alpha)};
    list.fill_rect(part, gradient);
}

Banner Banner::make(const Context& context, std::string_view word) {
    Banner banner;
    if (word.empty()) return banner;
    text::Style style = context.deck.theme.style(deck::TypeRole::Label);
    style.size_px = 26;
    banner.word_ = context.fonts.shape(word, style, context.look.language);
    banner.canvas_ = canvas(context.look.orientation);
    banner.baseline_ = banner_height_px / 2 - style.line_height() / 2 + context.fonts.baseline(style);
    const deck::Palette& night = context.deck.theme.palette(deck::Contrast::Standard, deck::Ground::Night);
    banner.dark_ = night.ground.empty() ? Colour{} : night.ground.front().colour;
    banner.bright_ = night.text_2, banner.ink_ = night.text;
    for (float x = -banner_height_px; x < banner.canvas_.width + banner_height_px; x += hatch_pitch_px)
        banner.hatch_.move_to({x, banner_height_px}).line_to({x + banner_height_px, 0});
    return banner;
}

void Banner::draw(draw::DrawList& list) const {
    if (!word_) return;
    const Rect band{0, 0, canvas_.width, banner_height_px};
    const float room = word_->width + 2 * word_margin_px;
    const auto inside = list.clipped(band);
    list.fill_rect(band, dark_);
    list.stroke_path(hatch_, hatch_width_px, bright_, draw::Cap::Butt);
    list.fill_rect({(canvas_.width - room) / 2, 0, room, banner_height_px}, dark_);
    list.text(*word_, {(canvas_.width - word_->width) / 2, baseline_}, ink_);
}

} // namespace kiosk::scene
