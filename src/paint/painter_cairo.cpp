#include "paint/painter_cairo.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cmath>
#include <functional>
#include <numbers>

#include "base/secret.hpp"
#include "paint/glyphs_freetype.hpp"
#include "paint/hand.hpp"
#include "paint/helper.hpp"
#include "paint/masks_cairo.hpp"
#include "paint/pictures_cairo.hpp"

namespace kiosk::paint {

namespace {

// Less is painted in the time that it takes to wake another thread.
constexpr std::int64_t shared_pixels_min = 200'000;

constexpr float full_turn_radians = 2 * std::numbers::pi_v<float>;

} // namespace

struct Painter::Impl {
    std::unique_ptr<Glyphs> glyphs;
    Masks masks;
    Pictures pictures;
    NoiseTile noise;
    std::array<Hand, 2> hands{Hand(noise), Hand(noise)};
    Work work;
    std::atomic<std::size_t> next_tile = 0;
    std::int64_t pixels = 0; // of the work
    bool is_secret = false;  // words that a visitor typed are in it
    Layer layer = Layer::All;

    [[nodiscard]] PixelRect clip_of(const draw::Command& command) const;
    [[nodiscard]] bool may_hide(const draw::Command& command) const;
    [[nodiscard]] bool meets(const PixelRect& rect) const;
    void add(const PixelRect& rect);
    void gather(const PixelRect& rect);
    void take_tiles(Hand& hand);
    void finish(Helper* helper);

    // Room for the glyphs of any screen: where they were typed, no copy is left behind by growing.
    Impl() { work.glyphs.reserve(4096); }

