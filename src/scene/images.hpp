// The pictures of a deck, as the slides see them: a port that command/ fills, because decoding and files are
// not scene/'s. Asked while drawing; never waits.
#pragma once

#include <memory>
#include <string>

#include "draw/draw_list.hpp"

namespace kiosk::scene {

// A picture in the room where a slide shows it, in design pixels.
struct ImageWish {
    std::string file;        // within the deck's folder
    Size room;               // with its margin
    float margin = 0;        // how much larger than what is seen of it at once: it moves
    bool cover = true;       // fills the room, cut to the focus; else all of it lies within
    Point focus{0.5F, 0.5F}; // as parts of width and height
    bool operator==(const ImageWish&) const = default;
};

class Images {
  public:
    virtual ~Images() = default;
    // At the size of the screen; null while it is being fetched, or when it cannot be shown.
    [[nodiscard]] virtual std::shared_ptr<const draw::Image> find(const ImageWish& wish) = 0;
};

} // namespace kiosk::scene
