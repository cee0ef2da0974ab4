// Whether a slide costs more than a frame may: the kiosk tells what each frame of it took, and hears when the
// slide has outrun its budget and is to be left out (SlideFailed of input.hpp). Pure: what a frame took is an
// argument.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::app {

// What one frame of a slide may take of the processor: with more than this it is shown fewer than 20 times a
// second, which everybody sees. Work of others on the machine does not count.
constexpr std::int64_t frame_budget_us = 50'000;
// So many such frames while it is shown once: a second or two of stutter, not a hiccup when it comes in.
constexpr int frames_over_budget_max = 60;
// One frame that takes so long stands still like a fault, and keeps fingers waiting.
constexpr std::int64_t frame_limit_us = 1'000'000;

class SlideWatch {
  public:
    // A frame was drawn while this slide was on the screen. Says why it is to be left out, in words for
    // staff; nothing while it keeps to its budget. Another slide begins anew.
    [[nodiscard]] std::optional<std::string> frame(std::string_view slide, std::int64_t cost_us);

  private:
    std::string slide_;
    int over_budget_ = 0;
};

} // namespace kiosk::app