    // What a command needs of the caches.
    void look_up(Touching& one);
    template <typename Shape> void look_up(Touching&, const Shape&) {}
    void look_up(Touching& one, const draw::StrokeArc& shape);
    void look_up(Touching& one, const draw::FillPath& shape) {
        one.mask = &masks.fill(*work.list, shape, work.viewport, one.bounds);
    }
    void look_up(Touching& one, const draw::StrokePath& shape) {
        one.mask = &masks.stroke(*work.list, shape, work.viewport, one.bounds);
    }
    void look_up(Touching& one, const draw::GlyphRun& run);
    void look_up(Touching& one, const draw::DrawImage& shape);
};

Painter::Painter() : impl_(std::make_unique<Impl>()) {}
Painter::~Painter() = default;

Result<std::unique_ptr<Painter>> Painter::create(const text::Fonts& fonts) {
    auto glyphs = Glyphs::create(fonts);
    if (!glyphs) return glyphs.error();
    std::unique_ptr<Painter> painter(new Painter());
    painter->impl_->glyphs = std::move(*glyphs);
    return painter;
}

void Painter::paint(const draw::DrawList& list, const draw::Viewport& viewport, const draw::Damage& damage,
                    FrameBuffer& buffer, Layer layer, Helper* helper) {
    assert(viewport.size == buffer.size());
    impl_->work.list = &list;
    impl_->work.viewport = viewport;
    impl_->work.buffer = &buffer;
    impl_->layer = layer;
    impl_->glyphs->next_frame();
    impl_->masks.next_frame();
    impl_->pictures.next_frame();
    const PixelRect whole{0, 0, buffer.size().width, buffer.size().height};
    for (const PixelRect& rect : damage.rects()) {
        const PixelRect inside = common(rect, whole);
        // No pixel is painted by two hands at once.
        if (impl_->meets(inside)) impl_->finish(helper);
        impl_->add(inside);
    }
    impl_->finish(helper);
}

// A clip is cut at whole pixels, the nearest, so that what it cuts has a sharp edge.
PixelRect Painter::Impl::clip_of(const draw::Command& command) const {
    const draw::Viewport& viewport = work.viewport;
    if (command.clip == draw::everything) return {0, 0, viewport.size.width, viewport.size.height};
    const Rect c = work.place(command.clip);
    const auto whole = [](float v) { return static_cast<int>(std::lround(std::clamp(v, -1e6F, 1e6F))); };
    const int x = whole(c.x), y = whole(c.y);
    return {x, y, whole(c.right()) - x, whole(c.bottom()) - y};
}

bool Painter::Impl::may_hide(const draw::Command& command) const {
    if (const auto* box = std::get_if<draw::FillRect>(&command.shape))
        return box->corners == draw::Corners{} && work.is_opaque(box->ink);
    const auto* disc = std::get_if<draw::FillCircle>(&command.shape);
    return disc != nullptr && work.is_opaque(disc->ink) && disc->radius * work.viewport.scale > tile_height;
}

bool Painter::Impl::meets(const PixelRect& rect) const {
    return std::any_of(work.tiles.begin(), work.tiles.end(),
                       [&](const Tile& tile) { return !common(tile.pixels, rect).empty(); });
}

void Painter::Impl::gather(const PixelRect& rect) {
    const std::size_t first = work.touching.size();
    // Most commands miss a small rectangle: that is seen in design units, before anything is rounded.
    const draw::Viewport& viewport = work.viewport;
    const Point low = viewport.to_design({static_cast<float>(rect.x - 1), static_cast<float>(rect.y - 1)});
    const Point high =
        viewport.to_design({static_cast<float>(rect.right() + 1), static_cast<float>(rect.bottom() + 1)});
    for (const draw::Command& command : work.list->commands()) {
        const Rect& b = command.bounds;
        if (layer == Layer::WithoutWords && std::holds_alternative<draw::GlyphRun>(command.shape)) continue;
        if (b.x > high.x || b.y > high.y || b.right() < low.x || b.bottom() < low.y) continue;
        Touching one;
        one.command = &command;
        one.bounds = viewport.to_pixels(b);
        one.may_hide = may_hide(command);
        one.clip = common(common(rect, one.bounds), clip_of(command));
        if (one.clip.empty()) continue;
        if (work.hides(one, rect)) work.touching.resize(first);
        work.touching.push_back(std::move(one));
    }
}

void Painter::Impl::add(const PixelRect& rect) {
    if (rect.empty()) return;
    const std::size_t first = work.touching.size();
    gather(rect);
    for (std::size_t i = first; i < work.touching.size(); ++i) look_up(work.touching[i]);
    for (int y = rect.y; y < rect.bottom(); y += tile_height) {
        for (int x = rect.x; x < rect.right(); x += tile_width) {
            const PixelRect tile{x, y, std::min(tile_width, rect.right() - x),
                                 std::min(tile_height, rect.bottom() - y)};
            work.tiles.push_back({tile, first, work.touching.size()});
        }
    }
    pixels += std::int64_t{rect.width} * rect.height;
}

void Painter::Impl::take_tiles(Hand& hand) {
    for (std::size_t i = next_tile++; i < work.tiles.size(); i = next_tile++) hand.paint(work, work.tiles[i]);
}

void Painter::Impl::finish(Helper* helper) {
    next_tile = 0;
    // What was typed stays on one thread.
    if (helper != nullptr && !is_secret && pixels >= shared_pixels_min) {
        helper->both([this] { take_tiles(hands[0]); }, [this] { take_tiles(hands[1]); });
    } else {
        take_tiles(hands[0]);
    }
    work.tiles.clear();
    work.touching.clear();
    if (is_secret) wipe(work.glyphs.data(), work.glyphs.size() * sizeof(PlacedGlyph));
    work.glyphs.clear();
    pixels = 0;
    is_secret = false;
}

void Painter::Impl::look_up(Touching& one) {
    std::visit([&](const auto& shape) { look_up(one, shape); }, one.command->shape);
}

void Painter::Impl::look_up(Touching& one, const draw::StrokeArc& shape) {
    if (std::abs(shape.sweep) < full_turn_radians) one.mask = &masks.stroke(shape, work.viewport, one.bounds);
}

void Painter::Impl::look_up(Touching& one, const draw::GlyphRun& run) {
    one.first_glyph = work.glyphs.size();
    is_secret = is_secret || run.secret;
    const float size = run.size_px * work.viewport.scale;
    for (const text::Glyph& glyph : work.list->glyphs(run.glyphs)) {
        const Point pen = work.place(run.origin + Point{glyph.x, glyph.y});
        // No glyph of our fonts reaches two em from its pen: the rest of a long line is not even looked up.
        if (pen.x + 2 * size < static_cast<float>(one.clip.x) ||
            pen.x - 2 * size > static_cast<float>(one.clip.right())) {
            continue;
        }
        const auto quarters = [](float v) { return static_cast<int>(std::floor(v * subpixels + 0.5F)); };
        const int x = quarters(pen.x), y = quarters(pen.y);
        const int whole_x = x >> 2, whole_y = y >> 2;
        work.glyphs.push_back(
            {&glyphs->mask(glyph.font, glyph.id, size, x - whole_x * subpixels, y - whole_y * subpixels),
             whole_x, whole_y});
    }
    one.end_glyph = work.glyphs.size();
}

void Painter::Impl::look_up(Touching& one, const draw::DrawImage& shape) {
    if (!work.is_own_size(shape)) one.picture = &pictures.picture(shape, work.viewport, one.bounds);
}

} // namespace kiosk::paint
