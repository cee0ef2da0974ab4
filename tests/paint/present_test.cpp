#include <SDL.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <vector>

#include <doctest/doctest.h>

#include "paint/frame_buffer.hpp"
#include "paint/present_sdl.hpp"
#include "paint/turn_pixels.hpp"
#include "platform/window_sdl.hpp"

using namespace kiosk;
using namespace kiosk::paint;

namespace {

constexpr PixelSize size{8, 4};

// A frame in which each pixel tells its place, with padding at the end of each row.
struct TestFrame {
    static constexpr int stride = 11;
    std::vector<std::uint32_t> pixels;
    TestFrame(PixelSize of, std::uint32_t base)
        : pixels(static_cast<std::size_t>(stride * of.height), 0xFFFFFFFFU),
          of_(of) {
        for (int y = 0; y < of.height; ++y) {
            for (int x = 0; x < of.width; ++x) at(x, y) = base + static_cast<std::uint32_t>(y * 16 + x);
        }
    }
    std::uint32_t& at(int x, int y) { return pixels[static_cast<std::size_t>(y * stride + x)]; }
    [[nodiscard]] Frame frame() const { return {pixels, of_, stride}; }

  private:
    PixelSize of_;
};

std::uint32_t shown_at(SDL_Window* window, int x, int y) {
    const SDL_Surface* surface = SDL_GetWindowSurface(window);
    const auto* row = static_cast<const std::uint8_t*>(surface->pixels) + y * surface->pitch;
    std::uint32_t pixel = 0;
    SDL_memcpy(&pixel, row + x * surface->format->BytesPerPixel, surface->format->BytesPerPixel);
    std::uint8_t r = 0, g = 0, b = 0;
    SDL_GetRGB(pixel, surface->format, &r, &g, &b);
    return static_cast<std::uint32_t>(r << 16 | g << 8 | b);
}

platform::Window window_of(PixelSize of) {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    auto window = platform::Window::create({.title = "test", .size = of, .display = ""});
    REQUIRE_MESSAGE(window.ok(), window.error().message);
    return std::move(window).value();
}

} // namespace

TEST_CASE("the first frame is shown whole, later ones only where they are dirty") {
    const platform::Window window = window_of(size);
    auto presenter = Presenter::create(window.handle(), PresentPath::Automatic);
    REQUIRE_MESSAGE(presenter.ok(), presenter.error().message);
    CHECK(presenter->path() == PresentPath::Surface);
    CHECK_FALSE(presenter->waits_for_display());
    REQUIRE(presenter->show(TestFrame(size, 0x100000).frame(), {}).ok());
    CHECK(shown_at(window.handle(), 0, 0) == 0x100000);
    CHECK(shown_at(window.handle(), 7, 3) == 0x100037);

    const std::array<PixelRect, 2> dirty{PixelRect{2, 1, 2, 2}, PixelRect{7, 3, 50, 50}};
    REQUIRE(presenter->show(TestFrame(size, 0x200000).frame(), dirty).ok());
    CHECK(shown_at(window.handle(), 2, 1) == 0x200012);
    CHECK(shown_at(window.handle(), 3, 2) == 0x200023);
    CHECK(shown_at(window.handle(), 7, 3) == 0x200037);
    CHECK(shown_at(window.handle(), 4, 1) == 0x100014);
    CHECK(shown_at(window.handle(), 2, 3) == 0x100032);
}

