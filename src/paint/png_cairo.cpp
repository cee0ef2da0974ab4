#include "paint/png_cairo.hpp"

#include <algorithm>
#include <memory>

#include <cairo.h>

namespace kiosk::paint {

namespace {

struct FreeSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;

} // namespace

Result<void> write_png(const FrameBuffer& buffer, const std::filesystem::path& path) {
    // Cairo only reads it; its interface takes no const.
    auto* bytes = reinterpret_cast<unsigned char*>(const_cast<std::uint32_t*>(buffer.pixels().data()));
    const Surface surface(cairo_image_surface_create_for_data(bytes, CAIRO_FORMAT_RGB24, buffer.size().width,
                                                              buffer.size().height, buffer.stride_bytes()));
    const cairo_status_t status = cairo_surface_write_to_png(surface.get(), path.c_str());
    if (status == CAIRO_STATUS_SUCCESS) return Done{};
    return machine_error(path.string() + ": could not write the picture (" + cairo_status_to_string(status) +
                         "); see that its folder exists, may be written and has room");
}

Result<FrameBuffer> read_png(const std::filesystem::path& path) {
    const Surface surface(cairo_image_surface_create_from_png(path.c_str()));
    if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
        return input_error(path.string() + ": expected a PNG picture, found none that can be read (" +
                           cairo_status_to_string(status) + ")");
    }
    const PixelSize size{cairo_image_surface_get_width(surface.get()),
                         cairo_image_surface_get_height(surface.get())};
    FrameBuffer buffer(size);
    const Surface target(cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(buffer.pixels().data()), CAIRO_FORMAT_RGB24, size.width, size.height,
        buffer.stride_bytes()));
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> context(cairo_create(target.get()),
                                                                     &cairo_destroy);
    cairo_set_source_surface(context.get(), surface.get(), 0, 0);
    cairo_paint(context.get());
    cairo_surface_flush(target.get());
    std::for_each(buffer.pixels().begin(), buffer.pixels().end(),
                  [](std::uint32_t& p) { p |= FrameBuffer::black; });
    return buffer;
}

} // namespace kiosk::paint
