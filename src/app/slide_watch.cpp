#include "app/slide_watch.hpp"

namespace kiosk::app {

std::optional<std::string> SlideWatch::frame(std::string_view slide, std::int64_t cost_us) {
    if (slide != slide_) {
        slide_ = slide;
        over_budget_ = 0;
    }
    const auto ms = [](std::int64_t us) { return std::to_string(us / 1000) + " ms"; };
    if (cost_us >= frame_limit_us) return "one picture of it took " + ms(cost_us) + " to draw";
    if (cost_us > frame_budget_us && ++over_budget_ > frames_over_budget_max)
        return "its pictures take more than " + ms(frame_budget_us) + " each to draw, the last one " +
               ms(cost_us);
    return std::nullopt;
}

} // namespace kiosk::app
