#include "staff/render_imgui_sdl.hpp"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace kiosk::staff {

struct TriangleRenderer::State {
    SDL_Surface* surface = nullptr;
    SDL_Renderer* renderer = nullptr;
    SDL_Texture* atlas = nullptr;
    // What the surface was made around; another buffer makes another surface.
    const std::uint32_t* pixels = nullptr;
    PixelSize size;
    int stride = 0;
    std::vector<ImDrawVert> vertices; // scratch, kept from frame to frame

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { clear(); }
    void clear() {
        if (atlas != nullptr) SDL_DestroyTexture(atlas);
        if (renderer != nullptr) SDL_DestroyRenderer(renderer);
        if (surface != nullptr) SDL_FreeSurface(surface);
        atlas = nullptr;
        renderer = nullptr;
        surface = nullptr;
    }
};

namespace {

Error failed(const char* what) {
    return machine_error(std::string("the staff panel could not be drawn: ") + what + ": " + SDL_GetError());
}

SDL_Texture* upload(SDL_Renderer* renderer, ImFontAtlas& atlas) {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
    SDL_Texture* texture =
        SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ABGR8888, SDL_TEXTUREACCESS_STATIC, width, height);
    if (texture == nullptr) return nullptr;
    SDL_UpdateTexture(texture, nullptr, pixels, width * 4);
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
    return texture;
}

SDL_Rect clip_of(const ImVec4& clip, const View& view) {
    const auto place = [&](float design, float offset) {
        return static_cast<int>(std::lround(design * view.scale + offset));
    };
    const int left = std::max(place(clip.x, view.offset.x), 0),
              top = std::max(place(clip.y, view.offset.y), 0);
    const int right = std::min(place(clip.z, view.offset.x), view.frame.width);
    const int bottom = std::min(place(clip.w, view.offset.y), view.frame.height);
    return {left, top, right - left, bottom - top};
}

// The vertices in pixels of the frame; SDL has no transform of its own.
void to_pixels(const ImDrawList& list, const View& view, std::vector<ImDrawVert>& out) {
    out.assign(list.VtxBuffer.begin(), list.VtxBuffer.end());
    for (ImDrawVert& vertex : out) {
        vertex.pos.x = vertex.pos.x * view.scale + view.offset.x;
        vertex.pos.y = vertex.pos.y * view.scale + view.offset.y;
    }
}

bool draw_command(SDL_Renderer* renderer, SDL_Texture* atlas, std::span<const ImDrawVert> vertices,
                  const ImDrawList& list, const ImDrawCmd& command) {
    const ImDrawVert* first = vertices.data() + command.VtxOffset;
    const int count = static_cast<int>(vertices.size() - command.VtxOffset);
    constexpr int stride = static_cast<int>(sizeof(ImDrawVert));
    // Dear ImGui packs a colour as four bytes R, G, B, A, which is SDL_Color.
    return SDL_RenderGeometryRaw(renderer, atlas, &first->pos.x, stride,
                                 reinterpret_cast<const SDL_Color*>(&first->col), stride, &first->uv.x,
                                 stride, count, list.IdxBuffer.Data + command.IdxOffset,
                                 static_cast<int>(command.ElemCount), sizeof(ImDrawIdx)) == 0;
}

} // namespace

TriangleRenderer::TriangleRenderer() : state_(std::make_unique<State>()) {}
TriangleRenderer::~TriangleRenderer() = default;
TriangleRenderer::TriangleRenderer(TriangleRenderer&&) noexcept = default;
TriangleRenderer& TriangleRenderer::operator=(TriangleRenderer&&) noexcept = default;

void TriangleRenderer::atlas_changed() {
    if (state_->atlas != nullptr) SDL_DestroyTexture(state_->atlas);
    state_->atlas = nullptr;
}

Result<void> TriangleRenderer::draw(const PanelFrame& frame, const View& view, const ImDrawData& data,
                                    ImFontAtlas& atlas) {
    State& state = *state_;
    if (state.pixels != frame.pixels.data() || state.size != frame.size || state.stride != frame.stride) {
        state.clear();
        state.surface =
            SDL_CreateRGBSurfaceWithFormatFrom(frame.pixels.data(), frame.size.width, frame.size.height, 32,
                                               frame.stride * 4, SDL_PIXELFORMAT_RGB888);
        if (state.surface == nullptr) return failed("no surface");
        state.renderer = SDL_CreateSoftwareRenderer(state.surface);
        if (state.renderer == nullptr) return failed("no renderer");
        state.pixels = frame.pixels.data();
        state.size = frame.size;
        state.stride = frame.stride;
    }
    if (state.atlas == nullptr) state.atlas = upload(state.renderer, atlas);
    if (state.atlas == nullptr) return failed("no texture for the letters");

    bool good = true;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        to_pixels(list, view, state.vertices);
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const SDL_Rect clip = clip_of(command.ClipRect, view);
            if (clip.w <= 0 || clip.h <= 0 || command.ElemCount == 0) continue;
            SDL_RenderSetClipRect(state.renderer, &clip);
            good = draw_command(state.renderer, state.atlas, state.vertices, list, command) && good;
        }
    }
    SDL_RenderSetClipRect(state.renderer, nullptr);
    SDL_RenderFlush(state.renderer);
    if (!good) return failed("triangles were refused");
    return Done{};
}

} // namespace kiosk::staff
