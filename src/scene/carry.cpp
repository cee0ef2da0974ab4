#include "scene/carry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "scene/mirrored.hpp"

namespace kiosk::scene {

namespace {

// One element of a settled picture, as it stands on the canvas.
struct Standing {
    Rect ink;
    Colour colour;
    std::string likeness; // equal for the same words, or shapes of the same make
    bool words = false;
};

std::optional<Colour> colour_of(const draw::Shape& shape) {
    return std::visit(
        [](const auto& one) -> std::optional<Colour> {
            if constexpr (requires { one.ink; })
                if (one.ink.gradient == draw::no_gradient) return one.ink.colour;
            return std::nullopt;
        },
        shape);
}

std::string likeness_of(const draw::DrawList& list, const draw::Shape& shape) {
    if (const auto* run = std::get_if<draw::GlyphRun>(&shape)) {
        // A title has the full stop that a label lacks.
        const std::string_view words = list.characters(run->text);
        return std::string(words.substr(0, words.find_last_not_of(".!:") + 1));
    }
    std::string make(1, static_cast<char>('0' + shape.index()));
    const auto path = [&](draw::Slice verbs) {
        for (const Verb verb : list.verbs(verbs)) make += static_cast<char>('a' + static_cast<int>(verb));
    };
    if (const auto* filled = std::get_if<draw::FillPath>(&shape)) path(filled->verbs);
    if (const auto* stroked = std::get_if<draw::StrokePath>(&shape)) path(stroked->verbs);
    return make;
}

// The element in the settled picture; nothing where the picture draws no such thing.
std::optional<Standing> standing(const Picture& picture, draw::ElementId id, float mirror_width,
                                 draw::DrawList& scratch) {
    scratch.clear();
    const draw::Element chosen{id, {}, {}, 1, 1, {}, 0};
    Moment settled;
    settled.t_ms = picture.settled_ms();
    {
        const Mirrored mirrored(scratch, nullptr, mirror_width);
        const auto only = scratch.only({&chosen, 1});
        picture.draw(scratch, settled);
    }
    Standing out;
    std::optional<Colour> colour;
    for (const draw::Command& command : scratch.commands()) {
        out.ink = bounding(out.ink, command.bounds);
        out.likeness += likeness_of(scratch, command.shape) + "\n";
        out.words = out.words || std::holds_alternative<draw::GlyphRun>(command.shape);
        if (!colour) colour = colour_of(command.shape);
    }
    if (scratch.commands().empty()) return std::nullopt;
    out.colour = colour.value_or(Colour{});
    return out;
}

Point mix_of(Point a, Point b, float part) {
    return {lerp(a.x, b.x, part), lerp(a.y, b.y, part)};
}

// Words of two kinds would be unread on top of each other: one goes as the other comes. Of shapes the one
// lies under the other until it is covered.
float alpha_of(bool words, float part) {
    return std::clamp(words ? 2 * part - 1 : 2 * part, 0.0F, 1.0F);
}

} // namespace

std::vector<draw::ElementId> elements_of(const deck::Slide& slide, draw::ElementId title) {
    std::vector<draw::ElementId> all{title, element_of(slide.parts.figure, Piece::Words),
                                     element_of(slide.parts.icon, Piece::Mark)};
    for (unsigned light = 0; light < lights_carried_max; ++light)
        all.push_back(element_of(slide.parts.lights, Piece::FirstLight, light));
    const auto items = [&](const std::vector<deck::Item>& lines) {
        for (const deck::Item& item : lines) {
            all.push_back(element_of(item.part, Piece::Words));
            all.push_back(element_of(item.part, Piece::Mark));
        }
    };
    if (const auto* list = std::get_if<deck::List>(&slide.kind)) items(list->items);
    if (const auto* steps = std::get_if<deck::Steps>(&slide.kind)) items(steps->items);
    std::erase(all, 0U);
    return all;
}

Carry Carry::make(const Picture& from, std::span<const draw::ElementId> from_elements, const Picture& to,
                  std::span<const draw::ElementId> to_elements, float mirror_width, draw::DrawList& scratch) {
    Carry carry;
    carry.from_ = &from, carry.to_ = &to;
    for (const draw::ElementId id : from_elements) {
        if (std::ranges::find(to_elements, id) == to_elements.end()) continue;
        const auto here = standing(from, id, mirror_width, scratch);
        const auto there = standing(to, id, mirror_width, scratch);
        if (!here || !there || carry.elements_.size() == pieces_max) continue;
        carry.elements_.push_back({id, {}, {}, 1, 1, {}, 0});
        carry.pairs_.push_back({here->ink, there->ink, here->colour, there->colour,
                                here->likeness == there->likeness, here->words || there->words});
    }
    return carry;
}

void Carry::draw_side(draw::DrawList& list, const Moment& moment, float part, bool arriving) const {
    std::array<draw::Element, pieces_max> moved;
    std::size_t count = 0;
    for (std::size_t i = 0; i < elements_.size(); ++i) {
        const Pair& pair = pairs_[i];
        if (!arriving && pair.alike) continue;
        const Rect &own = arriving ? pair.to : pair.from, &other = arriving ? pair.from : pair.to;
        const float gone = arriving ? 1 - part : part; // from its own place to the other's
        // As large as the two boxes' heights and widths say, in the middle.
        const float ratio = std::sqrt((other.width * other.height) / (own.width * own.height));
        draw::Element& element = moved[count++];
        element.id = elements_[i].id;
        element.centre = own.centre();
        element.to = mix_of(own.centre(), other.centre(), gone);
        element.scale = lerp(1, ratio, gone);
        element.tint = arriving ? pair.from_colour : pair.to_colour;
        element.tint_part = gone;
        element.alpha = pair.alike ? 1 : alpha_of(pair.words, 1 - gone);
    }
    const auto only = list.only(std::span(moved).first(count));
    (arriving ? to_ : from_)->draw(list, moment);
}

void Carry::draw(draw::DrawList& list, const Moment& moment, float part) const {
    if (empty()) return;
    Moment there = moment;
    if (part < 1) {
        there.t_ms = from_->settled_ms();
        draw_side(list, there, part, false);
    }
    there.t_ms = std::max(moment.t_ms, to_->settled_ms());
    draw_side(list, there, part, true);
}

} // namespace kiosk::scene
