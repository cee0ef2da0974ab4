#include "scene/counter.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scene/block.hpp"

namespace kiosk::scene {

double counted(double value, const motion::Span& span, float t_ms) {
    constexpr float step_ms = 1000 / count_steps_hz;
    const float steps = std::floor(std::max(0.0F, t_ms - span.from_ms) / step_ms);
    const double part = span.at(span.from_ms + steps * step_ms, motion::Ease::Draw);
    return part >= 1 || t_ms >= span.to_ms ? value : value * part;
}

void Counter::shape(const Context& context, const text::Style& style, const deck::Affixes& affixes) {
    const NumberFormat format = number_format_of(context);
    const auto run = [&](std::string_view words) {
        return words.empty() ? text::RunPointer{} : context.fonts.shape(words, style, context.look.language);
    };
    tracking_px_ = style.tracking_em * style.size_px;
    cell_ = 0;
    for (std::size_t i = 0; i < digits_.size(); ++i) {
        digits_[i] = run(format.digits[i]);
        cell_ = std::max(cell_, digits_[i]->width + tracking_px_);
    }
    group_ = run(format.group), decimal_ = run(format.decimal), minus_ = run(format.minus);
    prefix_ = run(prefix_text(context, affixes)), suffix_ = run(suffix_text(context, affixes));
    suffix_first_ = suffix_is_left(context, affixes);
    size_px_ = style.size_px;
    cap_px_ = context.fonts.metrics(style).cap_height * style.size_px;
}

Counter Counter::make(const Context& context, text::Style style, double value, int decimals,
                      const deck::Affixes& affixes, float width_max, float least_px) {
    Counter counter;
    counter.decimals_ = std::clamp(decimals, 0, decimals_max);
    counter.shape(context, style, affixes);
    const float wide = counter.width(value, 0);
    if (wide > width_max) {
        style.size_px = std::max(least_px, std::floor(style.size_px * width_max / wide));
        counter.shape(context, style, affixes);
    }
    const text::Run* first = nullptr;
    counter.pieces(value, 1,
                   [&](const text::Run& run, float, float) { first = first == nullptr ? &run : first; });
    if (first != nullptr) counter.pull_ = optical_pull(*first, style);
    return counter;
}

template <typename Piece> void Counter::pieces(double value, float rest, const Piece& piece) const {
    constexpr std::size_t group_digits = 3;
    constexpr double largest = 1e15;
    char written[40];
    const auto end = std::to_chars(written, written + sizeof written, std::min(std::fabs(value), largest),
                                   std::chars_format::fixed, decimals_);
    const std::string_view text(written, static_cast<std::size_t>(end.ptr - written));
    const std::size_t whole = std::min(text.find('.'), text.size());
    const auto sign = [&](const text::RunPointer& run) {
        if (run) piece(*run, 0, run->width + tracking_px_);
    };
    // A digit stands in the middle of its cell.
    const auto digit = [&](const text::Run& run) {
        const float own = run.width + tracking_px_, spare = (cell_ - own) * (1 - rest);
        piece(run, spare / 2, own + spare);
    };
    if (suffix_first_) sign(suffix_);
    if (value < 0 && text.find_first_not_of("0.") != std::string_view::npos) sign(minus_);
    sign(prefix_);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i < whole && (whole - i) % group_digits == 0) sign(group_);
        if (text[i] == '.')
            sign(decimal_);
        else
            digit(*digits_[static_cast<std::size_t>(text[i] - '0')]);
    }
    if (!suffix_first_) sign(suffix_);
}

float Counter::width(double value, float rest) const {
    float width = 0;
    pieces(value, rest, [&](const text::Run&, float, float room) { width += room; });
    return width - tracking_px_;
}

void Counter::draw(draw::DrawList& list, Point at, Colour colour, double value, float rest) const {
    // Figures run from left to right in every script.
    const auto upright = list.unmirrored({at.x, at.y - cap_px_, width(value), cap_px_});
    float x = at.x - pull_;
    pieces(value, rest, [&](const text::Run& run, float in, float room) {
        list.text(run, {x + in, at.y}, colour);
        x += room;
    });
}

} // namespace kiosk::scene
