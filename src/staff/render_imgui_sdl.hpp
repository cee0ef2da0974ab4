// Draws Dear ImGui's triangles into a frame buffer of ours through SDL's software renderer, so that the panel
// looks the same on a window's surface, on a texture, and in a picture of a test. Used by the panel only.
// Never opens a window and needs no video driver.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "staff/panel.hpp"

struct ImDrawData;
struct ImFontAtlas;

namespace kiosk::staff {

class TriangleRenderer {
  public:
    TriangleRenderer();
    ~TriangleRenderer();
    TriangleRenderer(TriangleRenderer&&) noexcept;
    TriangleRenderer& operator=(TriangleRenderer&&) noexcept;

    // Draws over what the frame holds. `atlas` is uploaded again after atlas_changed().
    [[nodiscard]] Result<void> draw(const PanelFrame& frame, const View& view, const ImDrawData& data,
                                    ImFontAtlas& atlas);
    void atlas_changed();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace kiosk::staff
