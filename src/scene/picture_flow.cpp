// Bands from sources to targets, each as wide as its number, side by side and to one scale.
#include <algorithm>
#include <utility>
#include <vector>

#include "motion/track.hpp"
#include "scene/amount.hpp"
#include "scene/heading.hpp"
#include "scene/kinds.hpp"
#include "scene/tint.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float bar_px = 14, gap_px = 36;
constexpr float to_label_px = 26, label_width_px = 400, upright_label_width_px = 250;
constexpr float figure_below_px = 18, figure_behind_px = 18, between_labels_px = 22;
constexpr float figure_air_px = 6;
constexpr float band_alpha = 0.5F, outlined_alpha = 0.8F;
// The table of the slide, in ms.
constexpr Span sources_in{500, 900};
constexpr float bands_from = 900, band_each = 1500, bands_within = 1500, target_in = 300;

struct End {
    Rect bar;
    Block label, figure;
    Tint colours;
    float width = 0, height = 0; // of the words
    float value = 0, shown_ms = 0;
};
struct Laid {
    draw::Path path;
    draw::Gradient gradient;
    Rect bounds;
    std::size_t to = 0;
    float from_ms = 0;
};

class PictureFlow final : public Picture {
  public:
    PictureFlow(const deck::Slide& slide, const deck::Flow& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return std::max(last_ms_, heading_.whole_ms(last_ms_)); }

  private:
    enum class At : std::uint8_t { Left, Right };
    bool set_all_words(const deck::Flow& kind, const Context& context);
    enum class Sums : std::uint8_t { Below, Behind, None };
    bool set_words(const std::vector<deck::FlowEnd>& ends, const Context& context, Sums sums,
                   std::vector<End>& out);
    void set_bars(std::vector<End>& ends, float x, float scale);
    void set_labels(std::vector<End>& ends, At at);
    void set_bands(const deck::Flow& kind, float scale);
    [[nodiscard]] float scale_of(const std::vector<End>& ends) const;
    void draw_ends(draw::DrawList& list, const std::vector<End>& ends, float t_ms) const;

    Heading heading_;
    deck::Palette palette_;
    std::vector<End> sources_, targets_;
    std::vector<Laid> bands_;
    float last_ms_ = 0;
};

PictureFlow::PictureFlow(const deck::Slide& slide, const deck::Flow& kind, const Context& context)
    : heading_(Heading::above(slide, context)),
      palette_(context.palette(slide.ground)) {
    if (!set_all_words(kind, context)) {
        heading_.drop_body();
        static_cast<void>(set_all_words(kind, context));
    }
    for (const deck::FlowBand& band : kind.bands) {
        sources_[band.from].value += static_cast<float>(band.value);
        targets_[band.to].value += static_cast<float>(band.value);
    }
    const Rect& art = heading_.art;
    const auto widest = [](const std::vector<End>& ends) {
        float width = 0;
        for (const End& end : ends) width = std::max(width, end.width);
        return width;
    };
    const float left = art.x + widest(sources_) + to_label_px;
    const float right = art.right() - bar_px - widest(targets_) - to_label_px;
    const float scale = std::min(scale_of(sources_), scale_of(targets_));
    set_bars(sources_, left, scale);
    set_bars(targets_, right, scale);
    set_labels(sources_, At::Left);
    set_labels(targets_, At::Right);
    set_bands(kind, scale);
}

// Sums stand under their labels; where there is no room, behind them; and at last nowhere.
bool PictureFlow::set_all_words(const deck::Flow& kind, const Context& context) {
    Context plain = context;
    plain.look.text_size = 1;
    for (const Sums sums : {Sums::Below, Sums::Behind, Sums::None})
        for (const Context* words : {&context, &std::as_const(plain)})
            if (set_words(kind.sources, *words, sums, sources_) &&
                set_words(kind.targets, *words, sums, targets_))
                return true;
    return false;
}

