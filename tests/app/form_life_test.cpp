// What happens to a form while it is open: the language changes, the charity's wording changes in the middle
// of the event. On the campaign's own form and keyboards. And what is then inside the record.
#include <string>

#include <doctest/doctest.h>

#include "app/describe.hpp"
#include "deck/disk.hpp"
#include "deck/load.hpp"
#include "record/sign_up.hpp"
#include "support/visit.hpp"

using namespace kiosk;
using app::Screen;
using app::Sheet;
using scene::ControlKind;
using test::Visit;

namespace {

constexpr std::string_view old_words = "IJM may tell me about its work and how to help by:";
constexpr std::string_view new_words = "IJM may tell me about its work, at most six times a year, by:";

deck::DeckPointer campaign(const deck::Assets& assets, std::string_view wording = old_words) {
    deck::MemoryFiles files = deck::folder_of_source("config/osec");
    std::string& form = files.at("form.toml");
    const std::size_t at = form.find(old_words);
    REQUIRE(at != std::string::npos);
    form.replace(at, old_words.size(), wording);
    const deck::LoadedDeck loaded = deck::load_deck(files, assets);
    REQUIRE_MESSAGE(loaded.deck != nullptr, deck::all_of(loaded.diagnostics));
    return loaded.deck;
}

// The campaign's kiosk, with controls laid out by hand.
struct Hall : Visit {
    Hall() {
        assets = deck::shipped_assets();
        app::start(state, campaign(assets), assets, {}, {}, now);
        effects.clear();
    }
    [[nodiscard]] int at(std::string_view field) const { return state.form.index_of(field); }
    void write(std::string_view field, std::string_view text) {
        state.form.focus(at(field));
        REQUIRE(state.form.type(text));
        state.form.leave_field();
    }
    // As far as the last step.
    void pledge() {
        if (state.screen != Screen::Form) tap(ControlKind::Pledge);
        REQUIRE(state.screen == Screen::Form);
        state.form.choose(at("way"), 0), state.form.choose(at("amount"), 1);
        tap(ControlKind::Continue);
        write("first_name", "Ada"), write("last_name", "Byron"), write("email", "ada@example.org");
        tap(ControlKind::Continue);
        REQUIRE(state.form.is_last_step());
    }
    [[nodiscard]] std::string record() {
        app::Provenance from;
        from.kiosk = "hall-1", from.event = "spring";
        const auto clear = record::encode(app::describe(state, from));
        REQUIRE(clear.ok());
        return std::string(clear->reveal());
    }
    [[nodiscard]] bool speaks(std::string_view tag) const { return state.keyboard.layout().language == tag; }
};

bool holds(const std::string& text, std::string_view part) {
    const bool found = text.find(part) != std::string::npos;
    if (!found) MESSAGE("expected ", std::string(part), " in ", text);
    return found;
}

} // namespace

TEST_CASE("the language changes in the middle of the form, as often as one likes, and loses nothing") {
    Hall hall;
    hall.pledge();
    hall.state.form.choose(hall.at("contact"), 1); // phone, which asks for a number
    hall.write("phone", "020 7946 0958");
    hall.state.form.choose(hall.at("gift_aid"), 0);
    hall.state.form.focus(hall.at("house"));
    REQUIRE(hall.state.form.type("14"));
    const int step = hall.state.form.step(), house = hall.at("house");
    for (const char* language : {"ar", "cy", "fil", "en", "ar"}) {
        CAPTURE(std::string(language));
        app::set_language(hall.state, language);
        CHECK(hall.speaks(language));
        CHECK(hall.state.form.step() == step);
        CHECK(hall.state.form.focused() == house); // even the keyboard stays where it was
        CHECK(hall.state.keyboard.is_up());
        CHECK(hall.state.form.typed(hall.at("first_name")) == "Ada");
        CHECK(hall.state.form.typed(hall.at("email")) == "ada@example.org");
        CHECK(hall.state.form.typed(hall.at("phone")) == "020 7946 0958");
        CHECK(hall.state.form.typed(house) == "14");
        CHECK(hall.state.form.chosen(hall.at("amount")) == 1);
        CHECK(hall.state.form.ticked(hall.at("contact"), 1));
        CHECK(hall.state.form.ticked(hall.at("gift_aid")));
    }
    // The record says in which language the words were shown, and holds those.
    const std::string record = hall.record();
    CHECK(holds(record, "\"language\":\"ar\""));
    CHECK(holds(record,
                std::string(hall.state.deck->form.find("contact")->declaration.in("ar")).substr(0, 20)));
}

TEST_CASE("words that change in mid-event leave both versions provable, and an open form keeps its own") {
    Hall hall;
    hall.pledge();
    hall.state.form.choose(hall.at("contact"), 0);
    const std::string old_version = hall.state.deck->form.version;
    const deck::DeckPointer news = campaign(hall.assets, new_words);
    REQUIRE(news->form.version != old_version);

    // It comes while somebody stands before the old words, having ticked a box under them.
    hall.feed(app::NewDeck{news});
    hall.wait(seconds(1));
    const std::string before = hall.record();
    CHECK(holds(before, std::string("\"wording\":\"") + std::string(old_words) + " Email\""));
    CHECK(holds(before, "\"version\":\"" + old_version + "\""));
    CHECK(before.find(new_words) == std::string::npos);
    hall.tap(ControlKind::Confirm);
    hall.feed(app::SaveAnswer{true, "KITE-4821"});
    hall.tap(ControlKind::Finish);
    REQUIRE(hall.state.screen == Screen::Slides);

    hall.wait_in_steps(seconds(30)); // it is taken between two slides
    hall.pledge();
    hall.state.form.choose(hall.at("contact"), 0);
    const std::string after = hall.record();
    CHECK(holds(after, std::string("\"wording\":\"") + std::string(new_words) + " Email\""));
    CHECK(holds(after, "\"version\":\"" + news->form.version + "\""));
    CHECK(after.find(old_words) == std::string::npos);
}

TEST_CASE("each channel is yes, no or not asked, with the words shown, and hidden fields say where") {
    Hall hall;
    hall.pledge();
    hall.state.form.choose(hall.at("contact"), 0);
    const std::string record = hall.record();
    CHECK(holds(record, R"({"answer":"yes","basis":"consent","channel":"email")"));
    CHECK(holds(record, R"({"answer":"no","basis":"consent","channel":"phone")"));
    CHECK(holds(record, R"("event":"spring")"));
    CHECK(holds(record, R"("kiosk":"hall-1")"));
    CHECK(record.find(R"("event":"event")") == std::string::npos);
    hall.tap(ControlKind::Back);
    CHECK(holds(hall.record(), R"({"answer":"not-asked","basis":"consent","channel":"email")"));
}
