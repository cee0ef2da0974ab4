// Frames of random shapes of every kind that change a little from step to step, for property tests of damage.
#pragma once

#include <memory>
#include <random>
#include <vector>

#include "base/geometry.hpp"
#include "draw/draw_list.hpp"
#include "text/text.hpp"

namespace kiosk::test {

class RandomScene {
  public:
    RandomScene(text::Fonts& fonts, Size size, std::mt19937& random);
    void fill(draw::DrawList& list) const;
    // Without the ground.
    void fill_things(draw::DrawList& list) const;
    // Moves, inserts, removes, swaps or recolours one or a few things.
    void change(std::mt19937& random);

  private:
    struct Thing {
        int kind = 0;
        Point place;
        float size = 0, turn = 0;
        Colour colour;
        bool is_clipped = false;
    };
    [[nodiscard]] Thing thing(std::mt19937& random) const;
    void add(draw::DrawList& list, const Thing& thing) const;

    Size size_;
    std::vector<text::RunPointer> runs_;
    std::shared_ptr<const draw::Image> image_;
    std::vector<Thing> things_;
};

} // namespace kiosk::test