// Each label, from y 0 on, and x 0. Whether all of them stand above one another in the room of the picture.
bool PictureFlow::set_words(const std::vector<deck::FlowEnd>& ends, const Context& context, Sums sums,
                            std::vector<End>& out) {
    const float width = context.portrait() ? upright_label_width_px : label_width_px;
    const std::size_t lines_max = context.portrait() ? 3 : 2;
    out.clear();
    float height = -between_labels_px;
    bool fits = true;
    for (const deck::FlowEnd& one : ends) {
        End end;
        end.colours = tint(palette_, one.tone);
        const BlockPlace place{0, 0, width};
        end.label = fit_label(context, deck::TypeRole::LabelSlide, context.in(one.label), place, lines_max);
        fits = fits && stands(end.label, place, lines_max);
        end.width = end.label.words.width, end.height = end.label.bottom();
        if (one.sum && sums != Sums::None) {
            const bool below = sums == Sums::Below;
            // Marks and tails of scripts from right to left reach deeper than a Latin label's.
            const float top =
                std::max(end.label.last_baseline() + figure_below_px, end.label.bottom() + figure_air_px);
            const float x = end.label.words.width + figure_behind_px;
            end.figure = fit_label(context, deck::TypeRole::Body, amount(context, *one.sum),
                                   {below ? 0 : x, below ? top : 0, width}, 1);
            if (!below) end.figure.origin.y = end.label.last_baseline();
            end.width = std::max(end.width, below ? end.figure.words.width : x + end.figure.words.width);
            end.height = std::max(end.height, end.figure.bottom());
        }
        height += end.height + between_labels_px;
        fits = fits && end.width <= width + figure_behind_px;
        out.push_back(std::move(end));
    }
    return fits && height <= heading_.art.height;
}

// How many pixels one unit is, so that all bars of a side stand above one another in the picture.
float PictureFlow::scale_of(const std::vector<End>& ends) const {
    float sum = 0;
    for (const End& end : ends) sum += end.value;
    const float gaps = gap_px * static_cast<float>(ends.size() - 1);
    constexpr float least_px = 40;
    return sum > 0 ? std::max(least_px, heading_.art.height - gaps) / sum : 1;
}

void PictureFlow::set_bars(std::vector<End>& ends, float x, float scale) {
    const Rect& art = heading_.art;
    float sum = 0;
    for (const End& end : ends) sum += end.value * scale;
    const auto gaps = static_cast<float>(ends.size() - 1);
    // The side that has fewer bars spreads them over the same height.
    const float gap = gaps > 0 ? std::min((art.height - sum) / gaps, 3 * gap_px) : 0;
    float y = art.y + (art.height - sum - gap * gaps) / 2;
    for (End& end : ends) {
        end.bar = {x, y, bar_px, end.value * scale};
        y += end.bar.height + gap;
    }
}

// Each label in the middle of its bar; where bars are thinner than words, the labels keep off each other.
void PictureFlow::set_labels(std::vector<End>& ends, At at) {
    std::vector<float> tops;
    for (const End& end : ends) {
        const Block& last = end.figure.words.lines.empty() ? end.label : end.figure;
        float top = end.bar.centre().y - last.last_baseline() / 2;
        if (!tops.empty())
            top = std::max(top, tops.back() + ends[tops.size() - 1].height + between_labels_px);
        tops.push_back(top);
    }
    float bottom = heading_.art.bottom();
    for (std::size_t i = ends.size(); i-- > 0;) {
        tops[i] = std::min(tops[i], bottom - ends[i].height);
        bottom = tops[i] - between_labels_px;
    }
    for (std::size_t i = 0; i < ends.size(); ++i) {
        End& end = ends[i];
        const bool behind = end.figure.origin.x > 0 && end.figure.origin.y == end.label.last_baseline();
        const float left = end.bar.x - to_label_px, right = end.bar.right() + to_label_px;
        const auto x = [&](const Block& block) {
            return at == At::Right ? right : left - (behind ? end.width : block.words.width);
        };
        end.figure = moved(end.figure, x(end.figure), tops[i]);
        end.label = moved(end.label, x(end.label), tops[i]);
    }
}

