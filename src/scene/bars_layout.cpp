#include "scene/bars_layout.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::scene {

namespace {

constexpr float label_gap_px = 20, value_gap_px = 14, names_gap_px = 40, names_below_px = 34;
constexpr float least_label_px = 26; // no text anywhere is smaller
constexpr float bar_of_slot = 0.68F; // the rest of a row's room stays empty
constexpr float bar_max_px = 300;    // as wide as the blocks of a ratio
constexpr float row_max_px = 180, bar_gap_px = 8;
constexpr float open_part = 0.05F; // of the scale: how far "over" and "almost" thin out
constexpr float label_air_px = 16, value_of_slot = 0.9F;
constexpr float width_px = 1728, width_upright_px = 952; // of the room that vertical bars have
constexpr float turning_px = 30;       // where labels would have to be smaller, bars had better lie
constexpr float size_of_pitch = 1.15F; // digits are 0.73 em high
constexpr float labels_part = 0.5F;    // of the width, at most, for labels beside their bars

class Maker {
  public:
    Maker(const Context& context, const deck::Bars& kind, const Rect& art, bool grows_up)
        : context_(context),
          kind_(kind),
          art_(art),
          style_(context.style(deck::TypeRole::LabelSlide)),
          cap_(context.fonts.metrics(style_).cap_height * style_.size_px),
          series_(kind.rows.empty() ? 1 : std::max<std::size_t>(1, kind.rows.front().values.size())),
          stacked_(kind.arrangement == deck::Bars::Arrangement::Stacked),
          grows_up_(grows_up) {}

    BarsLayout run() {
        out_.grows_up = grows_up_;
        if (kind_.rows.empty()) return std::move(out_);
        scale();
        names();
        if (grows_up_)
            upward();
        else
            sideways();
        return std::move(out_);
    }

  private:
    // What one row reaches: the sum of a stack, or its largest.
    void scale() {
        for (const deck::Bars::Row& row : kind_.rows) {
            double sum = 0;
            for (const deck::Quantity& one : row.values) {
                sum += one.value;
                most_ = std::max(most_, stacked_ ? sum : one.value);
                least_ = std::min(least_, std::min(one.low, one.value));
            }
        }
        if (most_ - least_ <= 0) most_ = 1;
    }

    // The names of the series in their colours stand in one line over the bars.
    void names() {
        if (kind_.series.empty()) return;
        float x = art_.x;
        const float gap = names_gap_px;
        text::Style style = style_;
        float wide = 0;
        const auto measure = [&] {
            wide = 0;
            for (const Localised& one : kind_.series)
                wide += context_.fonts.shape(context_.in(one), style, context_.look.language)->width + gap;
            return wide - gap;
        };
        if (measure() > art_.width)
            style.size_px = std::max(least_label_px, style.size_px * art_.width / measure());
        for (const Localised& one : kind_.series) {
            Label label = set_label(context_, style, context_.in(one), {x, art_.y + cap_});
            x = label.right() + gap;
            out_.names.push_back(std::move(label));
        }
        const float taken = cap_ + names_below_px;
        art_.y += taken, art_.height -= taken;
    }

    [[nodiscard]] const deck::Quantity& value(std::size_t row, std::size_t series) const {
        return kind_.rows[row].values[series];
    }
    [[nodiscard]] bool any_marked() const {
        return std::any_of(kind_.rows.begin(), kind_.rows.end(), [](const auto& row) { return row.marked; });
    }
    [[nodiscard]] std::string words_of(const deck::Quantity& quantity) const {
        return label_text(context_, quantity, kind_.affixes);
    }
    [[nodiscard]] float width_of(const std::string& words) const {
        return context_.fonts.shape(words, style_, context_.look.language)->width;
    }
    // How much of the bar's far end is open, in the scale of the values.
    [[nodiscard]] double open(const deck::Quantity& quantity) const {
        if (quantity.is_range()) return quantity.value - quantity.low;
        switch (quantity.qualifier) {
        case deck::Qualifier::None:
        case deck::Qualifier::About: return 0;
        default: return std::min(std::fabs(quantity.value), open_part * (most_ - least_));
        }
    }
    Bar bar(std::size_t row, std::size_t series) const {
        Bar out;
        out.row = row, out.series = series;
        out.below = value(row, series).value < 0;
        out.marked = !any_marked() || kind_.rows[row].marked;
        return out;
    }

    void upward();
    void sideways();
    [[nodiscard]] float tallest_value(float room) const;
    void value_over(Bar& bar, float room);
    void value_beside(Bar& bar, const text::Style& style);
    void value_within(Bar& bar);

