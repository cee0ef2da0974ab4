#include "app/form_tour.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string_view>

#include "app/stops.hpp"
#include "app/update.hpp"
#include "app/view.hpp"
#include "app/visit.hpp"
#include "base/utf8.hpp"

namespace kiosk::app {

namespace {

using form::Advance;
using form::FieldKind;
using form::FormState;
using form::KeyAction;
using scene::ControlKind;

// Answers of invented people, as long as such answers come. The first that the field takes is used.
constexpr std::array long_names{"Wolfeschlegelsteinhausen-Bergerdorff", "Maximiliana", "Sam"};
constexpr std::array long_names_arabic{
    "\u0639\u0628\u062F \u0627\u0644\u0631\u062D\u0645\u0646 \u0628\u0646 \u0639\u0628\u062F "
    "\u0627\u0644\u0639\u0632\u064A\u0632 \u0627\u0644\u0645\u0646\u0635\u0648\u0631\u064A",
    "\u0633\u0627\u0645\u064A"};
constexpr std::array long_emails{"maximiliana.wolfeschlegelstein@northumberland-example.org",
                                 "s@example.org"};
constexpr std::array phones{"+44 (0)20 7946 0958", "020 7946 0958", "12345678"};
constexpr std::array postcodes{"SW1A 1AA"};
constexpr std::array long_texts{
    "Flat 12, Llanfairpwllgwyngyll House, 147 Northumberland Avenue, London SW1A 1AA",
    "147B Northumberland House", "12", "AB12 3CD", "2001-01-01"};

// One answer for each thing that can be wrong with it.
constexpr std::array wrong_emails{
    "sam",
    "sam@@example.org",
    "@example.org",
    "sam@",
    "sam@example",
    "sam@example..org",
    "s\u00E4m@example.org",
    "sam@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org"};
constexpr std::array wrong_phones{"020 #", "020 79", "020 7946 0958 123456", "+999 1234567"};
constexpr std::array wrong_postcodes{"SW1"};
constexpr std::array wrong_names{"sam@example.org"};
constexpr std::array mistyped_emails{"maximiliana.wolfeschlegelstein@hotmial.co.uk"};

std::span<const char* const> good_answers(FieldKind kind, bool arabic) {
    switch (kind) {
    case FieldKind::Name:
        return arabic ? std::span<const char* const>(long_names_arabic)
                      : std::span<const char* const>(long_names);
    case FieldKind::Email: return long_emails;
    case FieldKind::Phone: return phones;
    case FieldKind::Postcode: return postcodes;
    default: return long_texts;
    }
}

std::span<const char* const> wrong_answers(FieldKind kind) {
    switch (kind) {
    case FieldKind::Name: return wrong_names;
    case FieldKind::Email: return wrong_emails;
    case FieldKind::Phone: return wrong_phones;
    case FieldKind::Postcode: return wrong_postcodes;
    default: return {};
    }
}

class Tour {
  public:
    Tour(text::Fonts& fonts, const deck::DeckPointer& deck, const deck::Assets& assets,
         const scene::Look& look, TourDepth depth, const std::function<void(const FormSight&)>& show)
        : view_(fonts),
          depth_(depth),
          show_(show) {
        start(state_, deck, assets, look, {}, now_);
        state_.can_speak = true;
        state_.today = {37, 60};
        view_.report_unfit(&unfit_);
    }

    void run() {
        const int way = richest_way();
        open();
        bool whole = true;
        for (int step = 0; whole && step < steps(); ++step)
            if (state_.form.step() == step) whole = visit_step(step, way);
        if (whole) see_saving();
        part_ = "over";
        see_what_lies_over();
        see_other_ways(way);
        see_thanks();
        see_pin();
    }

  private:
    // ---- looking

