// Counts flashes in a run of frames, by WCAG 2.2 (general flash and red flash thresholds), in each cell of a
// grid and without the exemption for small areas: the screen is large and near. Fed by lint.cpp; pure.
#pragma once

#include <cstdint>
#include <vector>

#include "paint/frame_buffer.hpp"

namespace kiosk::lint {

// A flash is a pair of opposing changes.
constexpr int flashes_a_second_max = 3;

class Flashes {
  public:
    static constexpr int columns = 32, rows = 18;
    // Frames of one size, in the order of their time.
    void add(const paint::FrameBuffer& frame, float t_ms);
    // The most pairs of opposing changes that any cell showed within one second, and when it began.
    [[nodiscard]] int most() const { return most_; }
    [[nodiscard]] float most_at_ms() const { return most_at_ms_; }
    // The largest part of a frame (0..1) that was saturated red, and when.
    [[nodiscard]] float red_part() const { return red_part_; }
    [[nodiscard]] float red_at_ms() const { return red_at_ms_; }

  private:
    struct Level { // of luminance, or of redness
        bool begun = false;
        float extreme = 0;
        int direction = 0;
    };
    struct Cell {
        Level light, red;
        std::vector<float> light_turns_ms, red_turns_ms;
    };
    [[nodiscard]] static bool turns(Level& level, float value, float visible, float darker_under);
    void count(std::vector<float>& turns_ms, float t_ms);

    std::vector<Cell> cells_ = std::vector<Cell>(columns * rows);
    int most_ = 0;
    float most_at_ms_ = 0, red_part_ = 0, red_at_ms_ = 0;
};

} // namespace kiosk::lint
