// Named places on a map of dots, as large as their numbers where they have some, and lines between them. The
// deck may say which part of the earth is shown.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "motion/track.hpp"
#include "scene/amount.hpp"
#include "scene/arc.hpp"
#include "scene/heading.hpp"
#include "scene/kinds.hpp"
#include "scene/projection.hpp"
#include "scene/tint.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;

constexpr float dot_per_scale = 4.4F / 262.46F; // of the land, as on the map of the design
constexpr float dot_least_px = 3, dot_most_px = 13;
constexpr float point_px = 15, point_most_px = 44, point_least_px = 5;
constexpr float arc_px = 6, arc_bend = 0.22F;
constexpr float label_gap_px = 16, figure_gap_px = 14, edge_px = 30;
constexpr float fade_px = 70; // the land fades out below the words

// The table of the slide, in ms.
constexpr float dots_from = 200, dot_in = 250, dot_delay_ms_per_px = 0.9F;
constexpr float points_from = 1200, points_apart = 220, point_in = 400;
constexpr float arcs_apart = 300, arc_in = 1200;

struct LandDot {
    Point at;
    float alpha = 1, from_ms = 0;
};
struct Laid {
    Point at;
    float radius = point_px;
    Label label, figure;
    Tint colours;
};

class PicturePoints final : public Picture {
  public:
    PicturePoints(const deck::Slide& slide, const deck::Points& kind, const Context& context);
    void draw(draw::DrawList& list, const Moment& moment) const override;
    float next_change_ms(float t_ms) const override;
    float settled_ms() const override { return std::max(arcs_to(), heading_.whole_ms(arcs_to())); }

  private:
    void project(const deck::Region& region);
    void set_land(const std::vector<deck::LandPoint>& land);
    void set_points(const deck::Points& kind);
    void set_labels(const deck::Points& kind, const Context& context);
    [[nodiscard]] float overlap(const Rect& words, std::size_t own, const std::vector<Rect>& taken) const;
    void draw_world(draw::DrawList& list, float t) const;
    void draw_point(draw::DrawList& list, std::size_t index, float t_ms) const;
    [[nodiscard]] float arcs_from() const {
        return points_from + points_apart * static_cast<float>(points_.size()) + 200;
    }
    [[nodiscard]] float arcs_to() const {
        const auto count = static_cast<float>(arcs_.size());
        return count > 0 ? arcs_from() + arcs_apart * (count - 1) + arc_in : arcs_from() + 200;
    }

    Heading heading_;
    deck::Palette palette_;
    Size canvas_;
    EqualEarth projection_;
    float dot_px_ = dot_least_px;
    std::vector<LandDot> land_;
    std::vector<Laid> points_;
    std::vector<Rect> words_; // of the labels: no dot of the land lies under them
    std::vector<Arc> arcs_;
    std::vector<Colour> arc_colours_;
    mutable draw::Path scratch_; // keeps its memory from frame to frame
};

// Without a region: the points and what lies around them, but never so little that no shape of land is seen.
deck::Region around(const std::vector<deck::MapPoint>& points) {
    constexpr double width_least = 110, height_least = 60, air_part = 0.3, air_least = 14;
    constexpr double north_most = 78, south_most = -56; // of the land that has dots
    if (points.empty()) return {};
    // The shortest arc round the earth that holds all points leaves out the widest gap between two of them.
    std::vector<double> east;
    for (const deck::MapPoint& one : points) east.push_back(one.place.longitude);
    std::ranges::sort(east);
    double west = east.front(), width = east.back() - east.front();
    for (std::size_t i = 1; i < east.size(); ++i) {
        const double rest = 360 - (east[i] - east[i - 1]);
        if (rest < width) west = east[i], width = rest;
    }
    const auto grown = [&](double extent, double least) {
        return std::max(least, extent + 2 * std::max(air_least, air_part * extent));
    };
    const auto [low, high] =
        std::ranges::minmax(points, {}, [](const deck::MapPoint& one) { return one.place.latitude; });
    const double south = low.place.latitude, north = high.place.latitude;
    const double all = std::min(360.0, grown(width, width_least)), tall = grown(north - south, height_least);
    deck::Region region;
    region.west = west + width / 2 - all / 2, region.east = region.west + all;
    region.south = std::max(south_most, (south + north) / 2 - tall / 2);
    region.north = std::min(north_most, region.south + tall);
    region.south = std::max(south_most, std::min(region.south, region.north - tall));
    return region;
}

