// Whole screens as text: what the shipped deck's slides and the help sheet draw, command by command. A change
// of a place, a size, a colour or a word shows as one line.
#include <doctest/doctest.h>

#include "draw/dump.hpp"
#include "scene/sheet_help.hpp"
#include "scene/show.hpp"
#include "stage.hpp"
#include "support/golden.hpp"

using namespace kiosk;

namespace {

const std::filesystem::path goldens = std::filesystem::path(KIOSK_SOURCE_DIR) / "tests/scene/goldens";

std::string slide_as_text(test::Stage& stage, const deck::DeckPointer& deck, const scene::Look& look,
                          std::string_view id) {
    const scene::Context context{stage.context(look).fonts, *deck, stage.assets, look};
    const scene::Show show = scene::Show::make(context);
    const auto entries = show.entries();
    for (std::size_t place = 0; place < entries.size(); ++place) {
        if (deck->slides[show.deck_index(place)].id != id) continue;
        scene::ShowMoment moment;
        moment.play.slide = moment.play.pip = place;
        moment.play.t_ms = entries[place].settled_ms;
        moment.play.progress = 0.5F;
        moment.play.stay_ms = entries[place].duration_ms;
        moment.today = {37, 60};
        draw::DrawList list;
        scene::HitMap hits;
        show.draw(list, hits, moment, {});
        return draw::dump(list);
    }
    return {};
}

} // namespace

TEST_CASE("slides of the shipped deck draw what their goldens say") {
    test::Stage stage;
    const deck::DeckPointer deck = test::shipped_deck(stage.assets);
    for (const char* id : {"tripled", "supply", "resources", "ask"}) {
        CAPTURE(id);
        CHECK(test::golden_difference(slide_as_text(stage, deck, {}, id),
                                      goldens / (std::string(id) + ".txt")) == "");
        scene::Look portrait;
        portrait.orientation = scene::Orientation::Portrait;
        CHECK(test::golden_difference(slide_as_text(stage, deck, portrait, id),
                                      goldens / (std::string(id) + "-portrait.txt")) == "");
    }
}

TEST_CASE("the help sheet of the shipped deck draws what its golden says") {
    test::Stage stage;
    const deck::DeckPointer deck = test::shipped_deck(stage.assets);
    const scene::Context context{stage.context().fonts, *deck, stage.assets, {}};
    draw::DrawList list;
    scene::HitMap hits;
    scene::draw_help_sheet(list, hits, context, {}, Instant{}, 1);
    CHECK(test::golden_difference(draw::dump(list), goldens / "help.txt") == "");
}

TEST_CASE("a golden that is missing or different by one number is found") {
    const auto folder = std::filesystem::temp_directory_path() / "pledge-kiosk-golden-test";
    std::filesystem::create_directories(folder);
    CHECK(test::golden_difference("rect 1,1\n", folder / "none.txt").find("is missing") != std::string::npos);
    std::filesystem::rename(folder / "none.actual.txt", folder / "one.txt");
    CHECK(test::golden_difference("rect 1,1\n", folder / "one.txt").empty());
    CHECK(test::golden_difference("rect 1,2\n", folder / "one.txt").find(":1: expected \"rect 1,1\"") !=
          std::string::npos);
    std::filesystem::remove_all(folder);
}
