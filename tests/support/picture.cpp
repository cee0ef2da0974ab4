#include "support/picture.hpp"

#include <algorithm>
#include <cstdlib>

#include "paint/png_cairo.hpp"

namespace kiosk::test {

namespace {

int level_between(std::uint32_t a, std::uint32_t b) {
    int most = 0;
    for (const unsigned shift : {0U, 8U, 16U}) {
        const int off = static_cast<int>(a >> shift & 0xFFU) - static_cast<int>(b >> shift & 0xFFU);
        most = std::max(most, std::abs(off));
    }
    return most;
}

std::string with_actual(const paint::FrameBuffer& frame, const std::filesystem::path& reference,
                        std::string words) {
    std::filesystem::path actual = reference;
    actual.replace_extension(".actual.png");
    const Result<void> written = paint::write_png(frame, actual);
    return reference.string() + ": " + std::move(words) + "; " +
           (written ? "see " + actual.string() : written.error().message);
}

} // namespace

std::string difference(const paint::FrameBuffer& frame, const std::filesystem::path& reference,
                       Tolerance tolerance) {
    const Result<paint::FrameBuffer> wanted = paint::read_png(reference);
    if (!wanted) return with_actual(frame, reference, "there is no reference picture");
    if (wanted->size() != frame.size()) {
        return with_actual(frame, reference,
                           "expected " + std::to_string(wanted->size().width) + "x" +
                               std::to_string(wanted->size().height) + " pixels, found " +
                               std::to_string(frame.size().width) + "x" +
                               std::to_string(frame.size().height));
    }
    std::size_t different = 0, first = 0;
    for (std::size_t i = 0; i < frame.pixels().size(); ++i) {
        if (level_between(frame.pixels()[i], wanted->pixels()[i]) <= tolerance.level) continue;
        if (different++ == 0) first = i;
    }
    const double share = static_cast<double>(different) / static_cast<double>(frame.pixels().size());
    if (share <= tolerance.share) return {};
    const auto width = static_cast<std::size_t>(frame.size().width);
    return with_actual(frame, reference,
                       std::to_string(different) + " pixels differ, the first at " +
                           std::to_string(first % width) + "," + std::to_string(first / width));
}

} // namespace kiosk::test
