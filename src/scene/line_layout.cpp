#include "scene/line_layout.hpp"

#include <algorithm>
#include <cmath>

#include "scene/axis_ticks.hpp"
#include "scene/figure.hpp"

namespace kiosk::scene {

namespace {

constexpr float least_label_px = 26;
constexpr float tick_gap_px = 24, date_gap_px = 24, dates_apart_px = 40, end_gap_px = 30;
constexpr float end_width_max_px = 330, note_lift_px = 46, note_width_max_px = 420;
constexpr float value_px = 52; // of the number at the end of a line

class Maker {
  public:
    Maker(const Context& context, const deck::Line& kind, const Rect& art)
        : context_(context),
          kind_(kind),
          art_(art),
          style_(context.style(deck::TypeRole::LabelSlide)),
          value_style_(context.style(deck::TypeRole::Title2)) {
        value_style_.size_px = std::max(value_px, style_.size_px);
        cap_ = context.fonts.metrics(style_).cap_height * style_.size_px;
        value_cap_ = context.fonts.metrics(value_style_).cap_height * value_style_.size_px;
    }

    LineLayout run() {
        if (!range()) return std::move(out_);
        frame();
        dates();
        for (const deck::Line::Series& one : kind_.series) series(one);
        ends_apart();
        for (const deck::Line::Note& one : kind_.notes) note(one);
        std::sort(out_.notes.begin(), out_.notes.end(),
                  [](const auto& a, const auto& b) { return a.box.x < b.box.x; });
        return std::move(out_);
    }

  private:
    bool range() {
        bool any = false, area = false;
        double least = 0, most = 0;
        for (const deck::Line::Series& one : kind_.series) {
            area = area || one.area;
            for (const auto& value : one.values) {
                if (!value) continue;
                least = any ? std::min(least, *value) : *value;
                most = any ? std::max(most, *value) : *value;
                any = true;
            }
        }
        ticks_ = axis_ticks(least, most, area);
        return any && kind_.points.size() > 1;
    }

    [[nodiscard]] float width_of(std::string_view words, const text::Style& style) const {
        return context_.fonts.shape(words, style, context_.look.language)->width;
    }
    [[nodiscard]] std::string tick_words(double value) const {
        return figure_text(context_, value, ticks_.decimals, kind_.affixes);
    }
    [[nodiscard]] std::string end_value(const deck::Line::Series& one) const {
        const auto last =
            std::find_if(one.values.rbegin(), one.values.rend(), [](const auto& v) { return v.has_value(); });
        return last == one.values.rend() ? std::string{}
                                         : figure_text(context_, **last, kind_.decimals, kind_.affixes);
    }

    // What the numbers of the axis and the words at the ends leave.
    void frame() {
        text::Style plain = style_;
        plain.weight = 500;
        float left = 0, right = 0;
        for (const double at : ticks_.at) left = std::max(left, width_of(tick_words(at), plain));
        for (const deck::Line::Series& one : kind_.series)
            right = std::max({right, width_of(end_value(one), value_style_),
                              std::min(end_width_max_px, width_of(context_.in(one.label), style_))});
        const float above = value_cap_ / 2 + 8, below = cap_ + date_gap_px;
        out_.plot = {art_.x + left + tick_gap_px, art_.y + above,
                     art_.width - left - tick_gap_px - right - end_gap_px, art_.height - above - below - 10};
        for (const double at : ticks_.at) {
            const float y = y_of(at);
            out_.ticks.push_back({y, set_label(context_, plain, tick_words(at), {art_.x + left, y + cap_ / 2},
                                               Anchor::Right)});
        }
    }

    [[nodiscard]] float y_of(double value) const {
        const double span = ticks_.at.back() - ticks_.at.front();
        return out_.plot.bottom() - static_cast<float>((value - ticks_.at.front()) / span) * out_.plot.height;
    }
    [[nodiscard]] float x_of(std::size_t point) const {
        return out_.plot.x +
               out_.plot.width * static_cast<float>(point) / static_cast<float>(kind_.points.size() - 1);
    }

    // The last, and as many before it, evenly, as stand apart; the first too where even steps reach it
    // without leaving out more than half of what has room.
    void dates() {
        text::Style plain = style_;
        plain.weight = 500;
        const std::size_t last = kind_.points.size() - 1;
        float widest = 0;
        std::vector<std::string> words;
        for (const Localised& one : kind_.points) {
            words.push_back(format_digits(context_.in(one), number_format_of(context_)));
            widest = std::max(widest, width_of(words.back(), plain));
        }
        const auto room =
            static_cast<std::size_t>(std::max(1.0F, std::floor(out_.plot.width / (widest + dates_apart_px))));
        const std::size_t least = std::max<std::size_t>(1, (last + room - 1) / room);
        std::size_t step = least;
        while (step < 2 * least && last % step != 0) ++step;
        if (last % step != 0) step = least;
        const float y = out_.plot.bottom() + date_gap_px + cap_;
        // From the last one back, so that it is always among them.
        for (std::size_t back = 0; back <= last; back += step) {
            const std::size_t i = last - back;
            Label label = set_label(context_, plain, words[i], {x_of(i), y}, Anchor::Middle);
            const float most = art_.right() - label.run->width;
            label.origin.x = std::clamp(label.origin.x, art_.x, std::max(art_.x, most));
            out_.dates.push_back(std::move(label));
        }
    }

