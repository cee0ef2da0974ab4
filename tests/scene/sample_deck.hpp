// A deck of a charity that does not exist, with a slide of each kind in the order of an arc: for tests that
// need a whole show.
#pragma once

#include "scene/show.hpp"
#include "scene/stage.hpp"

namespace kiosk::test {

inline deck::Slide sample_slide(std::string id, deck::Kind kind, deck::Ground ground, int cause,
                                int duration_ms) {
    deck::Slide slide;
    slide.id = std::move(id);
    slide.kind = std::move(kind);
    slide.ground = ground;
    slide.cause = cause;
    slide.duration_ms = duration_ms;
    slide.title = words("Two thirds of the wells\nrun dry before the summer.");
    slide.body = words("Rain came late for the third year.\nRivers carried half of what they did.");
    slide.source = words("Source: Water Board, 2020. A direction, not a count.");
    return slide;
}

inline void fill_sample_deck(deck::Deck& deck) {
    using deck::Ground;
    deck.charity = words("Wells and Rivers Trust");
    deck.charity_short = words("WRT");
    deck.languages = {{"en", "English"}, {"cy", "Cymraeg"}};
    deck.causes = {words("Rain has failed"), words("Need has grown")};
    deck.slides.clear();
    deck.slides.push_back(sample_slide("rise", deck::Rise{}, Ground::Night, 0, 6000));
    deck.slides.push_back(sample_slide(
        "ratio", deck::Ratio{3, "3\u00d7", words("over"), words("Spring"), words("Autumn"), words("1\u00d7")},
        Ground::Night, 0, 6000));
    deck.slides.back().title = words("Dry wells have tripled.");
    deck.slides.push_back(sample_slide(
        "share",
        deck::Share{2, 3, words("almost"), "\u2154", words("almost two thirds"), deck::ShareUnit::Home, true},
        Ground::Night, 1, 9000));
    deck.slides.push_back(sample_slide("say", deck::Statement{}, Ground::Night, 2, 5000));
    // One title, which goes from the one slide to the other.
    deck.slides[2].parts.title = deck.slides[3].parts.title = 1;
    deck.slides.push_back(sample_slide("lights", deck::Lights{45, words("over"), "45", words("wells full.")},
                                       Ground::Dawn, 0, 6000));
    deck.slides.push_back(sample_slide("ask",
                                       deck::Ask{words("Make a pledge"), words("Three short steps"),
                                                 "https://example.org/7", words("Or use your phone")},
                                       Ground::Amber, 0, 6000));
}

} // namespace kiosk::test