TEST_CASE(
    "what is painted on the window's own memory is shown without a copy, and only a plain window has such") {
    const platform::Window window = window_of(size);
    auto presenter = Presenter::create(window.handle(), PresentPath::Surface);
    REQUIRE(presenter.ok());
    std::uint32_t* own = presenter->canvas(size);
    REQUIRE(own != nullptr);
    CHECK(presenter->canvas({4, 8}) == nullptr);
    FrameBuffer frame(size, own);
    CHECK(frame.is_borrowed());
    std::ranges::fill(frame.pixels(), 0xFF102030U);
    const FrameBuffer copy = frame;
    REQUIRE(presenter->show({frame.pixels(), size, size.width}, {}).ok());
    CHECK(shown_at(window.handle(), 7, 3) == 0x102030);
    frame.row(2)[5] = 0xFF405060U;
    const std::array<PixelRect, 1> dirty{PixelRect{5, 2, 1, 1}};
    REQUIRE(presenter->show({frame.pixels(), size, size.width}, dirty).ok());
    CHECK(shown_at(window.handle(), 5, 2) == 0x405060);
    CHECK(presenter->canvas(size) == own);
    CHECK_FALSE(copy.is_borrowed());
    CHECK(copy.at(5, 2) == 0xFF102030U);

    auto aside = Presenter::create(window.handle(), PresentPath::Surface, Turn::Half);
    REQUIRE(aside.ok());
    CHECK(aside->canvas(size) == nullptr);
}

TEST_CASE("after an exposure or a device reset the whole frame is shown again") {
    const platform::Window window = window_of(size);
    auto presenter = Presenter::create(window.handle(), PresentPath::Surface);
    REQUIRE(presenter.ok());
    REQUIRE(presenter->show(TestFrame(size, 0x100000).frame(), {}).ok());
    REQUIRE(presenter->show(TestFrame(size, 0x200000).frame(), {}).ok());
    CHECK(shown_at(window.handle(), 5, 2) == 0x100025); // nothing was dirty
    presenter->window_changed();
    REQUIRE(presenter->show(TestFrame(size, 0x300000).frame(), {}).ok());
    CHECK(shown_at(window.handle(), 5, 2) == 0x300025);
}

TEST_CASE("a panel on its side shows the frame turned, dirty rectangles included") {
    for (const Turn turn : {Turn::Quarter, Turn::Half, Turn::ThreeQuarters}) {
        const platform::Window window = window_of(turned(size, turn));
        auto presenter = Presenter::create(window.handle(), PresentPath::Surface, turn);
        REQUIRE(presenter.ok());
        REQUIRE(presenter->show(TestFrame(size, 0x100000).frame(), {}).ok());
        const std::array<PixelRect, 1> dirty{PixelRect{5, 1, 2, 1}};
        TestFrame second(size, 0x200000);
        REQUIRE(presenter->show(second.frame(), dirty).ok());
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const bool fresh = y == 1 && (x == 5 || x == 6);
                const PixelRect at = to_window({x, y, 1, 1}, size, turn);
                const auto place = static_cast<std::uint32_t>(y * 16 + x);
                CHECK(shown_at(window.handle(), at.x, at.y) == (fresh ? 0x200000 : 0x100000) + place);
            }
        }
    }
}

TEST_CASE("a frame of another size than the window is refused on the surface with both sizes") {
    const platform::Window window = window_of(size);
    auto presenter = Presenter::create(window.handle(), PresentPath::Surface);
    REQUIRE(presenter.ok());
    const auto shown = presenter->show(TestFrame({4, 4}, 0).frame(), {});
    REQUIRE_FALSE(shown.ok());
    CHECK(shown.error().message.find("8x4") != std::string::npos);
    CHECK(shown.error().message.find("4x4") != std::string::npos);
}

TEST_CASE("the texture shows the same pixels as the surface, turned too, and comes back after a reset") {
    for (const Turn turn : {Turn::None, Turn::Quarter, Turn::Half, Turn::ThreeQuarters}) {
        const platform::Window window = window_of(turned(size, turn));
        SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
        auto presenter = Presenter::create(window.handle(), PresentPath::Texture, turn);
        REQUIRE_MESSAGE(presenter.ok(), presenter.error().message);
        CHECK(presenter->path() == PresentPath::Texture);
        REQUIRE(presenter->show(TestFrame(size, 0x100000).frame(), {}).ok());
        presenter->window_changed();
        TestFrame second(size, 0x200000);
        REQUIRE(presenter->show(second.frame(), {}).ok());
        int same = 0;
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const PixelRect at = to_window({x, y, 1, 1}, size, turn);
                same += shown_at(window.handle(), at.x, at.y) == second.at(x, y) ? 1 : 0;
            }
        }
        CHECK(same == size.width * size.height);
    }
}