    void see(const std::string& id) {
        constexpr Duration settled = seconds(2); // longer than anything takes to come in
        const int draws = state_.look.still ? 1 : 2;
        for (int i = 0; i < draws; ++i) {
            now_ = now_ + settled;
            if (state_.warned_at) state_.warned_at = now_ - milliseconds(400); // the dialog has come in
            unfit_.clear();
            view_.draw(state_, now_, list_, hits_);
        }
        view_.settle(state_);
        show_({part_, id, list_, hits_, unfit_});
    }
    // All of a step or sheet that is longer than the screen.
    // `scroll_on`: where the next page begins, as the last layout said; null: pages are counted.
    void see_pages(const std::string& id, int& scroll, const int* scroll_on = nullptr) {
        constexpr int pages_max = 24;
        scroll = 0;
        see(id);
        for (int page = 2; page < pages_max; ++page) {
            if (hits_.rect_of({ControlKind::ScrollOn, 0, 0}).empty()) break;
            scroll = scroll_on != nullptr ? *scroll_on : scroll + 1;
            see(id + "-" + std::to_string(page));
        }
        scroll = 0;
    }
    void see_step(const std::string& id) { see_pages(id, state_.form_scroll, &state_.form_scroll_on); }

    // ---- the form

    [[nodiscard]] int steps() const { return static_cast<int>(state_.form.definition().steps.size()); }
    [[nodiscard]] bool here(int field) const {
        return state_.form.step_of(field) == state_.form.step() && state_.form.visible(field);
    }
    [[nodiscard]] bool typed_here(int field) const {
        return here(field) && FormState::is_typed(state_.form.field(field).kind);
    }
    void open() {
        end_visit(state_, now_, effects_);
        open_form(state_, now_, effects_);
    }
    void focus(int field) {
        state_.form.focus(field);
        follow_focus(state_);
    }
    void leave() {
        state_.form.leave_field();
        follow_focus(state_);
    }
    // Letter by letter, as far as the field takes them.
    void write(int field, std::string_view text) {
        focus(field);
        while (state_.form.backspace()) {
        }
        while (!text.empty()) {
            const std::size_t bytes = decode_utf8(text).bytes;
            if (!state_.form.type(text.substr(0, bytes))) break;
            text.remove_prefix(bytes);
        }
    }
    [[nodiscard]] int field_of_way() const {
        return state_.form.index_of(state_.form.definition().pledge_field);
    }
    // The way to pledge that asks the most.
    int richest_way() {
        open();
        const int field = field_of_way();
        int best = 0;
        std::ptrdiff_t most = -1;
        for (int option = 0; field >= 0 && option < options_of(field); ++option) {
            state_.form.choose(field, option);
            std::ptrdiff_t shown = 0;
            for (int i = 0; i < state_.form.field_count(); ++i) shown += state_.form.visible(i) ? 1 : 0;
            if (shown > most) most = shown, best = option;
        }
        return best;
    }
    [[nodiscard]] int options_of(int field) const {
        return static_cast<int>(state_.form.field(field).options.size());
    }
    [[nodiscard]] std::string id_of(int field) const { return state_.form.field(field).id; }

    // Chooses and ticks all that this step has, and shows each way to pledge.
    void choose_all(int way, bool shows) {
        for (int i = 0; i < state_.form.field_count(); ++i) {
            if (!here(i)) continue;
            const form::Field& field = state_.form.field(i);
            switch (field.kind) {
            case FieldKind::Choice: choose_one(i, way, shows); break;
            case FieldKind::Amount:
                if (shows && field.other) see_amount(i);
                if (!shows && !field.amounts.empty()) state_.form.choose(i, 0);
                break;
            case FieldKind::Choices:
            case FieldKind::Consent:
                for (int option = 0; option < options_of(i); ++option)
                    if (!state_.form.ticked(i, option)) state_.form.choose(i, option);
                break;
            case FieldKind::GiftAid:
            case FieldKind::Affirmation:
                if (!state_.form.ticked(i)) state_.form.choose(i, 0);
                break;
            default: break;
            }
        }
        follow_focus(state_);
    }
    void choose_one(int field, int way, bool shows) {
        const bool ways = field == field_of_way();
        for (int option = 0; shows && ways && option < options_of(field); ++option) {
            state_.form.choose(field, option);
            see_step("way-" + state_.form.field(field).options[static_cast<std::size_t>(option)].value);
        }
        state_.form.choose(field, ways ? way : 0);
    }
    // "Other": the pad, what is too little and too much, and at last a good amount.
    void see_amount(int index) {
        const form::Field& field = state_.form.field(index);
        const std::int64_t unit = form::minor_units(field.currency);
        state_.form.choose(index, static_cast<int>(field.amounts.size()));
        follow_focus(state_);
        see("other-" + field.id);
        for (const auto& [id, amount] : {std::pair{"low", "0"}, std::pair{"high", "999999"}}) {
            write(index, amount);
            leave();
            if (state_.form.problem(index) == form::Problem::None) continue;
            see_step("other-" + field.id + "-" + id);
            focus(index);
            see("other-" + field.id + "-" + id + "-keys");
        }
        constexpr std::int64_t four_figures = 1'250;
        const std::int64_t most = field.amount_max > 0 ? field.amount_max / unit : four_figures;
        write(index, std::to_string(std::max(std::min(most, four_figures), field.amount_min / unit + 1)));
        see("other-" + field.id + "-typed");
        leave();
    }

