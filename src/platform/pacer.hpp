// Keeps the loop to the display's rate where showing a frame does not wait for the display. Pure; called by
// the main loop with instants. Never lets a late frame be followed by a burst.
#pragma once

#include "base/time.hpp"

namespace kiosk::platform {

class FramePacer {
  public:
    // `hz` as the display says; 60 where it says nothing.
    explicit FramePacer(int hz = 60) : step_us_(1'000'000 / (hz > 0 ? hz : 60)) {}
    // The instant at which the next frame is due: the grid of the last one, or now when that has passed.
    [[nodiscard]] Instant next(Instant now) {
        due_.us += step_us_;
        if (due_ < now) due_ = now;
        if (due_.us > now.us + step_us_) due_.us = now.us + step_us_; // the clock of a test may step back
        return due_;
    }

  private:
    std::int64_t step_us_;
    Instant due_;
};

} // namespace kiosk::platform
