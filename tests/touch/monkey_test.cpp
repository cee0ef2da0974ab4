// Five fingers that know nothing: random touches through the real update and view on the shipped deck, on a
// clock of their own. Whatever they do, the screen is never empty, help is one touch away, nothing is saved
// that nobody confirmed, and the next visitor meets the opening slide.
//
// KIOSK_MONKEY_TOUCHES and KIOSK_MONKEY_SEEDS make it longer: scripts/touch-report runs 100,000 and 10.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "app/update.hpp"
#include "app/view.hpp"
#include "command/disk_files.hpp"
#include "command/fonts.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"

using namespace kiosk;
using app::Effect;
using scene::Control;
using scene::ControlKind;

namespace {

constexpr std::int64_t touches_in_ci = 3'000, seeds_in_ci = 2;
constexpr std::int64_t every_us = 18'000; // 100,000 in 30 minutes
constexpr Duration turn_time = milliseconds(20);
constexpr int fingers = 5;

std::int64_t number_of(const char* name, std::int64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoll(text, nullptr, 10);
}

// The kiosk without window and store; what it asks of them is answered by chance.
class Hall {
  public:
    Hall(std::uint64_t seed, scene::Orientation orientation, text::Fonts& fonts, const deck::Assets& assets,
         const deck::DeckPointer& deck)
        : chance_(seed),
          view_(fonts) {
        look_.orientation = orientation;
        look_.language = deck->languages.front().tag;
        app::start(state_, deck, assets, look_, {}, now_);
        state_.banner = app::Banner::Demo;
        draw();
    }

    void play(std::int64_t touches) {
        std::int64_t made = 0;
        const Instant start = now_;
        while (made < touches) {
            now_ = now_ + turn_time;
            for (; made < touches && now_.us - start.us >= made * every_us; ++made) one_touch();
            turn();
        }
        for (int finger = 0; finger < fingers; ++finger) lift(finger);
    }
    // Nobody is there any more.
    void fall_silent() {
        for (int i = 0; i < 4 * 200; ++i) {
            now_ = now_ + milliseconds(250);
            turn();
        }
    }

    [[nodiscard]] const app::State& state() const { return state_; }
    [[nodiscard]] const scene::Look& look() const { return look_; }
    std::map<std::string, int> seen; // how often the monkeys got where

  private:
    std::uint32_t below(std::uint32_t limit) {
        return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(chance_);
    }
    // Half of the touches go anywhere, the others to something that can be touched.
    Point somewhere() {
        const Size size = scene::canvas(look_.orientation);
        const auto& targets = hits_.targets();
        if (targets.empty() || below(2) == 0)
            return {static_cast<float>(below(static_cast<std::uint32_t>(size.width))),
                    static_cast<float>(below(static_cast<std::uint32_t>(size.height)))};
        // Whoever clears the form at every third touch never gets far.
        const auto& target = targets[below(static_cast<std::uint32_t>(targets.size()))];
        const bool leaves = target.control.kind == ControlKind::LeaveAndClear;
        return leaves && below(8) != 0 ? targets.front().rect.centre() : target.rect.centre();
    }
    void one_touch() {
        const auto finger = static_cast<int>(below(fingers));
        const auto id = static_cast<std::int64_t>(finger) + 1;
        if (!down_[finger]) {
            at_[finger] = somewhere();
            down_[finger] = true;
            feed(FingerEvent{Touch::Down, id, at_[finger], now_});
        }
        const std::uint32_t what = below(16);
        if (what == 0) {
            at_[finger] = somewhere();
            feed(FingerEvent{Touch::Move, id, at_[finger], now_});
        } else if (what == 1) {
            down_[finger] = false;
            feed(FingerEvent{Touch::Cancelled, id, at_[finger], now_});
        } else if (what != 2) { // else it stays
            lift(finger);
        }
        if (below(40) == 0) help_typing();
    }
    void lift(int finger) {
        if (!down_[finger]) return;
        down_[finger] = false;
        feed(FingerEvent{Touch::Up, static_cast<std::int64_t>(finger) + 1, at_[finger], now_});
    }
    // Monkeys do not write addresses: now and then somebody with a keyboard writes a good one for them.
    void help_typing() {
        const int focused = state_.form.is_open() ? state_.form.focused() : -1;
        if (focused < 0 || state_.saving != app::Saving::No) return;
        while (!state_.form.typed(focused).empty() && state_.form.backspace()) {
        }
        std::string_view text = "Ada";
        switch (state_.form.field(focused).kind) {
        case form::FieldKind::Email: text = "ada@example.org"; break;
        case form::FieldKind::Phone: text = "020 7946 0000"; break;
        case form::FieldKind::Postcode: text = "AB1 2AB"; break;
        case form::FieldKind::Amount: text = "12"; break;
        default: break;
        }
        for (const char letter : text) feed(KeyEvent{Key::Other, static_cast<char32_t>(letter), now_});
    }

