#include "paint/pictures_cairo.hpp"

#include <numbers>

#include <cairo.h>

#include "draw/digest.hpp"
#include "text/lru.hpp"

namespace kiosk::paint {

namespace {

// Four pictures that fill a screen of 1920 x 1080.
constexpr std::size_t cached_bytes_max = 32 * 1024 * 1024;

struct FreeContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct FreeSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;

struct Key {
    std::uint64_t image = 0;
    Rect source, target; // the target in pixels of the frame buffer
    float radius = 0;
    PixelRect bounds;
    bool operator==(const Key&) const = default;
};

// `pixels` are only read, but Cairo's interface takes no const.
Surface surface_of(const std::uint32_t* pixels, PixelSize size) {
    auto* bytes = reinterpret_cast<unsigned char*>(const_cast<std::uint32_t*>(pixels));
    return Surface(cairo_image_surface_create_for_data(bytes, CAIRO_FORMAT_ARGB32, size.width, size.height,
                                                       size.width * static_cast<int>(sizeof(std::uint32_t))));
}

void round_rect(cairo_t* c, const Rect& r, double radius) {
    constexpr double quarter = std::numbers::pi / 2;
    const double left = r.x + radius, right = r.right() - radius, top = r.y + radius,
                 bottom = r.bottom() - radius;
    cairo_new_path(c);
    cairo_arc(c, right, top, radius, -quarter, 0);
    cairo_arc(c, right, bottom, radius, 0, quarter);
    cairo_arc(c, left, bottom, radius, quarter, 2 * quarter);
    cairo_arc(c, left, top, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(c);
}

Picture render(const draw::Image& image, const Key& key) {
    Picture picture;
    picture.bounds = key.bounds;
    picture.pixels.assign(
        static_cast<std::size_t>(key.bounds.width) * static_cast<std::size_t>(key.bounds.height), 0);
    const Surface target = surface_of(picture.pixels.data(), {key.bounds.width, key.bounds.height});
    const Surface source = surface_of(image.pixels.data(), image.size);
    const std::unique_ptr<cairo_t, FreeContext> context(cairo_create(target.get()));
    cairo_t* c = context.get();
    cairo_translate(c, -key.bounds.x, -key.bounds.y);
    cairo_matrix_t whole;
    cairo_get_matrix(c, &whole);
    cairo_translate(c, key.target.x, key.target.y);
    cairo_scale(c, static_cast<double>(key.target.width) / key.source.width,
                static_cast<double>(key.target.height) / key.source.height);
    cairo_set_source_surface(c, source.get(), -key.source.x, -key.source.y);
    cairo_pattern_set_extend(cairo_get_source(c), CAIRO_EXTEND_PAD);
    cairo_set_matrix(c, &whole);
    if (key.radius > 0) {
        round_rect(c, key.target, key.radius);
    } else {
        cairo_rectangle(c, key.target.x, key.target.y, key.target.width, key.target.height);
    }
    cairo_fill(c);
    cairo_surface_flush(target.get());
    return picture;
}

} // namespace

struct Pictures::Impl {
    text::Lru<Key, Picture> pictures{cached_bytes_max};
};

Pictures::Pictures() : impl_(std::make_unique<Impl>()) {}
Pictures::~Pictures() = default;

void Pictures::next_frame() {
    impl_->pictures.trim();
}

const Picture& Pictures::picture(const draw::DrawImage& drawn, const draw::Viewport& viewport,
                                 const PixelRect& bounds) {
    const Point corner = Point{drawn.target.x, drawn.target.y} * viewport.scale + viewport.offset;
    const Key key{
        drawn.image->id,
        drawn.source,
        {corner.x, corner.y, drawn.target.width * viewport.scale, drawn.target.height * viewport.scale},
        drawn.radius * viewport.scale,
        bounds};
    draw::Digest digest(key.image);
    digest.add(key.source);
    digest.add(key.target);
    const std::uint64_t hash = digest.value();
    if (const Picture* found = impl_->pictures.find(hash, [&](const Key& k) { return k == key; }))
        return *found;
    Picture picture = render(*drawn.image, key);
    const std::size_t cost = picture.pixels.size() * sizeof(std::uint32_t) + sizeof(Key);
    return impl_->pictures.hold(hash, key, std::move(picture), cost);
}

} // namespace kiosk::paint
