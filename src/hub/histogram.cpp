#include "hub/histogram.hpp"

#include <cstdio>

namespace kiosk::hub {

namespace {

std::string seconds_text(std::uint64_t us) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%llu.%06llu", static_cast<unsigned long long>(us / 1'000'000),
                  static_cast<unsigned long long>(us % 1'000'000));
    return text.data();
}

} // namespace

std::string Histogram::text(std::string_view name, std::string_view help) const {
    const std::string full(name);
    std::string out = "# HELP " + full + " " + std::string(help) + "\n# TYPE " + full + " histogram\n";
    std::uint64_t below = 0;
    const std::uint64_t all = all_.load();
    for (std::size_t i = 0; i < bounds_us.size(); ++i) {
        below += counts_[i].load();
        // A count that came in between the two reads must not make a bucket larger than all.
        const std::uint64_t shown = below < all ? below : all;
        out += full + "_bucket{le=\"" + seconds_text(static_cast<std::uint64_t>(bounds_us[i])) + "\"} " +
               std::to_string(shown) + "\n";
    }
    out += full + "_bucket{le=\"+Inf\"} " + std::to_string(all) + "\n";
    out +=
        full + "_sum " + seconds_text(sum_us_.load()) + "\n" + full + "_count " + std::to_string(all) + "\n";
    return out;
}

} // namespace kiosk::hub
