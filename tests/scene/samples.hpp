// Slides of every pictured kind, of a charity that does not exist, for tests of scene/.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "scene/stage.hpp"
#include "scene/telling_samples.hpp"

namespace kiosk::test {

struct Sample {
    std::string name;
    deck::Slide slide;
};

inline Sample sample(std::string name, deck::Ground ground, deck::Kind kind) {
    Sample result{std::move(name), {}};
    result.slide.id = result.name;
    result.slide.kind = std::move(kind);
    result.slide.ground = ground;
    result.slide.title = words("Two thirds of the wells\nrun dry before the summer.");
    result.slide.body = words("Rain came late for the third year.\nRivers carried half of what they did.");
    return result;
}

inline deck::Map map_kind() {
    return {words("2"), words("nd"), {words("Chile"), -71, -33}, {words("Kenya"), 37.9, 0}};
}
inline deck::Ask ask_kind() {
    return {words("Make a pledge"), words("Three short steps"), "https://example.org/give/7",
            words("Or use your phone")};
}
inline deck::Lights lights_kind(int count) {
    return {count, words("over"), std::to_string(count), words("wells full.")};
}

inline std::vector<Sample> samples() {
    using deck::Ground;
    std::vector<Sample> all{
        sample("field", Ground::Night, deck::Field{}),
        sample("divide", Ground::Night,
               deck::Divide{words("by road"), words("by water"), words("roads closed")}),
        sample("map", Ground::Night, map_kind()),
        sample("band", Ground::Night, deck::Band{words("the water"), words("the thirst")}),
        sample("lights", Ground::Dawn, lights_kind(45)),
        sample("ask", Ground::Amber, ask_kind())};
    for (auto& [name, kind] : telling_kinds()) all.push_back(sample(name, Ground::Night, std::move(kind)));
    return all;
}

// Both orientations, the three contrasts, the three sizes, and less movement.
inline const std::array<scene::Look, 6> looks{
    scene::Look{},
    scene::Look{.orientation = scene::Orientation::Portrait},
    scene::Look{.contrast = deck::Contrast::High, .text_size = 1.4F},
    scene::Look{.orientation = scene::Orientation::Portrait, .text_size = 1.2F},
    scene::Look{.contrast = deck::Contrast::Light, .text_size = 1.2F},
    scene::Look{.still = true}};

inline scene::Moment at(float t_ms, scene::Today today = {37, 60}) {
    scene::Moment moment;
    moment.t_ms = t_ms;
    moment.today = today;
    return moment;
}

} // namespace kiosk::test