    void feed(const app::Input& input) {
        const auto* event = std::get_if<FingerEvent>(&input);
        const bool acts = event != nullptr && event->touch == Touch::Up && state_.active &&
                          state_.active->finger == event->finger;
        const ControlKind kind = acts ? state_.active->control.kind : ControlKind::None;
        const std::size_t had = effects_.size();
        app::update(state_, input, now_, hits_, effects_);
        for (std::size_t i = had; i < effects_.size(); ++i) {
            const Effect effect = effects_[i];
            if (effect == Effect::Submit) {
                ++seen["submitted"];
                CHECK(kind == ControlKind::Confirm); // by a finger that lifted from Confirm, and nothing else
                for (int field = 0; field < state_.form.field_count(); ++field)
                    CHECK((!state_.form.visible(field) || state_.form.problem(field) == form::Problem::None));
            }
            if (effect == Effect::TryAgain)
                CHECK((kind == ControlKind::TryAgain || kind == ControlKind::Confirm));
            if (effect == Effect::OpenForm) {
                ++seen["form opened"];
                for (int field = 0; field < state_.form.field_count(); ++field)
                    CHECK(state_.form.empty(field)); // nothing of the one before
            }
        }
    }
    void answer() {
        for (const Effect effect : std::exchange(effects_, {})) {
            if (effect == Effect::Submit || effect == Effect::TryAgain)
                answer_at_ = now_ + milliseconds(below(6'000));
            if (effect == Effect::CheckPin) feed(app::PinAnswer{app::PinVerdict::Wrong, 0});
        }
        if (!answer_at_ || now_ < *answer_at_) return;
        answer_at_.reset();
        const bool saved = below(4) != 0;
        feed(app::SaveAnswer{saved, saved ? "KITE-4821" : ""});
        effects_.clear();
    }
    void turn() {
        view_.prepare(state_, now_);
        feed(app::Tick{});
        answer();
        draw();
    }
    void draw() {
        view_.prepare(state_, now_);
        view_.draw(state_, now_, list_, hits_);
        view_.settle(state_);
        ++seen[state_.screen == app::Screen::Slides ? "slides"
               : state_.screen == app::Screen::Form ? "form"
                                                    : "thanks"];
        if (list_.commands().size() < 4 || hits_.targets().empty()) ++seen["blank"];
        const bool helps =
            !hits_.rect_of({ControlKind::NeedHelp, 0, 0}).empty() || state_.sheet == app::Sheet::Help;
        if (!helps) ++seen["no help"];
    }

    std::mt19937_64 chance_;
    app::State state_;
    scene::Look look_;
    app::View view_;
    draw::DrawList list_;
    scene::HitMap hits_;
    std::vector<Effect> effects_;
    Instant now_{1'000'000'000};
    std::optional<Instant> answer_at_;
    bool down_[fingers] = {};
    Point at_[fingers] = {};
};

} // namespace

TEST_CASE("random touches of five fingers leave no form open and save nothing unconfirmed" *
          doctest::timeout(7200)) {
    const std::string source = KIOSK_SOURCE_DIR;
    const auto assets = deck::load_assets(command::DiskFiles(source + "/assets"));
    REQUIRE(assets.ok());
    const auto deck = deck::load_deck(command::DiskFiles(source + "/config/osec"), *assets, "");
    REQUIRE(deck.deck != nullptr);
    const auto fonts = command::load_fonts();
    REQUIRE(fonts.ok());
    const std::int64_t touches = number_of("KIOSK_MONKEY_TOUCHES", touches_in_ci);
    const std::int64_t seeds = number_of("KIOSK_MONKEY_SEEDS", seeds_in_ci);
    int submitted = 0, opened = 0;
    for (std::int64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        const auto orientation = seed % 2 == 0 ? scene::Orientation::Portrait : scene::Orientation::Landscape;
        Hall hall(static_cast<std::uint64_t>(seed), orientation, **fonts, *assets, deck.deck);
        hall.play(touches);
        CHECK(hall.seen["blank"] == 0);
        CHECK(hall.seen["no help"] == 0);
        hall.fall_silent();
        CHECK(hall.state().screen == app::Screen::Slides);
        CHECK(hall.state().sheet == app::Sheet::None);
        CHECK_FALSE(hall.state().form.is_open());
        CHECK_FALSE(hall.state().playlist.paused());
        CHECK(hall.state().look == hall.look());
        submitted += hall.seen["submitted"], opened += hall.seen["form opened"];
    }
    CHECK(opened > 0);
    MESSAGE(seeds << " seeds of " << touches << " touches: " << opened << " forms opened, " << submitted
                  << " sign-ups confirmed");
}
