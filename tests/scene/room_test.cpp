// What grows with a language or a text size pushes nothing over its neighbour: heads and controls of the
// shipped deck in every language, size and orientation.
#include <algorithm>
#include <vector>

#include "doctest/doctest.h"
#include "scene/show.hpp"
#include "scene/stage.hpp"

using namespace kiosk;

namespace {

constexpr float head_bottom_px = 115, head_apart_px = 30;

struct Drawn {
    draw::DrawList list;
    scene::HitMap hits;
};

// Every look of the deck with each of its pages when all of it stands.
template <typename Check> void for_every_page(const Check& check) {
    test::Stage stage;
    const deck::DeckPointer deck = test::shipped_deck(stage.assets);
    stage.deck = *deck;
    for (const auto orientation : {scene::Orientation::Landscape, scene::Orientation::Portrait})
        for (const float size : {1.0F, 1.2F, 1.4F})
            for (const deck::LanguageName& language : deck->languages) {
                const scene::Look look{
                    .orientation = orientation, .text_size = size, .language = language.tag};
                const scene::Show show = scene::Show::make(stage.context(look));
                for (std::size_t place = 0; place < show.entries().size(); ++place) {
                    Drawn drawn;
                    scene::ShowMoment moment;
                    moment.play.slide = moment.play.pip = place;
                    moment.play.t_ms = show.entries()[place].settled_ms;
                    show.draw(drawn.list, drawn.hits, moment, {});
                    CAPTURE(deck->slides[show.deck_index(place)].id);
                    CAPTURE(language.tag);
                    CAPTURE(size);
                    check(drawn, look, deck->slides[show.deck_index(place)]);
                }
            }
}

} // namespace

TEST_CASE("no control of a slide lies over another, in any language or size") {
    for_every_page([](const Drawn& drawn, const scene::Look&, const deck::Slide&) {
        std::vector<Rect> rects;
        for (const auto& [rect, control] : drawn.hits.targets())
            if (control.kind != scene::ControlKind::Slide && control.kind != scene::ControlKind::CharityName)
                rects.push_back(rect);
        REQUIRE(rects.size() > 4);
        for (std::size_t i = 0; i < rects.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) CHECK(intersection(rects[i], rects[j].grown(-0.5F)).empty());
    });
}

TEST_CASE("the name of the cause keeps apart from the name of the charity, in any language or size") {

    for_every_page([](const Drawn& drawn, const scene::Look& look, const deck::Slide&) {
        std::vector<Rect> inks;
        for (const draw::Command& command : drawn.list.commands())
            if (std::holds_alternative<draw::GlyphRun>(command.shape) &&
                command.bounds.bottom() < head_bottom_px)
                inks.push_back(command.bounds);
        REQUIRE_FALSE(inks.empty());
        std::ranges::sort(inks, {}, [](const Rect& ink) { return ink.x; });
        CHECK(inks.back().right() <= scene::canvas(look.orientation).width - 50);
        for (std::size_t i = 1; i < inks.size(); ++i) CHECK(inks[i].x - inks[i - 1].right() >= head_apart_px);
    });
}

TEST_CASE("the curve of dots ends above the source line, however many lines that takes") {
    for_every_page([](const Drawn& drawn, const scene::Look&, const deck::Slide& slide) {
        if (!std::holds_alternative<deck::Rise>(slide.kind)) return;
        float source_top = 0, lowest = 0;
        for (const draw::Command& command : drawn.list.commands()) {
            const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
            const bool source =
                run && drawn.list.characters(run->text).find("(IJM)") != std::string_view::npos;
            if (source) source_top = command.bounds.y;
        }
        REQUIRE(source_top > 0);
        for (const draw::Command& command : drawn.list.commands())
            if (std::holds_alternative<draw::FillCircle>(command.shape) &&
                command.bounds.y < source_top + 30) // not the pips
                lowest = std::max(lowest, command.bounds.bottom());
        CHECK(lowest <= source_top + 2);
    });
}
