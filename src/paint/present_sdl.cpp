#include "paint/present_sdl.hpp"

#include <SDL.h>

#include <algorithm>
#include <string>
#include <vector>

#include "paint/renderer_choice_sdl.hpp"
#include "paint/turn_pixels.hpp"

namespace kiosk::paint {

struct Presenter::State {
    SDL_Window* window = nullptr;
    SDL_Renderer* renderer = nullptr; // null on the surface path
    SDL_Texture* texture = nullptr;
    PixelSize texture_size;
    std::string description;
    Turn turn = Turn::None;
    bool everything = true; // the next show is of the whole frame
    // Of the call in hand; they keep their memory, so that showing a frame takes none.
    std::vector<PixelRect> rects;
    std::vector<SDL_Rect> shown;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (texture != nullptr) SDL_DestroyTexture(texture);
        if (renderer != nullptr) SDL_DestroyRenderer(renderer);
    }
};

namespace {

Error failed(const char* what) {
    return machine_error(std::string("the picture could not be shown: ") + what + ": " + SDL_GetError());
}

PixelRect clipped(PixelRect rect, PixelSize size) {
    const int left = std::max(rect.x, 0), top = std::max(rect.y, 0);
    return {left, top, std::min(rect.right(), size.width) - left, std::min(rect.bottom(), size.height) - top};
}

// The rectangles to show, inside the frame and not empty.
void find_rects(const Frame& frame, std::span<const PixelRect> dirty, bool everything,
                std::vector<PixelRect>& rects) {
    rects.clear();
    if (everything) {
        rects.push_back({0, 0, frame.size.width, frame.size.height});
        return;
    }
    for (const PixelRect& rect : dirty) {
        const PixelRect inside = clipped(rect, frame.size);
        if (!inside.empty()) rects.push_back(inside);
    }
}

const std::uint32_t* pixel_at(const Frame& frame, int x, int y) {
    return frame.pixels.data() + static_cast<std::ptrdiff_t>(y) * frame.stride + x;
}

constexpr std::uint32_t ours = SDL_PIXELFORMAT_RGB888; // SDL's name for XRGB8888

SDL_Rect as_sdl(PixelRect rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

// Copies one rectangle of the frame onto the surface, turned and in the surface's format.
bool copy_to_surface(const Frame& frame, PixelRect from, PixelRect to, Turn turn, SDL_Surface& surface) {
    auto* row = static_cast<std::uint8_t*>(surface.pixels) +
                static_cast<std::ptrdiff_t>(to.y) * surface.pitch +
                static_cast<std::ptrdiff_t>(to.x) * surface.format->BytesPerPixel;
    const int pitch = frame.stride * 4;
    if (turn == Turn::None) {
        return SDL_ConvertPixels(from.width, from.height, ours, pixel_at(frame, from.x, from.y), pitch,
                                 surface.format->format, row, surface.pitch) == 0;
    }
    std::vector<std::uint32_t> piece(static_cast<std::size_t>(to.width) *
                                     static_cast<std::size_t>(to.height));
    turn_pixels(pixel_at(frame, from.x, from.y), frame.stride, {from.width, from.height}, turn, piece);
    return SDL_ConvertPixels(to.width, to.height, ours, piece.data(), to.width * 4, surface.format->format,
                             row, surface.pitch) == 0;
}

} // namespace

std::optional<PresentPath> parse_present_path(std::string_view word) {
    if (word == "auto") return PresentPath::Automatic;
    if (word == "surface") return PresentPath::Surface;
    if (word == "texture") return PresentPath::Texture;
    return std::nullopt;
}

Presenter::Presenter(std::unique_ptr<State> state) : state_(std::move(state)) {}
Presenter::~Presenter() = default;
Presenter::Presenter(Presenter&&) noexcept = default;
Presenter& Presenter::operator=(Presenter&&) noexcept = default;

Result<Presenter> Presenter::create(SDL_Window* window, PresentPath path, Turn turn) {
    auto state = std::make_unique<State>();
    state->window = window;
    state->turn = turn;
    if (path == PresentPath::Automatic) path = choose_path();
    if (path == PresentPath::Texture) {
        // No flags but vsync: an accelerated renderer is taken first, a software one where it was forced.
        state->renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_PRESENTVSYNC);
        if (state->renderer == nullptr) return failed("no renderer");
        SDL_RendererInfo info{};
        SDL_GetRendererInfo(state->renderer, &info);
        state->description = std::string("texture on ") + (info.name != nullptr ? info.name : "a renderer");
    } else {
        if (SDL_GetWindowSurface(window) == nullptr) return failed("no window surface");
        state->description = "window surface";
    }
    return Presenter(std::move(state));
}

void Presenter::window_changed() {
    state_->everything = true;
    if (state_->texture != nullptr) SDL_DestroyTexture(state_->texture);
    state_->texture = nullptr;
}

