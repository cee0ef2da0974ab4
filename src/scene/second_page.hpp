// The second page of a slide: in larger text a second sentence may find no room beside its picture, and then
// stands on a page of its own under the title. Called by show.cpp for each slide that is laid out. Never
// makes text smaller than the visitor asked for.
#pragma once

#include <memory>

#include "scene/picture.hpp"

namespace kiosk::scene {

// Whether the list draws these words, whatever the lines they are broken into.
[[nodiscard]] bool draws_words(const draw::DrawList& list, std::string_view words);

// Whether the settled picture leaves its slide's second sentence out. `scratch` is cleared.
[[nodiscard]] bool leaves_body_out(const Picture& picture, const deck::Slide& slide, const Context& context,
                                   draw::DrawList& scratch);

[[nodiscard]] std::unique_ptr<Picture> make_second_page(const deck::Slide& slide, const Context& context);

// How long the two pages of a slide stay, in ms. Together at least the slide's own time; longer where the
// picture must first settle, or the second sentence needs longer to be read.
struct PageTimes {
    float first_ms = 0, second_ms = 0;
};
[[nodiscard]] PageTimes page_times(float slide_ms, float settled_ms, std::string_view second_words);

} // namespace kiosk::scene
