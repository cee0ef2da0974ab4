#include "lint/contrast_rule.hpp"

#include <algorithm>
#include <cmath>

#include "base/colour.hpp"
#include "deck/say.hpp"

namespace kiosk::lint {

using deck::say;

namespace {

// WCAG 2.2, 1.4.3: large is 18 points and more. 40 px are 31 points on a panel of 24 inches.
constexpr float words_least = 4.5F, large_least = 3, large_from_px = 40;
// A thin line behind a word leaves it legible; a shape that covers this part of it does not.
constexpr float part_allowed = 0.12F;

} // namespace

void check_contrast_seen(const Frame& frame, const Luminances& beneath, const Subject& subject,
                         Findings& findings) {
    for (const Words& words : frame.words) {
        const auto cell = [](float px) { return static_cast<int>(std::floor(px * Beneath::scale)); };
        // Cells that lie wholly within the ink's box, at least the one in its middle; none where the words
        // have left the screen, which is another rule's.
        const Point middle = words.ink.centre();
        const int left = std::max(0, std::min(cell(words.ink.x) + 1, cell(middle.x)));
        const int top = std::max(0, std::min(cell(words.ink.y) + 1, cell(middle.y)));
        const int right = std::min(beneath.size.width, std::max(cell(words.ink.right()), cell(middle.x) + 1));
        const int bottom =
            std::min(beneath.size.height, std::max(cell(words.ink.bottom()), cell(middle.y) + 1));
        if (left >= right || top >= bottom) continue;
        const auto ink = static_cast<float>(luminance({words.colour.r, words.colour.g, words.colour.b}));
        const float least = words.size_px >= large_from_px ? large_least : words_least;
        int under = 0;
        float worst = 21;
        for (int y = top; y < bottom; ++y)
            for (int x = left; x < right; ++x) {
                const float ground = beneath.at(x, y);
                const float ratio = (std::max(ink, ground) + 0.05F) / (std::min(ink, ground) + 0.05F);
                under += ratio < least ? 1 : 0;
                worst = std::min(worst, ratio);
            }
        const int all = (right - left) * (bottom - top);
        if (static_cast<float>(under) <= part_allowed * static_cast<float>(all)) continue;
        findings.add(subject, "contrast-seen", "",
                     say("expected at least ", least, ":1 of \"", words.text, "\" and what lies beneath"),
                     "say it shorter, so that it stands clear, or change the theme's colours",
                     say(", found ", std::round(worst * 10) / 10, ":1"));
    }
}

} // namespace kiosk::lint
