#include "base/nearest.hpp"

#include <algorithm>
#include <vector>

namespace kiosk {

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

} // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known) {
    constexpr std::size_t length_max = 64; // longer words are no slips of the finger
    if (word.size() > length_max) return std::nullopt;
    std::optional<std::string_view> best;
    std::size_t best_cost = 0;
    for (const std::string_view candidate : known) {
        if (candidate.size() > length_max) continue;
        const std::size_t cost = edit_distance(word, candidate);
        if (cost > std::max<std::size_t>(1, candidate.size() / 3)) continue;
        if (!best || cost < best_cost) best = candidate, best_cost = cost;
    }
    return best;
}

} // namespace kiosk
