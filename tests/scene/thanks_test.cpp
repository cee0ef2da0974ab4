#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "scene/samples.hpp"
#include "scene/stage.hpp"
#include "scene/thanks.hpp"

using namespace kiosk;
using scene::Thanks;

namespace {

test::Stage& with_words(test::Stage& stage) {
    stage.deck.charity = test::words("Wells for All");
    stage.deck.charity_short = test::words("WFA");
    stage.deck.languages = {{"en", "English"}};
    stage.deck.form.thanks = {
        test::words("Thank you."), test::words("Your light is on."),
        test::words("We will write to you to set up your gift.\nLook out for an email.")};
    return stage;
}

Thanks::Moment thanks_at(float t_ms, scene::Today today = {38, 60}) {
    Thanks::Moment moment;
    moment.t_ms = t_ms;
    moment.clears_of_ms = 20'000;
    moment.clears_in_ms = std::max(0.0F, 20'000 - t_ms);
    moment.today = today;
    return moment;
}

draw::DrawList drawn(const Thanks& thanks, const Thanks::Moment& moment, scene::HitMap* hits = nullptr) {
    draw::DrawList list;
    thanks.draw(list, hits, {}, {}, moment);
    return list;
}

bool says(const draw::DrawList& list, std::string_view words) {
    return std::ranges::any_of(list.commands(), [&](const auto& command) {
        const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
        return run != nullptr && list.characters(run->text) == words;
    });
}

} // namespace

TEST_CASE("the thank-you can be finished, and help, language and text stay in reach") {
    test::Stage stage;
    for (const auto& look : test::looks) {
        const Thanks thanks(with_words(stage).context(look), "KITE-4821");
        scene::HitMap hits;
        drawn(thanks, thanks_at(3'000), &hits);
        for (const auto kind : {scene::ControlKind::Finish, scene::ControlKind::NeedHelp,
                                scene::ControlKind::LanguagePicker, scene::ControlKind::TextContrast}) {
            const Rect rect = hits.rect_of({kind});
            CHECK(rect.height >= 88);
            for (const auto& other : hits.targets())
                if (!(other.control == scene::Control{kind})) CHECK(intersection(rect, other.rect).empty());
        }
    }
}

TEST_CASE("the receipt code is shown in figures of one width, and not at all when there is none") {
    test::Stage stage;
    CHECK(says(drawn(Thanks(with_words(stage).context(), "KITE-4821"), thanks_at(3'000)),
               "Your code: KITE-4821"));
    const auto without = drawn(Thanks(stage.context(), ""), thanks_at(3'000));
    CHECK_FALSE(says(without, "Your code: "));
}

TEST_CASE("the thank-you counts down in whole seconds and does not change before it says") {
    test::Stage stage;
    for (const auto& look : test::looks) {
        const Thanks thanks(with_words(stage).context(look), "KITE-4821");
        CHECK(says(drawn(thanks, thanks_at(5'000)), "15"));
        CHECK(says(drawn(thanks, thanks_at(5'050)), "15"));
        CHECK(says(drawn(thanks, thanks_at(19'500)), "1"));
        CHECK(says(drawn(thanks, thanks_at(20'000)), "0"));
        for (float t = 0; t < 20'000; t += 130) {
            CAPTURE(t);
            const float next = t + thanks.next_change_in_ms(thanks_at(t));
            const auto here = drawn(thanks, thanks_at(t));
            for (float later = t + 10; later < std::min(next, 20'000.0F); later += 10)
                REQUIRE(test::same(here, drawn(thanks, thanks_at(later))));
        }
    }
}

TEST_CASE("one light falls in from the button and lands among those of today") {
    test::Stage stage;
    const Thanks thanks(with_words(stage).context(), "");
    const auto newest = [&](float t_ms) {
        Point at_point{};
        const draw::DrawList list = drawn(thanks, thanks_at(t_ms));
        for (const auto& command : list.commands())
            if (const auto* circle = std::get_if<draw::FillCircle>(&command.shape))
                if (circle->ink.colour.a == 255) at_point = circle->centre; // the last drawn
        return at_point;
    };
    CHECK(distance(newest(0), {1634, 992}) < 1);
    CHECK(distance(newest(900), {1400, 460}) < 325);
    CHECK(newest(900) == newest(5'000));
    for (const scene::Today today : {scene::Today{0, 0}, {1, 0}, {1, 60}, {60, 60}, {75, 60}, {150, 150}}) {
        const auto list = drawn(thanks, thanks_at(5'000, today));
        int lit = 0, to_come = 0;
        for (const auto& command : list.commands()) {
            if (const auto* circle = std::get_if<draw::FillCircle>(&command.shape))
                lit += circle->ink.colour.a == 255 ? 1 : 0;
            if (const auto* ring = std::get_if<draw::StrokeArc>(&command.shape))
                to_come += ring->centre.x > 1000 && ring->width == 3 ? 1 : 0;
        }
        CHECK(lit == std::max(1, today.pledges));
        CHECK(to_come == std::max(0, today.aim - std::max(1, today.pledges)));
    }
}

TEST_CASE("what the thank-you says stands clear of all else that it says, in every language and size") {
    test::Stage stage;
    stage.deck = *test::shipped_deck(stage.assets);
    constexpr float air_px = 6; // lines of one paragraph, set tightly, have less: they begin or end alike
    const auto of_one_paragraph = [](const Rect& a, const Rect& b) {
        return std::abs(a.x - b.x) < 24 || std::abs(a.right() - b.right()) < 24;
    };
    for (const char* language : {"en", "cy", "fil", "ar"})
        for (const float size : {1.0F, 1.2F, 1.4F})
            for (const auto orientation : {scene::Orientation::Landscape, scene::Orientation::Portrait})
                for (const scene::Today today : {scene::Today{1, 0}, {37, 60}, {60, 60}, {431, 600}}) {
                    CAPTURE(std::string(language));
                    CAPTURE(size);
                    CAPTURE(today.pledges);
                    scene::Look look;
                    look.language = language, look.text_size = size, look.orientation = orientation;
                    const draw::DrawList list =
                        drawn(Thanks(stage.context(look), "KITE-4821"), thanks_at(5'000, today));
                    std::vector<Rect> words;
                    for (const auto& command : list.commands())
                        if (std::holds_alternative<draw::GlyphRun>(command.shape))
                            words.push_back(command.bounds);
                    REQUIRE(words.size() > 8);
                    for (std::size_t i = 0; i < words.size(); ++i)
                        for (std::size_t j = 0; j < i; ++j)
                            if (!of_one_paragraph(words[i], words[j]))
                                CHECK(intersection(words[i].grown(air_px), words[j]).empty());
                }
}

TEST_CASE("over 150 the thank-you shows a bar") {
    test::Stage stage;
    const Thanks thanks(with_words(stage).context(), "");
    const auto list = drawn(thanks, thanks_at(5'000, {90, 400}));
    CHECK(std::ranges::any_of(list.commands(), [](const auto& command) {
        const auto* rect = std::get_if<draw::FillRect>(&command.shape);
        return rect != nullptr && rect->rect.width == 1728 && rect->rect.height == 18;
    }));
    CHECK(says(list, "90 pledges made here today. Aim: 400."));
}
