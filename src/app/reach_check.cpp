#include "app/reach_check.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "app/update.hpp"
#include "app/view.hpp"
#include "app/visit.hpp"
#include "scene/reach.hpp"

namespace kiosk::app {

namespace {

class Walk {
  public:
    Walk(text::Fonts& fonts, const deck::DeckPointer& deck, const deck::Assets& assets,
         const deck::ScreenSettings& screen, scene::Orientation orientation)
        : view_(fonts),
          screen_(screen),
          orientation_(orientation) {
        scene::Look look;
        look.orientation = orientation;
        look.still = true; // everything stands in its place at once
        look.language = deck->languages.front().tag;
        start(state_, deck, assets, look, {}, now_);
    }

    std::vector<std::string> run() {
        view_.prepare(state_, now_);
        for (std::size_t slide = 0; slide < state_.playlist.size(); ++slide) {
            look("the slides");
            state_.playlist.step(1, now_);
        }
        for (const auto& [sheet, name] :
             {std::pair{Sheet::Help, "the help sheet"}, std::pair{Sheet::Language, "the languages"},
              std::pair{Sheet::TextContrast, "the sheet of text and contrast"},
              std::pair{Sheet::Privacy, "the privacy notice"}}) {
            open_sheet(state_, sheet, now_);
            look(name);
            close_sheet(state_, now_);
        }
        walk_form();
        return std::move(sentences_);
    }

  private:
    void walk_form() {
        std::vector<Effect> effects;
        open_form(state_, now_, effects);
        const auto steps = state_.form.definition().steps.size();
        for (std::size_t step = 0; step < steps; ++step) {
            const std::string name = "step " + std::to_string(step + 1) + " of the form";
            choose_everything(static_cast<int>(step));
            for (state_.form_scroll = 0; state_.form_scroll < static_cast<int>(form::FormState::fields_max);
                 ++state_.form_scroll) {
                look(name);
                if (hits_.rect_of({scene::ControlKind::ScrollOn, 0, 0}).empty()) break;
            }
            state_.form_scroll = 0;
            for (int i = 0; i < state_.form.field_count(); ++i) {
                if (state_.form.step_of(i) != static_cast<int>(step)) continue;
                state_.form.focus(i);
                if (state_.form.focused() != i) continue;
                follow_focus(state_);
                look(name + " with the keyboard");
                state_.form.leave_field();
                follow_focus(state_);
            }
            if (!go_on(static_cast<int>(step))) return;
        }
        end_visit(state_, now_, effects);
    }
    // Every way that leads to more fields.
    void choose_everything(int step) {
        for (int i = 0; i < state_.form.field_count(); ++i) {
            if (state_.form.step_of(i) != step || !state_.form.visible(i)) continue;
            const form::Field& field = state_.form.field(i);
            const int count =
                field.kind == form::FieldKind::Choice || field.kind == form::FieldKind::Amount ||
                        field.kind == form::FieldKind::GiftAid || field.kind == form::FieldKind::Affirmation
                    ? 1
                    : static_cast<int>(field.options.size());
            for (int option = 0; option < count; ++option) state_.form.choose(i, option);
        }
        follow_focus(state_);
    }
    // Fills the step with something good, so that the next one can be looked at.
    bool go_on(int step) {
        for (int i = 0; i < state_.form.field_count(); ++i) {
            if (state_.form.step_of(i) != step || !state_.form.visible(i)) continue;
            const form::FieldKind kind = state_.form.field(i).kind;
            if (!form::FormState::is_typed(kind) || !state_.form.empty(i)) continue;
            state_.form.focus(i);
            (void)state_.form.type(kind == form::FieldKind::Email      ? "sam@example.org"
                                   : kind == form::FieldKind::Phone    ? "020 7946 0000"
                                   : kind == form::FieldKind::Postcode ? "SW1A 1AA"
                                                                       : "Sam");
        }
        const bool moved = state_.form.next_step().outcome == form::Advance::Outcome::Moved;
        follow_focus(state_);
        return moved;
    }
    void look(const std::string& where) {
        view_.prepare(state_, now_);
        view_.draw(state_, now_, list_, hits_);
        for (const scene::ReachFinding& finding : scene::check_reach(hits_, screen_, orientation_))
            say(where, finding);
    }
    void say(const std::string& where, const scene::ReachFinding& finding) {
        const auto found = std::to_string(static_cast<int>(std::lround(finding.found_mm)));
        std::string sentence = "screen: on " + where + " ";
        switch (finding.fault) {
        case scene::ReachFault::TooHigh:
            sentence += "a control was expected at " +
                        std::to_string(static_cast<int>(scene::reach_high_mm)) +
                        " mm above the floor or lower, found at " + found +
                        " mm; hang the panel lower, or set lower_edge_mm right";
            break;
        case scene::ReachFault::TooLow:
            sentence += "a control was expected at " + std::to_string(static_cast<int>(scene::reach_low_mm)) +
                        " mm above the floor or higher, found at " + found +
                        " mm; raise the panel, or set lower_edge_mm right";
            break;
        case scene::ReachFault::TooSmall:
            sentence += "targets of " + std::to_string(static_cast<int>(scene::target_least_mm)) +
                        " mm or more were expected, found " + found +
                        " mm; use a larger panel, or set width_mm and height_mm right";
            break;
        }
        // The worst of a screen is enough: one sentence for each kind of fault.
        if (told_.emplace(where, finding.fault).second) sentences_.push_back(std::move(sentence));
    }

    State state_;
    View view_;
    const deck::ScreenSettings& screen_;
    scene::Orientation orientation_;
    draw::DrawList list_;
    scene::HitMap hits_;
    Instant now_{1'000'000'000};
    std::set<std::pair<std::string, scene::ReachFault>> told_;
    std::vector<std::string> sentences_;
};

} // namespace

std::vector<std::string> check_reach(text::Fonts& fonts, const deck::DeckPointer& deck,
                                     const deck::Assets& assets, const deck::ScreenSettings& screen,
                                     scene::Orientation orientation) {
    return Walk(fonts, deck, assets, screen, orientation).run();
}

} // namespace kiosk::app