    // True when the steps behind it can be reached.
    bool visit_step(int step, int way) {
        part_ = state_.form.definition().steps[static_cast<std::size_t>(step)].id;
        see_step("bare");
        if (step == 0 && state_.form.next_step().outcome == Advance::Outcome::Problems) {
            leave();
            see_step("nothing-chosen");
        }
        if (state_.form.step() != step) return true;
        choose_all(way, true);
        see_step("chosen");
        for (int i = 0; i < state_.form.field_count(); ++i)
            if (typed_here(i)) see_keyboard(i);
        const Advance first = go_on();
        if (first.outcome != Advance::Outcome::Problems) return true;
        if (state_.keyboard.is_up()) see("errors-keys");
        leave();
        see_step("errors");
        for (int i = 0; i < state_.form.field_count(); ++i)
            if (typed_here(i)) see_wrong(i);
        return fill(true) && go_on().outcome != Advance::Outcome::Problems;
    }
    Advance go_on() {
        const Advance advance = state_.form.next_step();
        follow_focus(state_);
        return advance;
    }
    void see_keyboard(int field) {
        focus(field);
        see("keys-" + id_of(field));
        leave();
        if (!kinds_with_keys_.insert(state_.form.field(field).kind).second) return; // these faces were seen
        for (const auto& [id, action] :
             {std::pair{"symbols", KeyAction::Symbols}, std::pair{"accents", KeyAction::Accents},
              std::pair{"capitals", KeyAction::Shift}}) {
            focus(field);
            if (press(action)) see("keys-" + id_of(field) + "-" + id);
            leave();
        }
    }
    // The first such key of the face that is up.
    bool press(KeyAction action) {
        for (int index = 0; const form::LayoutKey* key = state_.keyboard.key(index); ++index) {
            if (key->action != action || !state_.keyboard.used(*key)) continue;
            state_.keyboard.act(index, state_.form);
            return true;
        }
        return false;
    }
    // The part of the step where this field is.
    void see_field(int field, const std::string& id) {
        scroll_to_field(state_, field);
        see(id);
        state_.form_scroll = 0;
    }
    void see_wrong(int field) {
        int number = 0;
        for (const char* text : wrong_answers(state_.form.field(field).kind)) {
            write(field, text);
            leave();
            if (state_.form.problem(field) == form::Problem::None) continue;
            const std::string id = "wrong-" + id_of(field) + "-" + std::to_string(++number);
            see_field(field, id);
            if (depth_ == TourDepth::ToLookAt && number > 1) continue;
            focus(field);
            see(id + "-keys");
            leave();
        }
        if (state_.form.field(field).kind != FieldKind::Email) return;
        write(field, mistyped_emails.front());
        leave();
        see_field(field, "did-you-mean");
        focus(field);
        see("did-you-mean-keys");
        leave();
    }
    // Whether every typed field of the step took one of our answers.
    bool fill(bool shows) {
        bool all = true;
        for (int i = 0; i < state_.form.field_count(); ++i) {
            if (!typed_here(i)) continue;
            const bool arabic = state_.look.language == "ar";
            for (const char* text : good_answers(state_.form.field(i).kind, arabic)) {
                write(i, text);
                leave();
                if (state_.form.good(i)) break;
            }
            all = all && state_.form.good(i);
        }
        if (shows) see_step("filled");
        for (int i = 0; shows && i < state_.form.field_count(); ++i) {
            if (!typed_here(i)) continue;
            focus(i);
            see("typed-" + id_of(i));
            leave();
        }
        return all;
    }

