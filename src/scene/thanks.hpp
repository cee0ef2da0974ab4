// The thank-you: what happens next, the receipt code, and the lights of today with the visitor's own among
// them. The whole screen, laid out when a sign-up is stored and drawn by the view; shows no name and keeps
// nothing that was typed.
#pragma once

#include <memory>
#include <string_view>

#include "base/time.hpp"
#include "draw/draw_list.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"
#include "scene/feel.hpp"
#include "scene/picture.hpp"

namespace kiosk::scene {

class Thanks {
  public:
    struct Moment {
        float t_ms = 0;                       // since the sign-up was stored
        float clears_in_ms = 0;               // until the screen clears itself
        float clears_of_ms = 1;               // of so long in all
        Today today;                          // the visitor's pledge counted in
        ControlKind open = ControlKind::None; // of the chrome: what stands open over this screen
    };

    // `receipt`: the code as it is read out, such as "KITE-4821"; empty: no line for it.
    Thanks(const Context& context, std::string_view receipt);
    ~Thanks();
    Thanks(const Thanks&) = delete;
    Thanks& operator=(const Thanks&) = delete;

    // `hits` may be null where a sheet covers the screen.
    void draw(draw::DrawList& list, HitMap* hits, const Feel& feel, Instant now, const Moment& moment) const;
    // How long after the moment the drawing may differ: 0 while something moves.
    [[nodiscard]] float next_change_in_ms(const Moment& moment) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::scene