PicturePoints::PicturePoints(const deck::Slide& slide, const deck::Points& kind, const Context& context)
    : heading_(Heading::above(slide, context)),
      palette_(context.palette(slide.ground)),
      canvas_(canvas(context.look.orientation)) {
    project(kind.region ? *kind.region : around(kind.points));
    set_points(kind);
    for (const deck::MapArc& arc : kind.arcs) {
        arcs_.emplace_back(points_[arc.from].at, points_[arc.to].at, arc_bend);
        arc_colours_.push_back(points_[arc.from].colours.words);
    }
    set_labels(kind, context);
    set_land(context.assets.land_landscape);
    scratch_.verbs.reserve(2);
    scratch_.points.reserve(3);
}

// The largest map in which the region, edges sampled, lies in the room of the picture.
void PicturePoints::project(const deck::Region& region) {
    const double east = region.east > region.west ? region.east : region.east + 360;
    projection_ = {(region.west + east) / 2, 1, {0, 0}};
    constexpr int samples = 24;
    float left = std::numeric_limits<float>::infinity(), top = left, right = -left, bottom = -left;
    for (int i = 0; i <= samples; ++i) {
        const double part = static_cast<double>(i) / samples;
        // A hair inside, so that the edge of the whole earth does not wrap to the other side.
        const double longitude = region.west + 1e-6 + (east - region.west - 2e-6) * part;
        const double latitude = region.south + (region.north - region.south) * part;
        for (const Point at :
             {projection_.place(longitude, region.north), projection_.place(longitude, region.south),
              projection_.place(region.west + 1e-6, latitude), projection_.place(east - 1e-6, latitude)}) {
            left = std::min(left, at.x), right = std::max(right, at.x);
            top = std::min(top, at.y), bottom = std::max(bottom, at.y);
        }
    }
    const Rect& art = heading_.art;
    const float scale = std::min(art.width / (right - left), art.height / (bottom - top));
    projection_.scale_px = static_cast<double>(scale);
    projection_.centre = {art.centre().x - scale * (left + right) / 2,
                          art.centre().y - scale * (top + bottom) / 2};
    dot_px_ = std::clamp(dot_per_scale * scale, dot_least_px, dot_most_px);
}

// Land runs on to the edges of the canvas, and fades out towards the words.
void PicturePoints::set_land(const std::vector<deck::LandPoint>& land) {
    const Rect& art = heading_.art;
    const Point from = points_.empty() ? art.centre() : points_.front().at;
    for (const deck::LandPoint& point : land) {
        LandDot dot;
        dot.at = projection_.place(static_cast<double>(point.longitude), static_cast<double>(point.latitude));
        if (dot.at.x < 0 || dot.at.x > canvas_.width) continue;
        const float inside =
            std::min(dot.at.y - (art.y - fade_px / 2), art.bottom() + fade_px / 2 - dot.at.y);
        dot.alpha = std::clamp(inside / fade_px, 0.0F, 1.0F);
        const Point at = dot.at;
        const bool covered =
            std::ranges::any_of(words_, [&](const Rect& words) { return words.grown(dot_px_).contains(at); });
        if (dot.alpha <= 0 || covered) continue;
        dot.from_ms = dots_from + dot_delay_ms_per_px * distance(dot.at, from);
        land_.push_back(dot);
    }
    std::ranges::sort(land_, {}, &LandDot::from_ms);
}

void PicturePoints::set_points(const deck::Points& kind) {
    double most = 0;
    for (const deck::MapPoint& point : kind.points)
        most = std::max(most, point.quantity ? point.quantity->value : 0);
    for (const deck::MapPoint& point : kind.points) {
        Laid laid;
        laid.at = projection_.place(point.place.longitude, point.place.latitude);
        laid.colours = tint(palette_, point.tone);
        // Areas are as the numbers; a number too small to see is still a point.
        if (point.quantity && most > 0)
            laid.radius = std::max(
                point_least_px, point_most_px * static_cast<float>(std::sqrt(point.quantity->value / most)));
        points_.push_back(std::move(laid));
    }
}

// How much of `words` lies on other points, on words, or outside of the picture.
float PicturePoints::overlap(const Rect& words, std::size_t own, const std::vector<Rect>& taken) const {
    const Rect room{edge_px, heading_.art.y - 20, canvas_.width - 2 * edge_px, heading_.art.height + 20};
    const Rect inside = intersection(words, room);
    float area = words.width * words.height - inside.width * inside.height;
    const auto on = [&](const Rect& other) {
        const Rect both = intersection(words, other);
        area += both.width * both.height;
    };
    for (const Rect& other : taken) on(other);
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const float r = points_[i].radius + 4;
        if (i != own) on({points_[i].at.x - r, points_[i].at.y - r, 2 * r, 2 * r});
    }
    constexpr int samples = 40;
    constexpr float crossed = 150; // as bad as so many square pixels of words
    for (const Arc& arc : arcs_)
        for (int i = 0; i <= samples; ++i)
            if (words.contains(arc.at(static_cast<float>(i) / samples))) area += crossed;
    return area;
}

