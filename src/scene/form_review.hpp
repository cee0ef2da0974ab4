// The pledge so far: the card beside the last step with its "Change" buttons, and one line under the title on
// portrait screens. Called by form_screen.
#pragma once

#include "scene/form_fields.hpp"

namespace kiosk::scene {

// The card at the place of `room`, at least as high; returns its height.
float draw_review(const FormDrawing& drawing, const Rect& room);
[[nodiscard]] float review_height(const FormDrawing& drawing);
// "Your pledge" and "£10 every month" in two lines; false, and nothing drawn, while nothing is pledged yet.
bool draw_pledge_line(const FormDrawing& drawing, Point at, float width);

} // namespace kiosk::scene