bool Presenter::waits_for_display() const {
    SDL_RendererInfo info{};
    return state_->renderer != nullptr && SDL_GetRendererInfo(state_->renderer, &info) == 0 &&
           (info.flags & SDL_RENDERER_PRESENTVSYNC) != 0;
}

PresentPath Presenter::path() const {
    return state_->renderer != nullptr ? PresentPath::Texture : PresentPath::Surface;
}
std::string_view Presenter::description() const {
    return state_->description;
}

std::uint32_t* Presenter::canvas(PixelSize size) {
    if (state_->renderer != nullptr || state_->turn != Turn::None) return nullptr;
    const SDL_Surface* surface = SDL_GetWindowSurface(state_->window);
    if (surface == nullptr || SDL_MUSTLOCK(surface) || surface->format->format != ours ||
        surface->pitch != size.width * 4 || PixelSize{surface->w, surface->h} != size)
        return nullptr;
    return static_cast<std::uint32_t*>(surface->pixels);
}

namespace {

Result<void> show_on_surface(SDL_Window* window, const Frame& frame, Turn turn,
                             std::span<const PixelRect> rects, std::vector<SDL_Rect>& shown) {
    SDL_Surface* surface = SDL_GetWindowSurface(window); // a new one after a resize
    if (surface == nullptr) return failed("no window surface");
    if (turned(frame.size, turn) != PixelSize{surface->w, surface->h}) {
        return machine_error("the picture could not be shown: expected a frame of the window's " +
                             std::to_string(surface->w) + "x" + std::to_string(surface->h) +
                             " pixels, found " + std::to_string(frame.size.width) + "x" +
                             std::to_string(frame.size.height));
    }
    shown.clear();
    if (SDL_LockSurface(surface) != 0) return failed("the window surface cannot be locked");
    for (const PixelRect& rect : rects) {
        const PixelRect to = to_window(rect, frame.size, turn);
        const bool is_there = frame.pixels.data() == surface->pixels; // painted on the canvas
        if (is_there || copy_to_surface(frame, rect, to, turn, *surface)) shown.push_back(as_sdl(to));
    }
    SDL_UnlockSurface(surface);
    if (shown.size() != rects.size()) return failed("the surface's format cannot be written");
    if (SDL_UpdateWindowSurfaceRects(window, shown.data(), static_cast<int>(shown.size())) != 0) {
        return failed("the window surface cannot be shown");
    }
    return Done{};
}

Result<void> show_texture(SDL_Renderer* renderer, SDL_Texture* texture, const Frame& frame, Turn turn,
                          std::span<const PixelRect> rects) {
    for (const PixelRect& rect : rects) {
        const SDL_Rect to = as_sdl(rect);
        if (SDL_UpdateTexture(texture, &to, pixel_at(frame, rect.x, rect.y), frame.stride * 4) != 0) {
            return failed("the texture cannot be written");
        }
    }
    PixelSize output;
    SDL_GetRendererOutputSize(renderer, &output.width, &output.height);
    // The picture before its turn, with its middle on the window's.
    const PixelSize upright = turned(output, turn);
    const SDL_Rect place{(output.width - upright.width) / 2, (output.height - upright.height) / 2,
                         upright.width, upright.height};
    SDL_RenderClear(renderer);
    if (SDL_RenderCopyEx(renderer, texture, nullptr, &place, 90.0 * static_cast<int>(turn), nullptr,
                         SDL_FLIP_NONE) != 0) {
        return failed("the texture cannot be drawn");
    }
    SDL_RenderPresent(renderer);
    return Done{};
}

} // namespace

Result<void> Presenter::show(const Frame& frame, std::span<const PixelRect> dirty) {
    State& state = *state_;
    if (frame.size.width <= 0 || frame.size.height <= 0) return Done{};
    if (state.renderer != nullptr && (state.texture == nullptr || state.texture_size != frame.size)) {
        if (state.texture != nullptr) SDL_DestroyTexture(state.texture);
        state.texture = SDL_CreateTexture(state.renderer, SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_STREAMING,
                                          frame.size.width, frame.size.height);
        if (state.texture == nullptr) return failed("no texture of the frame's size");
        SDL_SetTextureBlendMode(state.texture, SDL_BLENDMODE_NONE);
        state.texture_size = frame.size;
        state.everything = true;
    }
    find_rects(frame, dirty, state.everything, state.rects);
    const std::span<const PixelRect> rects(state.rects);
    if (rects.empty()) return Done{};
    Result<void> shown = state.renderer != nullptr
                             ? show_texture(state.renderer, state.texture, frame, state.turn, rects)
                             : show_on_surface(state.window, frame, state.turn, rects, state.shown);
    // What failed is shown whole the next time.
    state.everything = !shown.ok();
    return shown;
}

} // namespace kiosk::paint