// Each label at the first of the places around its point where it is free; else where it covers least.
void PicturePoints::set_labels(const deck::Points& kind, const Context& context) {
    const text::Style style = context.style(deck::TypeRole::LabelSlide);
    const float cap = context.fonts.metrics(style).cap_height * style.size_px;
    std::vector<Rect>& taken = words_;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        Laid& laid = points_[i];
        laid.label = set_label(context, style, context.in(kind.points[i].place.label), {});
        const auto& quantity = kind.points[i].quantity;
        laid.figure = set_label(context, style, quantity ? amount(context, *quantity) : std::string{}, {});
        const bool figure = laid.figure.run->width > 0;
        const float width = laid.label.run->width + (figure ? figure_gap_px + laid.figure.run->width : 0);
        const float height = cap + 16, off = laid.radius + label_gap_px;
        const Point at = laid.at;
        const std::array<Rect, 8> places{
            {{at.x + off, at.y - height / 2, width, height},
             {at.x - off - width, at.y - height / 2, width, height},
             {at.x - width / 2, at.y - off - height, width, height},
             {at.x - width / 2, at.y + off, width, height},
             {at.x + off * 0.6F, at.y - off - height * 0.8F, width, height},
             {at.x + off * 0.6F, at.y + off * 0.6F, width, height},
             {at.x - off * 0.6F - width, at.y - off - height * 0.8F, width, height},
             {at.x - off * 0.6F - width, at.y + off * 0.6F, width, height}}};
        Rect best = places.front();
        float least = std::numeric_limits<float>::infinity();
        for (const Rect& place : places) {
            const float covers = overlap(place, i, taken);
            if (covers < least) best = place, least = covers;
            if (covers <= 0) break;
        }
        taken.push_back(best.grown(4));
        const float y = best.centre().y + cap / 2;
        if (reads_from_right(context.look.language) && figure) {
            laid.figure.origin = {best.x, y};
            laid.label.origin = {best.right() - laid.label.run->width, y};
        } else {
            laid.label.origin = {best.x, y};
            laid.figure.origin = {best.x + laid.label.run->width + figure_gap_px, y};
        }
    }
}

void PicturePoints::draw_point(draw::DrawList& list, std::size_t index, float t_ms) const {
    const Laid& laid = points_[index];
    const float from = points_from + points_apart * static_cast<float>(index);
    const float part = Span{from, from + point_in}.at(t_ms, Ease::Enter);
    if (part <= 0) return;
    fill_circle(list, laid.at, laid.radius * lerp(0.6F, 1, part), laid.colours, part);
    laid.label.draw(list, palette_.text, part);
    laid.figure.draw(list, laid.colours.words, part);
}

void PicturePoints::draw(draw::DrawList& list, const Moment& moment) const {
    {
        // The world has one way round, whichever way a language runs.
        const auto upright_map = list.unmirrored({canvas_.width / 2, 0, 0, 0});
        draw_world(list, moment.t_ms);
    }
    heading_.draw(list, palette_, moment.t_ms, arcs_to());
}

void PicturePoints::draw_world(draw::DrawList& list, float t) const {
    for (const LandDot& dot : land_) {
        if (dot.from_ms >= t) break;
        const float alpha = dot.alpha * Span{dot.from_ms, dot.from_ms + dot_in}.at(t);
        list.fill_circle(dot.at, dot_px_, faded(palette_.map_land, alpha));
    }
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
        const float from = arcs_from() + arcs_apart * static_cast<float>(i);
        const float part = Span{from, from + arc_in}.at(t, Ease::Draw);
        if (part <= 0) break;
        arcs_[i].start_of(part, scratch_);
        list.stroke_path(scratch_, arc_px * palette_.stroke_scale, arc_colours_[i]);
    }
    for (std::size_t i = 0; i < points_.size(); ++i) draw_point(list, i, t);
}

float PicturePoints::next_change_ms(float t_ms) const {
    const float land_to = land_.empty() ? 0 : land_.back().from_ms + dot_in;
    const Span all{0, std::max(arcs_to(), land_to)};
    return std::min(heading_.next_change_ms(t_ms, arcs_to()), all.next_change_ms(t_ms));
}

} // namespace

PicturePointer make_picture(const deck::Slide& slide, const deck::Points& kind, const Context& context) {
    return std::make_unique<PicturePoints>(slide, kind, context);
}

} // namespace kiosk::scene
