// How each kind of slide is laid out: one make_picture() for each type in deck::Kind. Called by lay_out()
// alone, which stills them where the look asks for less movement; see picture.hpp for what they give back.
#pragma once

#include <memory>

#include "deck/deck.hpp"
#include "scene/context.hpp"
#include "scene/picture.hpp"

namespace kiosk::scene {

using PicturePointer = std::unique_ptr<Picture>;

[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Rise& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Ratio& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Share& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Field& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Divide& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Map& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Band& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Lights& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Ask& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Statement& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Photograph& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Timeline& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Compare& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Flow& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Points& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Quote& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::List& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Steps& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Number& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Bars& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Line& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Donut& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Pictogram& kind,
                                          const Context& context);
[[nodiscard]] PicturePointer make_picture(const deck::Slide& slide, const deck::Goal& kind,
                                          const Context& context);

} // namespace kiosk::scene
