#include "draw/diff.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace kiosk::draw {

namespace {

// A smaller disc is not worth looking for.
constexpr float disc_least_px = 100;
// Inside its edge by so many pixels of the screen a disc covers each of them in full.
constexpr float disc_edge_px = 2;

const FillCircle* opaque_disc(const Command& command) {
    const auto* disc = std::get_if<FillCircle>(&command.shape);
    const bool is_one = disc != nullptr && disc->ink.gradient == no_gradient && disc->ink.colour.a == 255 &&
                        disc->radius > disc_least_px && command.clip == everything;
    return is_one ? disc : nullptr;
}

bool is_inside(const Rect& rect, Point centre, float radius) {
    const float x = std::max(centre.x - rect.x, rect.right() - centre.x),
                y = std::max(centre.y - rect.y, rect.bottom() - centre.y);
    return radius > 0 && x * x + y * y <= radius * radius;
}

// The ring between two circles, in slices from left to right that leave the middle out.
void add_ring(Point centre, float inner, float outer, const Viewport& viewport, Damage& damage) {
    constexpr int slices = 10;
    const float height = 2 * outer / slices;
    for (int i = 0; i < slices; ++i) {
        const float top = -outer + static_cast<float>(i) * height, bottom = top + height;
        const float near = top <= 0 && bottom >= 0 ? 0 : std::min(std::abs(top), std::abs(bottom));
        const float far = std::max(std::abs(top), std::abs(bottom));
        const float wide = std::sqrt(std::max(0.0F, outer * outer - near * near));
        const float hole = std::sqrt(std::max(0.0F, inner * inner - far * far));
        const auto add = [&](float left, float right) {
            damage.add(viewport.to_pixels({centre.x + left, centre.y + top, right - left, height}));
        };
        if (hole <= 0) {
            add(-wide, wide);
        } else {
            add(-wide, -hole);
            add(hole, wide);
        }
    }
}

} // namespace

void Differ::compare(const DrawList& before, const DrawList& after, const Viewport& viewport,
                     Damage& damage) {
    std::span<const Command> a = before.commands(), b = after.commands();
    while (!a.empty() && !b.empty() && a.front().digest == b.front().digest)
        a = a.subspan(1), b = b.subspan(1);
    while (!a.empty() && !b.empty() && a.back().digest == b.back().digest) {
        a = a.first(a.size() - 1), b = b.first(b.size() - 1);
    }
    if (a.empty() && b.empty()) return;
    index(a);
    pair_up(b);
    keep_longest();
    const Hidden disc = find_disc(a, b, viewport.scale);
    const auto is_hidden = [&](const Command& command, bool below) {
        return disc.found && below && is_inside(command.bounds, disc.centre, disc.radius);
    };
    if (disc.found) add_ring(disc.centre, disc.radius, disc.outer, viewport, damage);
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (kept_[i] || (disc.found && i == disc.before) || is_hidden(a[i], i < disc.before)) continue;
        damage.add(viewport.to_pixels(a[i].bounds));
    }
    for (std::size_t i = 0; i < b.size(); ++i) {
        if (pair_[i] != none || (disc.found && i == disc.after) || is_hidden(b[i], i < disc.after)) continue;
        damage.add(viewport.to_pixels(b[i].bounds));
    }
}

// The topmost opaque disc of either list, where it is the same but for its radius, and what both lists keep
// lies on the same side of it.
Differ::Hidden Differ::find_disc(std::span<const Command> before, std::span<const Command> after,
                                 float scale) const {
    const auto topmost = [](std::span<const Command> commands, const auto& changed) {
        for (std::size_t i = commands.size(); i-- > 0;)
            if (changed(i) && opaque_disc(commands[i]) != nullptr) return i;
        return commands.size();
    };
    const std::size_t at = topmost(before, [&](std::size_t i) { return !kept_[i]; });
    const std::size_t to = topmost(after, [&](std::size_t i) { return pair_[i] == none; });
    if (at == before.size() || to == after.size()) return {};
    const FillCircle *old = opaque_disc(before[at]), *fresh = opaque_disc(after[to]);
    if (old->centre != fresh->centre || old->ink.colour != fresh->ink.colour) return {};
    const auto kept_below = std::count(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(at), true);
    const auto paired_below = std::count_if(pair_.begin(), pair_.begin() + static_cast<std::ptrdiff_t>(to),
                                            [](std::uint32_t pair) { return pair != none; });
    if (kept_below != paired_below) return {};
    const float edge = disc_edge_px / scale;
    return {old->centre,
            std::min(old->radius, fresh->radius) - edge,
            std::max(old->radius, fresh->radius) + edge,
            at,
            to,
            true};
}

// Open addressing, at most half full. No command has the digest 0, which marks a free slot. A slot whose
// places are used up keeps its digest and reads `none`, as a free one does: both mean that there is no pair.
Differ::Slot& Differ::slot(std::uint64_t digest) {
    const std::size_t mask = table_.size() - 1;
    std::size_t at = static_cast<std::size_t>(digest) & mask;
    while (table_[at].digest != digest && table_[at].digest != 0) at = (at + 1) & mask;
    return table_[at];
}

void Differ::index(std::span<const Command> before) {
    table_.assign(std::bit_ceil(std::max<std::size_t>(2 * before.size(), 2)), Slot{});
    next_.assign(before.size(), none);
    kept_.assign(before.size(), false);
    // From the back, so that the lists run from the front.
    for (std::size_t i = before.size(); i-- > 0;) {
        Slot& slot = this->slot(before[i].digest);
        slot.digest = before[i].digest;
        next_[i] = slot.first;
        slot.first = static_cast<std::uint32_t>(i);
    }
}

void Differ::pair_up(std::span<const Command> after) {
    pair_.assign(after.size(), none);
    for (std::size_t i = 0; i < after.size(); ++i) {
        Slot& slot = this->slot(after[i].digest);
        if (slot.first == none) continue;
        pair_[i] = slot.first;
        slot.first = next_[slot.first];
    }
}

// Keeps of the pairs those of a longest increasing subsequence, and forgets the others.
void Differ::keep_longest() {
    tails_.clear();
    previous_.assign(pair_.size(), none);
    for (std::uint32_t i = 0; i < pair_.size(); ++i) {
        if (pair_[i] == none) continue;
        const auto place =
            std::lower_bound(tails_.begin(), tails_.end(), pair_[i],
                             [&](std::uint32_t tail, std::uint32_t at) { return pair_[tail] < at; });
        if (place != tails_.begin()) previous_[i] = *(place - 1);
        if (place == tails_.end()) {
            tails_.push_back(i);
        } else {
            *place = i;
        }
    }
    std::uint32_t along = tails_.empty() ? none : tails_.back();
    for (std::size_t i = pair_.size(); i-- > 0;) {
        if (i == along) {
            kept_[pair_[i]] = true;
            along = previous_[i];
        } else {
            pair_[i] = none;
        }
    }
}

} // namespace kiosk::draw