// At a source the bands lie in the order of their targets, at a target in that of their sources: they cross
// as little as they can.
void PictureFlow::set_bands(const deck::Flow& kind, float scale) {
    std::vector<deck::FlowBand> ordered = kind.bands;
    std::ranges::stable_sort(
        ordered, {}, [](const deck::FlowBand& one) { return one.from * deck::flow_ends_max + one.to; });
    std::vector<float> left, right(targets_.size(), 0);
    for (const End& end : sources_) left.push_back(end.bar.y);
    for (std::size_t i = 0; i < targets_.size(); ++i) right[i] = targets_[i].bar.y;
    const auto count = static_cast<float>(ordered.size());
    const float apart = count > 1 ? bands_within / (count - 1) : 0;
    for (const deck::FlowBand& one : ordered) {
        const float width = static_cast<float>(one.value) * scale;
        const Rect &a = sources_[one.from].bar, &b = targets_[one.to].bar;
        const float ya = left[one.from], yb = right[one.to];
        left[one.from] += width, right[one.to] += width;
        const Point from{a.right(), ya}, to{b.x, yb};
        const float middle = (from.x + to.x) / 2;
        Laid laid;
        laid.path.move_to(from).cubic_to({middle, from.y}, {middle, to.y}, to);
        laid.path.line_to({to.x, to.y + width});
        laid.path.cubic_to({middle, to.y + width}, {middle, from.y + width}, {from.x, from.y + width})
            .close();
        const float alpha = palette_.outlined ? outlined_alpha : band_alpha;
        laid.gradient.from = {from.x, 0}, laid.gradient.to = {to.x, 0};
        laid.gradient.stops[0] = {0, faded(sources_[one.from].colours.fill, alpha)};
        laid.gradient.stops[1] = {1, faded(targets_[one.to].colours.fill, alpha)};
        laid.gradient.stop_count = 2;
        const float top = std::min(ya, yb);
        laid.bounds = {from.x, top, to.x - from.x, std::max(ya, yb) + width - top};
        laid.to = one.to;
        laid.from_ms = bands_from + apart * static_cast<float>(bands_.size());
        // A target is there when its first band arrives.
        float& shown = targets_[one.to].shown_ms;
        const float arrives = laid.from_ms + band_each * 0.6F;
        shown = shown > 0 ? std::min(shown, arrives) : arrives;
        last_ms_ = laid.from_ms + band_each;
        bands_.push_back(std::move(laid));
    }
    for (End& end : sources_) end.shown_ms = sources_in.from_ms;
}

void PictureFlow::draw_ends(draw::DrawList& list, const std::vector<End>& ends, float t_ms) const {
    for (const End& end : ends) {
        const float alpha = Span{end.shown_ms, end.shown_ms + target_in}.at(t_ms);
        if (alpha <= 0) continue;
        const Colour colour = end.colours.ring_px > 0 ? end.colours.ring : end.colours.fill;
        list.fill_rect(end.bar, faded(colour, alpha), std::min(4.0F, end.bar.height / 2));
        end.label.draw_at_rest(list, end.colours.words, alpha);
        end.figure.draw_at_rest(list, palette_.text_2, alpha);
    }
}

void PictureFlow::draw(draw::DrawList& list, const Moment& moment) const {
    const float t = moment.t_ms;
    heading_.draw(list, palette_, t, last_ms_);
    for (const Laid& band : bands_) {
        const float part = Span{band.from_ms, band.from_ms + band_each}.at(t, Ease::Draw);
        if (part <= 0) continue;
        const Rect& all = band.bounds;
        const auto clip = list.clipped({all.x, all.y - 2, all.width * part, all.height + 4});
        list.fill_path(band.path, band.gradient);
    }
    draw_ends(list, sources_, t);
    draw_ends(list, targets_, t);
}

float PictureFlow::next_change_ms(float t_ms) const {
    return std::min(heading_.next_change_ms(t_ms, last_ms_),
                    Span{sources_in.from_ms, last_ms_}.next_change_ms(t_ms));
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Flow& kind, const Context& context) {
    return std::make_unique<PictureFlow>(slide, kind, context);
}

} // namespace kiosk::scene
