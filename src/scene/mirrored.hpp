// A scope in which a list and its targets are laid out from the right, for languages that run that way.
// Opened by what draws slides, the chrome and the thank-you; forms and sheets place their parts by Page
// instead.
#pragma once

#include "draw/draw_list.hpp"
#include "scene/control.hpp"

namespace kiosk::scene {

class [[nodiscard]] Mirrored {
  public:
    // `hits` may be null. `canvas_width` 0, or a list that is mirrored already: nothing changes.
    Mirrored(draw::DrawList& list, HitMap* hits, float canvas_width)
        : hits_(list.mirrors() || canvas_width <= 0 ? nullptr : hits),
          list_(list.mirrored(canvas_width)) {
        if (hits_) before_ = hits_->mirror(canvas_width);
    }
    ~Mirrored() {
        if (hits_) static_cast<void>(hits_->mirror(before_));
    }
    Mirrored(const Mirrored&) = delete;
    Mirrored& operator=(const Mirrored&) = delete;

  private:
    HitMap* hits_;
    draw::DrawList::Scope list_;
    float before_ = 0;
};

} // namespace kiosk::scene
