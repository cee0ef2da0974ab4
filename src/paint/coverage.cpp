#include "paint/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

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

// Four pixels at a time: vectors of gcc and clang.
constexpr int four = 4;
using Floats [[gnu::vector_size(16)]] = float;
using Numbers [[gnu::vector_size(16)]] = std::int32_t;
using Bytes [[gnu::vector_size(4)]] = std::uint8_t;

Floats min_of(Floats a, Floats b) {
    return a < b ? a : b;
}
Floats max_of(Floats a, Floats b) {
    return a > b ? a : b;
}
Floats zero_to_one(Floats value) {
    return min_of(max_of(value, Floats{}), Floats{} + 1);
}

// Coverage of pixels whose centres lie `inward` px inside the straight side.
inline Floats coverage_at(const End& end, Floats inward) {
    const Floats straight = zero_to_one(inward + 0.5F) * end.straight;
    if (end.radius <= 0) return straight;
    const Floats across = end.radius - inward;
    Floats away = across * across + end.off * end.off;
    for (int i = 0; i < four; ++i) away[i] = std::sqrt(away[i]);
    const Floats round = zero_to_one(end.radius + 0.5F - away);
    return across > Floats{} ? round : straight;
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

// Coverage of the pixels [from, to) of a row between two ends; `out` is that of `from`, and may be written up
// to three pixels past `to`.
void cover_between(const End& left, const End& right, int from, int to, std::uint8_t* out) {
    const float row = left.straight;
    const float left_far = std::max(left.radius, 0.5F), right_far = std::max(right.radius, 0.5F);
    for (int x = from; x < to; x += four, out += four) {
        const Floats centre = static_cast<float>(x) + Floats{0.5F, 1.5F, 2.5F, 3.5F};
        const Floats of_left = centre - left.edge, of_right = right.edge - centre;
        const Floats a = coverage_at(left, of_left), b = coverage_at(right, of_right);
        // A box narrower than a pixel is cut on both sides; otherwise one of them is 1 or the row's own.
        const Floats least = min_of(a, b), both = max_of(Floats{}, a + b - row);
        Floats value = max_of(a, b) < row + Floats{} ? both : least;
        // Mostly one side is too far off to cut anything.
        value = of_left >= left_far + Floats{} ? min_of(b, Floats{} + row) : value;
        value = of_right >= right_far + Floats{} ? min_of(a, Floats{} + row) : value;
        const Numbers levels = __builtin_convertvector(value * 255 + 0.5F, Numbers);
        const Bytes bytes = __builtin_convertvector(levels, Bytes);
        std::memcpy(out, &bytes, sizeof(bytes));
    }
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
    // Of a circle, and of most boxes, both ends are alike: their roots are drawn once.
    const bool alike = left.radius == right.radius && left.off == right.off;
    const float left_outer = outer(left), left_inner = inner(left);
    CoverageRow row;
    row.first = low(left.edge + left_outer);
    row.end = high(right.edge - (alike ? left_outer : outer(right)));
    row.full_first = std::max(row.first, high(left.edge + left_inner));
    row.full_end = std::min(row.end, low(right.edge - (alike ? left_inner : inner(right))));
    // A row that the top or bottom edge crosses is nowhere full.
    if (left.straight < 1 || row.full_end <= row.full_first) row.full_first = row.full_end = row.end;
    const std::size_t room = static_cast<std::size_t>(clip_end - clip_first) + static_cast<std::size_t>(four);
    if (buffer.size() < room) buffer.resize(room);
    const auto fill = [&](int from, int to) {
        cover_between(left, right, from, to, buffer.data() + (from - clip_first));
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
