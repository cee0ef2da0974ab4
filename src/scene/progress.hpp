// The pledges of today as words and lights: how many, towards what aim. For the ask; a value that is laid out
// anew only when the day's numbers change.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scene/block.hpp"
#include "scene/picture.hpp"

namespace kiosk::scene {

// A word of the interface with a number put in, such as "{count}" -> "1,204", as the language writes it.
[[nodiscard]] std::string filled_in(const Context& context, std::string_view key, std::string_view name,
                                    int value);
// More lights than this in one picture cannot be told apart: a bar shows them.
constexpr int single_lights_max = 150;

struct ProgressPlace {
    float left = 0, right = 0;
    float baseline = 0;    // of the words
    float lights_y = 0;    // the middle of the first row
    float rows_height = 0; // from the middle of the first row to that of the last, at most
    int per_row = 60;      // before a second row begins
};

class Progress {
  public:
    Progress(const Context& context, const ProgressPlace& place);
    // `t_ms` since the row begins to appear; `reveal_ms` is how long the lights take at most.
    void draw(draw::DrawList& list, const Today& today, const deck::Palette& palette, float t_ms,
              float reveal_ms) const;
    // From then on the row of the last numbers that were drawn stands still.
    [[nodiscard]] float stands_ms(float reveal_ms) const;

  private:
    struct Laid {
        Today today;
        Label count;
        std::optional<Label> aim;
    };
    [[nodiscard]] Laid lay_out(const Today& today) const;
    void draw_lights(draw::DrawList& list, const Today& today, const deck::Palette& palette, float t_ms,
                     float reveal_ms) const;
    void draw_bar(draw::DrawList& list, const Today& today, const deck::Palette& palette, float part) const;

    Context context_;
    ProgressPlace place_;
    mutable std::optional<Laid> laid_; // of the last numbers
};

} // namespace kiosk::scene
