// A second kiosk that only thinks: the real update and view on the shipped deck, without window or store. It
// is given the touches that the real screen gets, and so knows where on the real screen each control lies.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "app/update.hpp"
#include "app/view.hpp"
#include "text/text.hpp"

namespace kiosk::test {

class Shadow {
  public:
    explicit Shadow(scene::Orientation orientation);

    // Where the control lies now, in design pixels; empty when it is not there.
    [[nodiscard]] Rect place(scene::Control control);
    // The key that types it now, or that leads to it (shift, 123); none when the keyboard has no such key.
    [[nodiscard]] scene::Control key_towards(std::string_view character) const;
    [[nodiscard]] bool types(scene::Control key) const; // and not only leads there
    void touch(Point at);
    void feed(const app::Input& input);
    [[nodiscard]] const app::State& state() const { return state_; }

  private:
    void look_again();

    deck::Assets assets_;
    std::unique_ptr<text::Fonts> fonts_;
    app::State state_;
    std::unique_ptr<app::View> view_;
    draw::DrawList list_;
    scene::HitMap hits_;
    std::vector<app::Effect> effects_;
};

} // namespace kiosk::test
