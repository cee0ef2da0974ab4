#include "scene/qr.hpp"

namespace kiosk::scene {

draw::Path qr_path(const QrCode& code, Point top_left, float module_px) {
    draw::Path path;
    for (int y = 0; y < code.size; ++y) {
        for (int x = 0; x < code.size; ++x) {
            if (!code.is_dark(x, y)) continue;
            const int first = x;
            while (x + 1 < code.size && code.is_dark(x + 1, y)) ++x;
            const float left = top_left.x + module_px * static_cast<float>(first);
            const float right = top_left.x + module_px * static_cast<float>(x + 1);
            const float top = top_left.y + module_px * static_cast<float>(y);
            path.move_to({left, top}).line_to({right, top}).line_to({right, top + module_px});
            path.line_to({left, top + module_px}).close();
        }
    }
    return path;
}

} // namespace kiosk::scene
