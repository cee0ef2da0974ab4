// How each kind of slide is laid out. Called by lay_out() alone, which chooses among them; see picture.hpp
// for what they give back.
#pragma once

#include <memory>

#include "deck/deck.hpp"
#include "scene/context.hpp"
#include "scene/picture.hpp"

namespace kiosk::scene {

using PicturePointer = std::unique_ptr<Picture>;

[[nodiscard]] PicturePointer make_field(const deck::Slide& slide, const Context& context);
[[nodiscard]] PicturePointer make_divide(const deck::Slide& slide, const deck::Divide& kind,
                                         const Context& context);
[[nodiscard]] PicturePointer make_map(const deck::Slide& slide, const deck::Map& kind,
                                      const Context& context);
[[nodiscard]] PicturePointer make_band(const deck::Slide& slide, const deck::Band& kind,
                                       const Context& context);
[[nodiscard]] PicturePointer make_lights(const deck::Slide& slide, const deck::Lights& kind,
                                         const Context& context);
[[nodiscard]] PicturePointer make_ask(const deck::Slide& slide, const deck::Ask& kind,
                                      const Context& context);

} // namespace kiosk::scene
