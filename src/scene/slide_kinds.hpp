// How rise, ratio, share and statement are laid out. Called by lay_out() alone, which chooses among the
// kinds; see picture.hpp for what they give back.
#pragma once

#include <memory>

#include "scene/picture.hpp"

namespace kiosk::scene {

[[nodiscard]] std::unique_ptr<Picture> make_rise(const deck::Slide& slide, const Context& context);
[[nodiscard]] std::unique_ptr<Picture> make_ratio(const deck::Slide& slide, const deck::Ratio& kind,
                                                  const Context& context);
[[nodiscard]] std::unique_ptr<Picture> make_share(const deck::Slide& slide, const deck::Share& kind,
                                                  const Context& context);
// A title with nothing else, for what should not be pictured.
[[nodiscard]] std::unique_ptr<Picture> make_statement(const deck::Slide& slide, const Context& context);

} // namespace kiosk::scene
