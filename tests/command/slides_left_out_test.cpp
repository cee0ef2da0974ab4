// Slides that fail or take too long while the kiosk runs, and decks that are saved meanwhile.
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <doctest/doctest.h>

#include "command/visitor.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;

namespace {

// The kiosk off screen with the shipped deck in a folder of its own, and a processor's clock that the test
// moves.
struct OffScreen {
    TemporaryFolder folder;
    std::int64_t processor_us = 0;
    std::function<void()> draws = [] {}; // called before and after each drawing
    std::unique_ptr<command::Kiosk> kiosk;
    std::optional<command::Visitor> visitor;

    OffScreen() {
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        std::filesystem::copy(KIOSK_SOURCE_DIR "/config/osec", folder / "deck",
                              std::filesystem::copy_options::recursive);
        command::KioskOptions options;
        options.settings.deck = (folder / "deck").string();
        options.state_folder = folder / "state";
        std::filesystem::create_directory(options.state_folder);
        options.window.size = PixelSize{480, 270};
        options.processor_us = [this] {
            draws();
            return processor_us;
        };
        auto made = command::Kiosk::create(std::move(options), Instant{1'000'000});
        REQUIRE(made.ok());
        kiosk = std::move(*made);
        visitor.emplace(*kiosk, Instant{1'000'000});
        REQUIRE(visitor->wait(milliseconds(100)).ok());
    }
    [[nodiscard]] const app::State& state() const { return kiosk->state(); }
    // To the beginning of the next slide.
    void next_slide() { REQUIRE(visitor->skip(seconds(60)).ok()); }
    void save_deck_anew() const {
        const auto path = folder / "deck" / "deck.toml", part = folder / "part";
        std::filesystem::copy_file(path, part);
        std::ofstream(part, std::ios::app) << "\n# saved anew\n";
        std::filesystem::rename(part, path);
    }
};

} // namespace

TEST_CASE(
    "a slide that takes too long is left out, staff are told, and a deck that is saved anew tries it again") {
    OffScreen here;
    here.draws = [&] {
        if (here.kiosk->shown_slide() == "tripled") here.processor_us += app::frame_budget_us + 1;
    };
    here.next_slide();
    REQUIRE(here.kiosk->shown_slide() == "tripled");
    REQUIRE(here.visitor->wait(milliseconds(700)).ok());
    CHECK(here.state().benched.empty()); // a hiccup is none
    REQUIRE(here.visitor->wait(seconds(2)).ok());
    CHECK(here.kiosk->shown_slide() == "supply"); // at once, and on with the next
    CHECK(here.state().benched.contains("tripled"));
    CHECK(here.state().playlist.size() == 8);
    CHECK(here.kiosk->figures().benched.at("tripled").find("ms") != std::string::npos);

    const std::string before = here.state().whole_deck->version;
    here.save_deck_anew();
    const auto came =
        here.visitor->wait_until([&] { return here.state().next_deck != nullptr; }, seconds(60));
    REQUIRE(came.ok());
    REQUIRE(*came);
    CHECK(here.state().whole_deck->version == before); // not under anybody's eyes
    here.draws = [] {};
    REQUIRE(here.visitor->skip(seconds(11)).ok());
    REQUIRE(here.visitor->wait(seconds(3)).ok()); // over the next change of slide
    CHECK(here.state().whole_deck->version != before);
    CHECK(here.state().benched.empty());
    CHECK(here.state().playlist.size() == 9);
}

TEST_CASE("a slide that cannot be drawn leaves the last picture, then the loop goes on without it") {
    OffScreen here;
    here.draws = [&] {
        if (here.kiosk->shown_slide() == "tripled") throw std::runtime_error("no picture today");
    };
    here.next_slide();
    REQUIRE(here.visitor->wait(milliseconds(100)).ok());
    CHECK(here.kiosk->shown_slide() == "supply");
    CHECK(here.state().benched.at("tripled").find("no picture today") != std::string::npos);
    const auto frames = here.kiosk->figures().frames;
    REQUIRE(here.visitor->wait(seconds(1)).ok());
    CHECK(here.kiosk->figures().frames > frames);
    CHECK_FALSE(here.kiosk->hits().rect_of({scene::ControlKind::NeedHelp, 0, 0}).empty());
}

TEST_CASE("when no slide can be shown the calm one stands, with help and the pledge in reach") {
    OffScreen here;
    here.draws = [&] {
        if (!here.kiosk->shown_slide().empty()) throw std::runtime_error("nothing goes today");
    };
    for (int i = 0; i < 12; ++i) here.next_slide();
    REQUIRE(here.visitor->wait(seconds(2)).ok());
    CHECK(here.state().benched.size() == 9);
    CHECK(here.kiosk->shown_slide().empty());
    CHECK_FALSE(here.kiosk->hits().rect_of({scene::ControlKind::NeedHelp, 0, 0}).empty());
    CHECK_FALSE(here.kiosk->hits().rect_of({scene::ControlKind::Pledge, 0, 0}).empty());
    if (const char* out = std::getenv("KIOSK_PICTURES"); out != nullptr)
        REQUIRE(here.kiosk->stage().save_png(std::string(out) + "/calm.png").ok());
}