    void series(const deck::Line::Series& one) {
        LineLayout::Series out;
        bool open = false;
        draw::Path area;
        const float zero = std::min(y_of(std::max(0.0, ticks_.at.front())), out_.plot.bottom());
        float from = 0, to = 0;
        const auto close_area = [&] {
            if (open) area.line_to({to, zero}).line_to({from, zero}).close();
        };
        for (std::size_t i = 0; i < one.values.size(); ++i) {
            if (!one.values[i]) {
                close_area();
                open = false;
                continue;
            }
            const Point at{x_of(i), y_of(*one.values[i])};
            if (open) {
                out.line.line_to(at);
                area.line_to(at);
            } else {
                out.line.move_to(at);
                area.move_to(at);
                from = at.x;
            }
            to = at.x;
            open = true;
            out.points.push_back(at);
        }
        close_area();
        if (one.area) out.area = std::move(area);
        out_.series.push_back(std::move(out));
    }

    // The words at the ends, pushed apart where lines end close to one another; each its number over its
    // name.
    void ends_apart() {
        struct End {
            std::size_t series;
            float top, height;
        };
        std::vector<End> ends;
        const float x = out_.plot.right() + end_gap_px;
        const float room = art_.right() - x;
        for (std::size_t i = 0; i < out_.series.size(); ++i) {
            if (out_.series[i].points.empty()) continue;
            LineLayout::Series& one = out_.series[i];
            one.value = set_label_block(context_, value_style_, end_value(kind_.series[i]), {x, 0},
                                        Anchor::Left, room, least_label_px);
            float height = value_cap_;
            const auto name = context_.in(kind_.series[i].label);
            if (!name.empty()) {
                constexpr float below_value_px = 18;
                one.name = set_label_block(context_, style_, name, {x, value_cap_ + below_value_px},
                                           Anchor::Left, room, least_label_px);
                height = one.name.bottom;
            }
            ends.push_back({i, one.points.back().y - value_cap_ / 2, height});
        }
        std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.top < b.top; });
        constexpr float between_px = 22;
        float from = art_.y;
        for (End& end : ends) {
            end.top = std::max(end.top, from);
            from = end.top + end.height + between_px;
        }
        float to = art_.bottom();
        for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
            end->top = std::min(end->top, to - end->height);
            to = end->top - between_px;
        }
        for (const End& end : ends) {
            LineLayout::Series& one = out_.series[end.series];
            for (LabelBlock* block : {&one.value, &one.name})
                for (Label& line : block->lines) line.origin.y += end.top;
        }
    }

    // The highest (least y) of all lines between two x.
    [[nodiscard]] float top_between(float left, float right) const {
        float top = out_.plot.bottom();
        for (const LineLayout::Series& one : out_.series)
            for (std::size_t i = 0; i < one.points.size(); ++i) {
                const Point here = one.points[i];
                if (here.x >= left && here.x <= right) top = std::min(top, here.y);
                if (i == 0 || here.x < left || one.points[i - 1].x > right) continue;
                const Point before = one.points[i - 1];
                for (const float x : {left, right})
                    if (x > before.x && x < here.x)
                        top = std::min(top, lerp(before.y, here.y, (x - before.x) / (here.x - before.x)));
            }
        return top;
    }

    // Above all lines, where there is room, with a thin line down to its point; else below its point.
    void note(const deck::Line::Note& note) {
        const auto& value = kind_.series[note.series].values[note.point];
        if (!value) return;
        LineLayout::Note out;
        out.at = {x_of(note.point), y_of(*value)};
        LabelBlock words = set_label_block(context_, style_, context_.in(note.label), {0, 0}, Anchor::Left,
                                           note_width_max_px, least_label_px);
        float width = 0;
        for (const Label& line : words.lines) width = std::max(width, line.run->width);
        const float left =
            std::clamp(out.at.x - width / 2, out_.plot.x, std::max(out_.plot.x, out_.plot.right() - width));
        const float height = words.bottom;
        const float free = std::min(top_between(left, left + width), out.at.y) - note_lift_px;
        const bool above = free - height >= art_.y;
        const float top = above ? free - height : out.at.y + note_lift_px;
        if (!above && top + height > out_.plot.bottom()) return; // no room: the point goes unsaid
        for (Label& line : words.lines) line.origin.x += left, line.origin.y += top;
        words.bottom += top;
        constexpr float leader_gap_px = 12;
        out.leader = {out.at.x, above ? words.bottom + leader_gap_px : top - leader_gap_px};
        out.box = {left, top, width, height};
        out.words = std::move(words);
        out_.notes.push_back(std::move(out));
    }

    const Context& context_;
    const deck::Line& kind_;
    Rect art_;
    text::Style style_, value_style_;
    float cap_ = 0, value_cap_ = 0;
    AxisTicks ticks_;
    LineLayout out_;
};

} // namespace

LineLayout LineLayout::make(const Context& context, const deck::Line& kind, const Rect& art) {
    return Maker(context, kind, art).run();
}

} // namespace kiosk::scene
