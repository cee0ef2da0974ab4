// What goes over from one slide to the next: parts that both give the same name. Each moves from its place on
// the one to its place on the other, grows and takes its colour, and does not fade. Laid out once for two
// pages that follow each other, by show_make.cpp; drawn by show.cpp. Pure; the two pictures must outlive it.
#pragma once

#include <span>
#include <vector>

#include "deck/deck.hpp"
#include "draw/draw_list.hpp"
#include "scene/picture.hpp"

namespace kiosk::scene {

// A part may be drawn in pieces that each find their like: words or a figure, the mark beside them, and
// lights, one after another.
enum class Piece : std::uint8_t { Words, Mark, FirstLight };
constexpr unsigned lights_carried_max = 12; // more are a swarm, and nobody's eye follows one
constexpr draw::ElementId element_of(deck::PartId part, Piece piece, unsigned light = 0) {
    constexpr unsigned pieces = 2 + lights_carried_max;
    if (part == deck::no_part || light >= lights_carried_max) return 0;
    return part * pieces + static_cast<unsigned>(piece) + light;
}

class Carry {
  public:
    static constexpr std::size_t pieces_max = 24; // at once
    Carry() = default;
    // `mirror_width` as in context.hpp. `scratch` is cleared.
    [[nodiscard]] static Carry make(const Picture& from, std::span<const draw::ElementId> from_elements,
                                    const Picture& to, std::span<const draw::ElementId> to_elements,
                                    float mirror_width, draw::DrawList& scratch);

    [[nodiscard]] bool empty() const { return elements_.empty(); }
    // What the two pictures leave out meanwhile.
    [[nodiscard]] std::span<const draw::Element> elements() const { return elements_; }
    // On the way, from 0 to 1; at 1 they stand where the arriving slide has them, and stay. `moment` is the
    // arriving slide's.
    void draw(draw::DrawList& list, const Moment& moment, float part) const;

  private:
    struct Pair {
        Rect from, to; // around the ink, on the canvas
        Colour from_colour, to_colour;
        bool alike = false; // the same words or shapes: only one of them needs to be drawn
        bool words = false;
    };
    void draw_side(draw::DrawList& list, const Moment& moment, float part, bool arriving) const;

    const Picture* from_ = nullptr;
    const Picture* to_ = nullptr;
    std::vector<draw::Element> elements_;
    std::vector<Pair> pairs_; // one for each of the elements
};

// All that a slide could carry; `title` is that of its title.
[[nodiscard]] std::vector<draw::ElementId> elements_of(const deck::Slide& slide, draw::ElementId title);

} // namespace kiosk::scene