    // ---- what comes behind the steps, and over them

    void see_saving() {
        state_.saving = Saving::Busy;
        state_.saving_since = now_;
        see("saving");
        state_.saving_since = now_ - state_.limits.saving_slow;
        see("saving-slow");
        state_.saving = Saving::Failed;
        see_step("could-not-save");
        state_.saving = Saving::No;
    }
    void see_what_lies_over() {
        for (const auto& [sheet, id] :
             {std::pair{Sheet::Help, "help"}, std::pair{Sheet::Language, "language"},
              std::pair{Sheet::TextContrast, "text-and-contrast"}, std::pair{Sheet::Privacy, "privacy"},
              std::pair{Sheet::Closed, "closed"}}) {
            open_sheet(state_, sheet, now_);
            see_pages(id, state_.sheet_scroll);
            close_sheet(state_, now_);
            state_.sheet_leaving = Sheet::None;
        }
        state_.warned_at = now_;
        see("still-there");
        state_.warned_at.reset();
    }
    // The last step as those meet it who pledge otherwise.
    void see_other_ways(int richest) {
        open();
        const int field = field_of_way();
        const int ways = field < 0 ? 0 : options_of(field);
        for (int way = 0; way < ways; ++way) {
            if (way == richest) continue;
            open();
            while (!state_.form.is_last_step()) {
                choose_all(way, false);
                if (!fill(false) || go_on().outcome == Advance::Outcome::Problems) break;
            }
            if (!state_.form.is_last_step()) continue;
            part_ = state_.form.definition().steps[static_cast<std::size_t>(state_.form.step())].id;
            see_step("way-" + state_.form.field(field).options[static_cast<std::size_t>(way)].value);
        }
        part_ = "over";
    }
    void see_thanks() {
        thank(state_, "KITE-4821", now_, effects_);
        constexpr scene::Today none{1, 0}, reached{60, 60}, many{431, 600};
        for (const auto& [today, id] :
             {std::pair{state_.today, "thanks"}, std::pair{none, "thanks-no-aim"},
              std::pair{reached, "thanks-aim-reached"}, std::pair{many, "thanks-many"}}) {
            state_.today = today;
            state_.screen_since = now_;
            see(id);
        }
        state_.warned_at = now_;
        see("still-there-sheet");
        state_.warned_at.reset();
    }
    void see_pin() {
        open_pin(state_, now_, effects_);
        see("pin");
        state_.pin.count = 3, state_.pin.demo_pin = "271828";
        see("pin-demo");
        state_.pin.wrong = true;
        see("pin-wrong");
        for (const int wait_s : {45, 900}) {
            state_.pin.wait_s = wait_s, state_.pin.wait_since = now_;
            see("pin-locked-" + std::to_string(wait_s));
        }
        close_pin(state_, now_);
    }

    State state_;
    View view_;
    TourDepth depth_;
    const std::function<void(const FormSight&)>& show_;
    Instant now_{1'000'000'000};
    draw::DrawList list_;
    scene::HitMap hits_;
    std::vector<std::string> unfit_;
    std::vector<Effect> effects_;
    std::set<FieldKind> kinds_with_keys_;
    std::string part_;
};

} // namespace

void tour_form(text::Fonts& fonts, const deck::DeckPointer& deck, const deck::Assets& assets,
               const scene::Look& look, TourDepth depth, const std::function<void(const FormSight&)>& show) {
    Tour(fonts, deck, assets, look, depth, show).run();
}

} // namespace kiosk::app
