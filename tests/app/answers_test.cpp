// Every touch is answered within one frame: a finger comes down on a control, and the picture drawn at that
// very instant differs from the one before. On every screen of a visit, in the campaign's deck; real fonts.
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "app/view.hpp"
#include "app/visit.hpp"
#include "deck/disk.hpp"
#include "deck/load.hpp"
#include "support/specimen.hpp"

using namespace kiosk;
using app::Sheet;
using scene::Control;
using scene::ControlKind;

namespace {

class Screen {
  public:
    explicit Screen(scene::Orientation orientation)
        : assets_(deck::shipped_assets()),
          fonts_(test::load_fonts()),
          view_(*fonts_) {
        const deck::LoadedDeck loaded = deck::load_deck(deck::folder_of_source("config/osec"), assets_);
        REQUIRE(loaded.deck != nullptr);
        scene::Look look;
        look.orientation = orientation, look.still = true;
        app::start(state, loaded.deck, assets_, look, {}, now_);
        draw();
    }
    // Puts a finger on everything that can be touched, and takes it away again without acting.
    void touch_everything(const std::string& where) {
        CAPTURE(where);
        now_ = now_ + seconds(2);
        draw();
        const scene::HitMap hits = hits_;
        for (const scene::HitMap::Target& target : hits.targets()) {
            const Rect& rect = target.rect;
            const Control control = target.control;
            const bool silent =
                control.kind == ControlKind::CharityName || // staff know where it is
                control.kind == ControlKind::StillHere ||   // a touch anywhere; its button is tried
                control.kind == ControlKind::PipsBack || control.kind == ControlKind::PipsOn;
            if (silent || hits.at(rect.centre()) != control) continue;
            CAPTURE(static_cast<int>(control.kind));
            CAPTURE(control.index);
            CAPTURE(control.part);
            const std::uint64_t before = draw();
            feed(FingerEvent{Touch::Down, 1, rect.centre(), now_});
            CHECK(draw() != before);
            feed(FingerEvent{Touch::Cancelled, 1, rect.centre(), now_});
            now_ = now_ + seconds(1);
            draw();
        }
    }
    void focus(int field) {
        state.form.focus(field);
        app::follow_focus(state);
    }
    void leave() {
        state.form.leave_field();
        app::follow_focus(state);
    }
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] bool offers(Control control) {
        now_ = now_ + seconds(1);
        for (int frame = 0; frame < 2; ++frame) draw(), view_.settle(state);
        return !hits_.rect_of(control).empty();
    }
    void tap(Control control) {
        REQUIRE(offers(control));
        const Point at = hits_.rect_of(control).centre();
        feed(FingerEvent{Touch::Down, 1, at, now_});
        feed(FingerEvent{Touch::Up, 1, at, now_});
    }

    app::State state;
    std::vector<app::Effect> effects;

  private:
    std::uint64_t draw() {
        view_.prepare(state, now_);
        view_.draw(state, now_, list_, hits_);
        std::uint64_t all = 14695981039346656037U;
        for (const draw::Command& command : list_.commands()) all = (all ^ command.digest) * 1099511628211U;
        return all;
    }
    void feed(const app::Input& input) { app::update(state, input, now_, hits_, effects); }

    deck::Assets assets_;
    std::unique_ptr<text::Fonts> fonts_;
    app::View view_;
    draw::DrawList list_;
    scene::HitMap hits_;
    Instant now_{1'000'000'000};
};

} // namespace

TEST_CASE("a finger on any control of any screen shows in the same frame") {
    for (const auto orientation : {scene::Orientation::Landscape, scene::Orientation::Portrait}) {
        CAPTURE(static_cast<int>(orientation));
        Screen screen(orientation);
        app::State& state = screen.state;
        screen.touch_everything("the slides");
        app::open_form(state, screen.now(), screen.effects);
        screen.touch_everything("step 1");
        state.form.choose(0, 0), state.form.choose(1, 1);
        screen.touch_everything("step 1, chosen");
        REQUIRE(state.form.next_step().outcome == form::Advance::Outcome::Moved);
        screen.touch_everything("step 2");
        const int email = state.form.index_of("email");
        screen.focus(state.form.index_of("first_name"));
        screen.touch_everything("the keyboard");
        REQUIRE(state.form.type("Ada"));
        screen.focus(state.form.index_of("last_name"));
        REQUIRE(state.form.type("Byron"));
        screen.focus(email);
        REQUIRE(state.form.type("ada@gmial.com"));
        screen.leave();
        REQUIRE(state.form.suggestion(email));
        screen.touch_everything("a suggestion");
        state.form.accept_suggestion(email);
        REQUIRE(state.form.next_step().outcome == form::Advance::Outcome::Moved);
        screen.touch_everything("step 3");
        state.form.choose(state.form.index_of("gift_aid"), 0);
        state.form.choose(state.form.index_of("contact"), 0);
        screen.touch_everything("step 3, all chosen");
        for (const Sheet sheet : {Sheet::Help, Sheet::Language, Sheet::TextContrast, Sheet::Privacy}) {
            app::open_sheet(state, sheet, screen.now());
            screen.touch_everything("sheet " + std::to_string(static_cast<int>(sheet)));
            app::close_sheet(state, screen.now());
        }
        app::thank(state, "KITE-4821", screen.now(), screen.effects);
        screen.touch_everything("the thank-you");
        app::open_pin(state, screen.now(), screen.effects);
        screen.touch_everything("the PIN pad");
    }
}

TEST_CASE("an answer that makes its row too tall for the page stays under the finger, on a page of its own") {
    for (const auto orientation : {scene::Orientation::Landscape, scene::Orientation::Portrait}) {
        CAPTURE(static_cast<int>(orientation));
        Screen screen(orientation);
        form::FormState& form = screen.state.form;
        app::open_form(screen.state, screen.now(), screen.effects);
        form.choose(form.index_of("way"), 0), form.choose(form.index_of("amount"), 1);
        REQUIRE(form.next_step().outcome == form::Advance::Outcome::Moved);
        for (const auto& [field, text] : {std::pair{"first_name", "Ada"},
                                          std::pair{"last_name", "Byron"},
                                          {"email", "ada@example.org"}}) {
            screen.focus(form.index_of(field));
            REQUIRE(form.type(text));
            screen.leave();
        }
        REQUIRE(form.next_step().outcome == form::Advance::Outcome::Moved);
        for (int channel = 0; channel < 3; ++channel) {
            form.choose(form.index_of("contact"), channel);
            const Control card{ControlKind::FormOption, form.index_of("gift_aid"), 0};
            for (int page = 0; page < 4 && !screen.offers(card); ++page)
                screen.tap({ControlKind::ScrollOn, 0, 0});
            screen.tap(card);
            CHECK(screen.offers(card));
            screen.tap(card); // off again
            CHECK(screen.offers(card));
        }
    }
}
