// What finds no room in larger text stands on a second page of the same slide, and nowhere is text lost.
#include <algorithm>

#include "doctest/doctest.h"
#include "scene/sample_deck.hpp"
#include "scene/second_page.hpp"

using namespace kiosk;

namespace {

draw::DrawList page_drawn(const scene::Show& show, std::size_t place, float bar = 0.5F) {
    draw::DrawList list;
    scene::HitMap hits;
    scene::ShowMoment moment;
    moment.play.slide = moment.play.pip = place;
    moment.play.t_ms = show.entries()[place].settled_ms;
    moment.play.progress = bar;
    show.draw(list, hits, moment, {});
    return list;
}

} // namespace

TEST_CASE("every second sentence of the shipped deck is shown, in every language, size and orientation") {
    test::Stage stage;
    const deck::DeckPointer deck = test::shipped_deck(stage.assets);
    stage.deck = *deck;
    std::size_t second_pages = 0;
    for (const auto orientation : {scene::Orientation::Landscape, scene::Orientation::Portrait})
        for (const float size : {1.0F, 1.2F, 1.4F})
            for (const deck::LanguageName& language : deck->languages) {
                const scene::Look look{
                    .orientation = orientation, .text_size = size, .language = language.tag};
                const scene::Show show = scene::Show::make(stage.context(look));
                std::vector<bool> told(deck->slides.size(), false);
                for (std::size_t place = 0; place < show.entries().size(); ++place) {
                    const std::size_t index = show.deck_index(place);
                    const auto words = deck->slides[index].body.in(language.tag);
                    if (words.empty() || scene::draws_words(page_drawn(show, place), words))
                        told[index] = true;
                    second_pages += show.page(place) == 1 ? 1U : 0U;
                }
                for (std::size_t i = 0; i < told.size(); ++i) {
                    CAPTURE(deck->slides[i].id);
                    CAPTURE(language.tag);
                    CAPTURE(size);
                    CHECK(told[i]);
                }
                // At the standard size the pictures and their sentences stand together.
                if (size == 1.0F) CHECK(show.entries().size() == deck->slides.size());
            }
    CHECK(second_pages > 0);
}

TEST_CASE("the two pages of a slide share a pip, and their times add up to the slide's own or more") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    stage.deck.slides[2].body = test::words(
        "Rain came late for the third year, and the rivers carried half of what they did when the wells "
        "were dug by the grandparents of those who now walk to them.");
    const scene::Show show = scene::Show::make(stage.context({.text_size = 1.4F}));
    const auto entries = show.entries();
    std::size_t first = 0;
    while (first + 1 < entries.size() && show.page(first + 1) == 0) ++first;
    REQUIRE(first + 1 < entries.size());
    CHECK(show.deck_index(first) == show.deck_index(first + 1));
    CHECK(entries[first].duration_ms + entries[first + 1].duration_ms >= 9'000);
    CHECK(entries[first].duration_ms > entries[first].settled_ms);
    // The bar stands where it stood: the end of the first page is the beginning of the second.
    const auto bar_of = [](const draw::DrawList& list, const deck::Palette& palette) {
        float right = 0;
        for (const draw::Command& command : list.commands())
            if (const auto* rect = std::get_if<draw::FillRect>(&command.shape);
                rect != nullptr && rect->rect.height == 14 && rect->ink.colour == palette.text)
                right = std::max(right, rect->rect.right());
        return right;
    };
    const deck::Palette& palette = show.palette(first);
    const float end = bar_of(page_drawn(show, first, 1), palette);
    const float start = bar_of(page_drawn(show, first + 1, 0), palette);
    CHECK(end > 0);
    CHECK(start == doctest::Approx(end));
    CHECK(bar_of(page_drawn(show, first + 1, 1), palette) > end + 14);
}

TEST_CASE("words are found whatever the lines they are broken into, and others are not") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    const scene::Show show = scene::Show::make(stage.context());
    const draw::DrawList list = page_drawn(show, 0);
    CHECK(scene::draws_words(list,
                             "Rain came late for\nthe third year. Rivers carried half of what they did."));
    CHECK_FALSE(scene::draws_words(list, "Rain came early for the third year."));
}
