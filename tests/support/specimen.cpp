#include "support/specimen.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "paint/png_cairo.hpp"
#include "platform/fonts_fontconfig.hpp"

namespace kiosk::test {

std::unique_ptr<text::Fonts> load_fonts() {
    std::vector<text::FontFile> files;
    const auto add = [&](text::Family family, std::string name, int weight) {
        Result<platform::FontFile> found = platform::find_font(name, weight);
        if (!found) throw std::runtime_error(found.error().message);
        files.push_back({family, found->weight, std::move(name), std::move(found->bytes), found->face});
    };
    for (const int weight : {400, 500, 600, 700}) {
        add(text::Family::Display, "Inter Display", weight);
        add(text::Family::Text, "Inter", weight);
    }
    for (const char* family :
         {"Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Devanagari"}) {
        for (const int weight : {400, family == std::string_view("Noto Sans") ? 700 : 600})
            add(text::Family::Fallback, family, weight);
    }
    auto fonts = text::Fonts::create(std::move(files));
    if (!fonts) throw std::runtime_error(fonts.error().message);
    return std::move(*fonts);
}

Specimen::Specimen(PixelSize canvas) : canvas_(canvas), fonts_(load_fonts()) {
    auto painter = paint::Painter::create(*fonts_);
    if (!painter) throw std::runtime_error(painter.error().message);
    painter_ = std::move(*painter);
}

paint::FrameBuffer Specimen::paint(const draw::DrawList& list, float scale) {
    const auto side = [scale](int px) {
        return static_cast<int>(std::lround(static_cast<float>(px) * scale));
    };
    const PixelSize size{side(canvas_.width), side(canvas_.height)};
    const Size canvas{static_cast<float>(canvas_.width), static_cast<float>(canvas_.height)};
    paint::FrameBuffer buffer(size);
    painter_->paint(list, draw::Viewport::fit(canvas, size), draw::Damage::whole(size), buffer);
    return buffer;
}

std::filesystem::path Specimen::save(const draw::DrawList& list, std::string_view name, float scale) {
    std::filesystem::create_directories("out");
    const std::filesystem::path path = std::filesystem::path("out") / (std::string(name) + ".png");
    const Result<void> written = paint::write_png(paint(list, scale), path);
    if (!written) throw std::runtime_error(written.error().message);
    return path;
}

} // namespace kiosk::test
