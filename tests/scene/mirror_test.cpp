#include <vector>

#include "doctest/doctest.h"
#include "scene/sample_deck.hpp"
#include "scene/show.hpp"

using namespace kiosk;
using scene::ControlKind;

namespace {

struct Frame {
    draw::DrawList list;
    scene::HitMap hits;
};

Frame frame_of(test::Stage& stage, const std::string& language, std::size_t place) {
    scene::Look look;
    look.language = language;
    const scene::Show show = scene::Show::make(stage.context(look));
    scene::ShowMoment moment;
    moment.play.slide = moment.play.pip = place;
    moment.play.t_ms = 60'000;
    moment.play.progress = 0.5F;
    moment.play.stay_ms = 60'000;
    Frame frame;
    show.draw(frame.list, frame.hits, moment, {});
    return frame;
}

// Where the ink of a run of letters stands.
const draw::Command* letters(const Frame& frame, std::string_view words) {
    for (const draw::Command& command : frame.list.commands())
        if (const auto* run = std::get_if<draw::GlyphRun>(&command.shape))
            if (frame.list.characters(run->text) == words) return &command;
    return nullptr;
}

} // namespace

TEST_CASE("in a language from right to left a slide stands flush right, and so do its controls") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    stage.deck.languages.push_back({"ar", "\u0627\u0644\u0639\u0631\u0628\u064A\u0629"});
    constexpr std::string_view title = "\u0627\u0644\u0646\u0647\u0631";
    for (deck::Slide& slide : stage.deck.slides) slide.title.entries.emplace_back("ar", std::string(title));
    for (std::size_t place = 0; place < stage.deck.slides.size(); ++place) {
        CAPTURE(stage.deck.slides[place].id);
        const Frame frame = frame_of(stage, "ar", place);
        // Kinds place their title as they like, or leave it to a figure; what the frame draws stands at the
        // right.
        const std::string source = stage.deck.slides[place].source.entries.front().second;
        const draw::Command* command = letters(frame, source);
        REQUIRE(command != nullptr);
        CHECK(command->bounds.right() > 1800);
        CHECK(command->bounds.right() < 1840);
        if (const draw::Command* words = letters(frame, title)) CHECK(words->bounds.x > 900);
        const Rect help = frame.hits.rect_of({ControlKind::NeedHelp});
        CHECK(help.right() == doctest::Approx(1824));
        CHECK(frame.hits.rect_of({ControlKind::PipsBack}).x > frame.hits.rect_of({ControlKind::PipsOn}).x);
        // The ask's own button stands under its title; all others where the eye leaves the slide.
        const bool own = stage.deck.slides[place].id == "ask";
        CHECK((frame.hits.rect_of({ControlKind::Pledge}).x < 960) == !own);
    }
}

TEST_CASE("what is touched in a mirrored slide is what is seen there") {
    test::Stage stage;
    test::fill_sample_deck(stage.deck);
    stage.deck.languages.push_back({"he", "\u05E2\u05D1\u05E8\u05D9\u05EA"});
    const Frame plain = frame_of(stage, "en", 0), mirrored = frame_of(stage, "he", 0);
    REQUIRE(plain.hits.targets().size() == mirrored.hits.targets().size());
    for (std::size_t i = 0; i < plain.hits.targets().size(); ++i) {
        const auto& one = plain.hits.targets()[i];
        const auto& other = mirrored.hits.targets()[i];
        CHECK(one.control == other.control);
        CHECK(other.rect.y == one.rect.y);
    }
    for (const ControlKind kind : {ControlKind::NeedHelp, ControlKind::Pause, ControlKind::Pledge}) {
        const Rect rect = mirrored.hits.rect_of({kind});
        CHECK(mirrored.hits.at(rect.centre()).kind == kind);
    }
}
