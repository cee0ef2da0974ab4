#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scene/kinds.hpp"
#include "scene/stage.hpp"

using namespace kiosk;
using test::words;

namespace {

struct Sample {
    std::string name;
    deck::Slide slide;
    std::function<scene::PicturePointer(const deck::Slide&, const scene::Context&)> make;
};

template <typename Kind>
Sample sample(std::string name, deck::Ground ground, Kind kind,
              scene::PicturePointer (*make)(const deck::Slide&, const Kind&, const scene::Context&)) {
    deck::Slide slide;
    slide.id = name;
    slide.kind = kind;
    slide.ground = ground;
    slide.title = words("Two thirds of the wells\nrun dry before the summer.");
    slide.body = words("Rain came late for the third year. Rivers carried half of what they did.");
    return {std::move(name), slide, [make](const deck::Slide& s, const scene::Context& c) {
                return make(s, std::get<Kind>(s.kind), c);
            }};
}

std::vector<Sample> samples() {
    std::vector<Sample> all;
    all.push_back(
        sample("map", deck::Ground::Night,
               deck::Map{words("2"), words("nd"), {words("Chile"), -71, -33}, {words("Kenya"), 37.9, 0}},
               &scene::make_map));
    all.push_back(sample("lights", deck::Ground::Dawn,
                         deck::Lights{45, words("over"), "45", words("wells full.")}, &scene::make_lights));
    all.push_back(sample("ask", deck::Ground::Amber,
                         deck::Ask{words("Make a pledge"), words("Three short steps"),
                                   "https://example.org/give/7", words("Or use your phone")},
                         &scene::make_ask));
    return all;
}

const std::array<scene::Look, 4> looks{
    scene::Look{}, scene::Look{.orientation = scene::Orientation::Portrait},
    scene::Look{.contrast = deck::Contrast::High, .text_size = 1.4F}, scene::Look{.still = true}};

scene::Moment at(float t_ms) {
    scene::Moment moment;
    moment.t_ms = t_ms;
    moment.today = {37, 60};
    return moment;
}

} // namespace

TEST_CASE("a picture does not change before the moment that it names") {
    test::Stage stage;
    for (const Sample& one : samples()) {
        for (const scene::Look& look : looks) {
            CAPTURE(one.name);
            const auto picture = one.make(one.slide, stage.context(look));
            constexpr float step = 1000.0F / 60;
            for (float t = -400; t < 16'000; t += 250) {
                const float next = picture->next_change_ms(t);
                REQUIRE(next >= t);
                const auto here = test::drawn(*picture, at(t));
                for (float later = t + step; later < std::min(next, t + 1000); later += step) {
                    CAPTURE(t);
                    CAPTURE(later);
                    REQUIRE(test::same(here, test::drawn(*picture, at(later))));
                }
            }
        }
    }
}