    const Context& context_;
    const deck::Bars& kind_;
    Rect art_;
    text::Style style_;
    float cap_;
    std::size_t series_;
    bool stacked_, grows_up_;
    double most_ = 0, least_ = 0;
    BarsLayout out_;
};

float Maker::tallest_value(float room) const {
    float tall = 0;
    for (const deck::Bars::Row& row : kind_.rows)
        for (const deck::Quantity& one : row.values)
            tall = std::max(tall, set_label_block(context_, style_, words_of(one), {}, Anchor::Middle, room,
                                                  least_label_px)
                                      .lines.back()
                                      .origin.y);
    return tall;
}

void Maker::value_over(Bar& bar, float room) {
    const auto words = words_of(value(bar.row, bar.series));
    bar.value = set_label_block(context_, style_, words, {bar.rect.centre().x, 0}, Anchor::Middle, room,
                                least_label_px);
    const float foot = bar.value.lines.back().origin.y;
    const float to = bar.below ? bar.rect.bottom() + value_gap_px : bar.rect.y - value_gap_px - foot;
    for (Label& line : bar.value.lines) line.origin.y += to;
}

void Maker::value_beside(Bar& bar, const text::Style& style) {
    const float y = bar.rect.centre().y + context_.fonts.metrics(style).cap_height * style.size_px / 2;
    const float x = bar.below ? bar.rect.x - value_gap_px : bar.rect.right() + value_gap_px;
    bar.value.lines = {set_label(context_, style, words_of(value(bar.row, bar.series)), {x, y},
                                 bar.below ? Anchor::Right : Anchor::Left)};
}

// In a stack the number stands in its own part, where that has the room.
void Maker::value_within(Bar& bar) {
    constexpr float air_px = 10, air_above_px = 8;
    const auto words = words_of(value(bar.row, bar.series));
    if (width_of(words) + 2 * air_px > bar.rect.width || cap_ + 2 * air_above_px > bar.rect.height) {
        const bool last = bar.series + 1 == kind_.rows[bar.row].values.size();
        if (last && grows_up_) value_over(bar, bar.rect.width); // over the stack there is room
        return;
    }
    const Point at{bar.rect.centre().x, bar.rect.centre().y + cap_ / 2};
    bar.value.lines = {set_label(context_, style_, words, at, Anchor::Middle)};
    bar.value_inside = true;
}

void Maker::upward() {
    const auto rows = static_cast<float>(kind_.rows.size());
    const float slot = art_.width / rows;
    // The labels first: they say how much height is left.
    float labels_height = 0;
    for (std::size_t i = 0; i < kind_.rows.size(); ++i) {
        const Point at{art_.x + slot * (static_cast<float>(i) + 0.5F), 0};
        out_.labels.push_back(set_label_block(context_, style_, context_.in(kind_.rows[i].label), at,
                                              Anchor::Middle, slot - label_air_px, least_label_px));
        labels_height = std::max(labels_height, out_.labels.back().bottom);
    }
    const auto side_by_side = static_cast<float>(stacked_ ? 1 : series_);
    const float value_room = side_by_side > 1 ? slot * bar_of_slot / side_by_side : slot - label_air_px / 2;
    const float over = tallest_value(value_room) + value_gap_px + 6;
    const float under = least_ < 0 ? over + value_gap_px : 0;
    const float foot = art_.bottom() - labels_height - label_gap_px - under;
    const float height = foot - art_.y - over;
    const auto px = static_cast<float>(height / (most_ - least_));
    const float zero = foot + static_cast<float>(least_) * px;
    for (LabelBlock& label : out_.labels) {
        const float down = foot + under + label_gap_px;
        for (Label& line : label.lines) line.origin.y += down;
    }
    const float width = std::min((slot * bar_of_slot - bar_gap_px * (side_by_side - 1)) / side_by_side,
                                 bar_max_px / std::sqrt(side_by_side));
    const float group = width * side_by_side + bar_gap_px * (side_by_side - 1);
    for (std::size_t i = 0; i < kind_.rows.size(); ++i) {
        const float left = art_.x + slot * (static_cast<float>(i) + 0.5F) - group / 2;
        float base = zero;
        for (std::size_t n = 0; n < kind_.rows[i].values.size(); ++n) {
            Bar one = bar(i, n);
            const float tall = std::fabs(static_cast<float>(value(i, n).value)) * px;
            const float x = stacked_ ? left : left + (width + bar_gap_px) * static_cast<float>(n);
            one.rect = {x, one.below ? zero : base - tall, width, tall};
            one.fades_px = static_cast<float>(open(value(i, n))) * px;
            if (stacked_) {
                value_within(one);
                base -= tall;
            } else {
                value_over(one, value_room);
            }
            out_.bars.push_back(std::move(one));
        }
    }
    out_.axis_from = {art_.x, zero}, out_.axis_to = {art_.right(), zero};
}

void Maker::sideways() {
    const auto rows = static_cast<float>(kind_.rows.size());
    const float slot = std::min(art_.height / rows, row_max_px * static_cast<float>(stacked_ ? 1 : series_));
    // A few rows stand in the middle of a tall screen.
    if (context_.portrait()) art_.y += (art_.height - slot * rows) / 2;
    float label_width = 0, value_width = 0, below_width = 0;
    for (const deck::Bars::Row& row : kind_.rows) {
        label_width = std::max(label_width, width_of(std::string(context_.in(row.label))));
        for (const deck::Quantity& one : row.values) {
            float& width = one.value < 0 ? below_width : value_width;
            width = std::max(width, width_of(words_of(one)) + value_gap_px);
        }
    }
    label_width = std::min(label_width, art_.width * labels_part);
    if (stacked_) value_width = 0;
    const float left = art_.x + label_width + label_gap_px + below_width;
    const auto px = static_cast<float>((art_.right() - value_width - left) / (most_ - least_));
    const float zero = left - static_cast<float>(least_) * px;
    const auto side_by_side = static_cast<float>(stacked_ ? 1 : series_);
    const float thick = (slot * bar_of_slot - bar_gap_px * (side_by_side - 1)) / side_by_side;
    // Numbers are no taller than the room between two bars.
    text::Style value_style = style_;
    value_style.size_px = std::clamp((thick + bar_gap_px) * size_of_pitch, least_label_px, style_.size_px);
    for (std::size_t i = 0; i < kind_.rows.size(); ++i) {
        const float middle = art_.y + slot * (static_cast<float>(i) + 0.5F);
        LabelBlock label = set_label_block(context_, style_, context_.in(kind_.rows[i].label), {art_.x, 0},
                                           Anchor::Left, label_width + 1, least_label_px, slot);
        const float up = (label.lines.front().origin.y - cap_ + label.lines.back().origin.y) / 2;
        for (Label& line : label.lines) line.origin.y += middle - up;
        out_.labels.push_back(std::move(label));
        float base = zero;
        const float top = middle - (thick * side_by_side + bar_gap_px * (side_by_side - 1)) / 2;
        for (std::size_t n = 0; n < kind_.rows[i].values.size(); ++n) {
            Bar one = bar(i, n);
            const float wide = std::fabs(static_cast<float>(value(i, n).value)) * px;
            const float y = stacked_ ? top : top + (thick + bar_gap_px) * static_cast<float>(n);
            one.rect = {one.below ? zero - wide : base, y, wide, thick};
            one.fades_px = static_cast<float>(open(value(i, n))) * px;
            if (stacked_) {
                value_within(one);
                base += wide;
            } else {
                value_beside(one, value_style);
            }
            out_.bars.push_back(std::move(one));
        }
    }
    out_.axis_from = {zero, art_.y}, out_.axis_to = {zero, art_.y + slot * rows};
}

} // namespace

