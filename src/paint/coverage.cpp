#include "paint/coverage.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::paint {

namespace {

// One end of a row: the corner that the row passes through, if it does.
struct End {
    float edge = 0;     // x of the straight side
    float radius = 0;   // 0: the row passes no corner here
    float off = 0;      // of the row's centre from the corner's centre, vertically
    float straight = 0; // the row's own coverage by the top and bottom edges
};

End end_of(const RoundBox& box, int y, float edge, float top_radius, float bottom_radius) {
    const float centre = static_cast<float>(y) + 0.5F;
    End end{edge, 0, 0, 1};
    const float top = std::max(static_cast<float>(y), box.rect.y);
    const float bottom = std::min(static_cast<float>(y + 1), box.rect.bottom());
    end.straight = std::clamp(bottom - top, 0.0F, 1.0F);
    if (top_radius > 0 && centre < box.rect.y + top_radius) {
        end.radius = top_radius;
        end.off = box.rect.y + top_radius - centre;
    } else if (bottom_radius > 0 && centre > box.rect.bottom() - bottom_radius) {
        end.radius = bottom_radius;
        end.off = centre - (box.rect.bottom() - bottom_radius);
    }
    return end;
}

// Coverage of a pixel whose centre lies `inward` px inside the straight side.
float coverage_at(const End& end, float inward) {
    const float across = end.radius - inward;
    if (end.radius > 0 && across > 0) {
        return std::clamp(end.radius + 0.5F - std::sqrt(across * across + end.off * end.off), 0.0F, 1.0F);
    }
    return std::clamp(inward + 0.5F, 0.0F, 1.0F) * end.straight;
}

// How far inward a pixel's centre must lie, to be covered at all and to be covered in full.
float inward_of(const End& end, float distance) {
    if (end.radius <= 0) return distance - end.radius;
    const float square = distance * distance - end.off * end.off;
    return square <= 0 || distance <= 0 ? end.radius : end.radius - std::sqrt(square);
}

// A call of the library, where the processor has no instruction for it, would cost as much as the rest of a
// row.
int floor_of(float value) {
    const int whole = static_cast<int>(value);
    return static_cast<float>(whole) > value ? whole - 1 : whole;
}

std::uint8_t to_byte(float coverage) {
    return static_cast<std::uint8_t>(coverage * 255 + 0.5F);
}

} // namespace

CoverageRow cover(const RoundBox& box, int y, int clip_first, int clip_end,
                  std::vector<std::uint8_t>& buffer) {
    const End left = end_of(box, y, box.rect.x, box.corners.top_left, box.corners.bottom_left);
    const End right = end_of(box, y, box.rect.right(), box.corners.top_right, box.corners.bottom_right);
    if (left.straight <= 0) return {};
    const auto outer = [](const End& end) {
        return end.radius > 0 ? inward_of(end, end.radius + 0.5F) : -0.5F;
    };
    const auto inner = [](const End& end) {
        return end.radius > 0 ? inward_of(end, end.radius - 0.5F) : 0.5F;
    };
    const auto low = [&](float x) { return std::clamp(floor_of(x - 0.5F), clip_first, clip_end); };
    const auto high = [&](float x) { return std::clamp(-floor_of(-x - 0.5F), clip_first, clip_end); };
    CoverageRow row;
    row.first = low(left.edge + outer(left));
    row.end = high(right.edge - outer(right));
    row.full_first = std::max(row.first, high(left.edge + inner(left)));
    row.full_end = std::min(row.end, low(right.edge - inner(right)));
    // A row that the top or bottom edge crosses is nowhere full.
    if (left.straight < 1 || row.full_end <= row.full_first) row.full_first = row.full_end = row.end;
    if (buffer.size() < static_cast<std::size_t>(clip_end - clip_first)) {
        buffer.resize(static_cast<std::size_t>(clip_end - clip_first));
    }
    const auto fill = [&](int from, int to) {
        for (int x = from; x < to; ++x) {
            const float centre = static_cast<float>(x) + 0.5F;
            std::uint8_t& out = buffer[static_cast<std::size_t>(x - clip_first)];
            // Mostly one side is too far off to cut anything.
            if (right.edge - centre >= std::max(right.radius, 0.5F)) {
                out = to_byte(std::min(coverage_at(left, centre - left.edge), left.straight));
                continue;
            }
            if (centre - left.edge >= std::max(left.radius, 0.5F)) {
                out = to_byte(std::min(coverage_at(right, right.edge - centre), left.straight));
                continue;
            }
            const float a = coverage_at(left, centre - left.edge),
                        b = coverage_at(right, right.edge - centre);
            // A box narrower than a pixel is cut on both sides; otherwise one of them is 1 or the row's own.
            const float both = a < left.straight && b < right.straight ? std::max(0.0F, a + b - left.straight)
                                                                       : std::min(a, b);
            out = to_byte(both);
        }
    };
    fill(row.first, row.full_first);
    fill(row.full_end, row.end);
    return row;
}

CoverageRow cover_ring(const RoundBox& outer, const RoundBox& inner, int y, int clip_first, int clip_end,
                       std::vector<std::uint8_t>& buffer, std::vector<std::uint8_t>& scratch) {
    CoverageRow row = cover(outer, y, clip_first, clip_end, buffer);
    if (row.first >= row.end) return row;
    const auto at = [clip_first](std::vector<std::uint8_t>& bytes, int x) {
        return bytes.begin() + (x - clip_first);
    };
    std::fill(at(buffer, row.full_first), at(buffer, row.full_end), std::uint8_t{255});
    row.full_first = row.full_end = row.end;
    if (inner.rect.empty()) return row;
    const CoverageRow hole = cover(inner, y, row.first, row.end, scratch);
    if (hole.first >= hole.end) return row;
    const auto cut = [&](int from, int to) {
        for (int x = from; x < to; ++x) {
            std::uint8_t& value = *at(buffer, x);
            const std::uint8_t gone = scratch[static_cast<std::size_t>(x - row.first)];
            value = static_cast<std::uint8_t>(value > gone ? value - gone : 0);
        }
    };
    cut(hole.first, hole.full_first);
    cut(hole.full_end, hole.end);
    row.full_first = hole.full_first;
    row.full_end = hole.full_end;
    return row;
}

} // namespace kiosk::paint