BarsLayout BarsLayout::make(const Context& context, const deck::Bars& kind, const Rect& art, bool grows_up) {
    return Maker(context, kind, art, grows_up).run();
}

bool bars_grow_up(const Context& context, const deck::Bars& kind) {
    if (kind.direction == deck::Bars::Direction::Horizontal || kind.rows.empty()) return false;
    const float slot =
        (context.portrait() ? width_upright_px : width_px) / static_cast<float>(kind.rows.size());
    const text::Style style = context.style(deck::TypeRole::LabelSlide);
    const auto fits = [&](std::string_view words, float room) {
        return set_label_block(context, style, words, {}, Anchor::Middle, room, turning_px).fits;
    };
    const bool stacked = kind.arrangement == deck::Bars::Arrangement::Stacked;
    return std::all_of(kind.rows.begin(), kind.rows.end(), [&](const deck::Bars::Row& row) {
        const auto bars = static_cast<float>(std::max<std::size_t>(1, row.values.size()));
        const float room = bars > 1 ? slot * bar_of_slot / bars : slot * value_of_slot;
        const bool values =
            stacked || std::all_of(row.values.begin(), row.values.end(), [&](const auto& one) {
                return fits(label_text(context, one, kind.affixes), room);
            });
        return values && fits(context.in(row.label), slot - label_air_px);
    });
}

} // namespace kiosk::scene
