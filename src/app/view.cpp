#include "app/view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/stops.hpp"
#include "app/update.hpp"
#include "motion/easing.hpp"
#include "scene/dialog_still_there.hpp"
#include "scene/form_screen.hpp"
#include "scene/pin_pad.hpp"
#include "scene/sheet_closed.hpp"
#include "scene/sheet_help.hpp"
#include "scene/sheet_language.hpp"
#include "scene/sheet_privacy.hpp"
#include "scene/sheet_text_contrast.hpp"
#include "scene/show.hpp"
#include "scene/thanks.hpp"

namespace kiosk::app {

namespace {

// Times of the design's motion.
constexpr Duration sheet_in = milliseconds(360), sheet_out = milliseconds(240), dialog_in = milliseconds(260);
constexpr Duration step_time = milliseconds(320), keyboard_time = milliseconds(280);

float part(Instant from, Instant now, Duration time) {
    return std::clamp(milliseconds_between(from, now) / static_cast<float>(time.ms), 0.0F, 1.0F);
}

std::string_view banner_word(Banner banner, const scene::Context& context) {
    switch (banner) {
    case Banner::None: return {};
    case Banner::Demo: return context.word("banner.demo");
    case Banner::Rehearsal: return context.word("banner.rehearsal");
    }
    return {};
}

scene::ControlKind opener(Sheet sheet) {
    switch (sheet) {
    case Sheet::Help: return scene::ControlKind::NeedHelp;
    case Sheet::Language: return scene::ControlKind::LanguagePicker;
    case Sheet::TextContrast: return scene::ControlKind::TextContrast;
    default: return scene::ControlKind::None;
    }
}

// The count-downs show whole seconds: the next one is due when the present one is over.
Instant next_second(Instant since, Instant now) {
    const std::int64_t passed_us = now.us - since.us;
    return {since.us + (passed_us / 1'000'000 + 1) * 1'000'000};
}

} // namespace

// Everything that is kept from frame to frame.
struct View::Layouts {
    explicit Layouts(text::Fonts& all) : fonts(all) {}

    text::Fonts& fonts;
    scene::Images* images = nullptr;
    std::vector<std::string>* unfit = nullptr;
    std::vector<scene::SlideFault> faults;
    deck::DeckPointer deck; // of the layouts below; keeps it alive for them
    scene::Look look;
    Banner banner = Banner::None;
    std::shared_ptr<text::Fonts> show_fonts; // of a show that was laid out elsewhere; before it
    std::optional<scene::Show> show;
    std::optional<LaidOut> offer;
    bool took_offer = false;
    scene::Banner band; // over form and thank-you; the show draws its own
    scene::FormScreen form;
    std::optional<scene::Thanks> thanks;
    std::string thanks_receipt;
    scene::Look thanks_look;
    Instant keyboard_since;
    bool keyboard_was_up = false;

    [[nodiscard]] scene::Context context(const State& state) const {
        scene::Context context{fonts, *state.deck, *state.assets, state.look};
        context.unfit = unfit;
        return context;
    }
    [[nodiscard]] std::string_view shown_slide(const State& state) const;
    [[nodiscard]] std::size_t place_after(const std::string& slide, int page, const deck::Deck* before,
                                          bool& same) const;
    void make_show(const State& state);
    [[nodiscard]] scene::ShowMoment show_moment(const State& state, Instant now) const;
    [[nodiscard]] scene::Thanks::Moment thanks_moment(const State& state, Instant now) const;
    void draw_screen(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits);
    void draw_form(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits);
    void draw_thanks(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits);
    void draw_sheet(const State& state, Sheet sheet, float progress, Instant now, draw::DrawList& list,
                    scene::HitMap& hits) const;
    void draw_over(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits) const;
};

View::View(text::Fonts& fonts) : layouts_(std::make_unique<Layouts>(fonts)) {}

View::~View() = default;

void View::show_images(scene::Images* images) {
    layouts_->images = images;
}

void View::report_unfit(std::vector<std::string>* unfit) {
    layouts_->unfit = unfit;
}

void View::wipe() {
    layouts_->form.forget();
    layouts_->thanks.reset();
}

void View::prepare(State& state, Instant now) {
    Layouts& all = *layouts_;
    if (all.show && all.deck == state.deck && all.look == state.look && all.banner == state.banner) return;
    const deck::DeckPointer before = all.deck;
    const std::string shown(shown_slide(state));
    const int page =
        all.show ? all.show->page(std::min(state.playlist.moment().slide, all.show->size() - 1)) : 0;
    all.make_show(state);
    auto entries = all.show->entries();
    bool same = false;
    const std::size_t place = all.place_after(shown, page, before.get(), same);
    if (entries == state.playlist.entries() && same) return; // only the look has changed
    state.playlist.set_entries(std::move(entries), place, same, now);
}

std::string_view View::shown_slide(const State& state) const {
    return layouts_->shown_slide(state);
}

std::string_view View::Layouts::shown_slide(const State& state) const {
    if (!show || !deck) return {};
    const std::size_t index = show->deck_index(std::min(state.playlist.moment().slide, show->size() - 1));
    // The calm slide of last resort stands for a deck of which none is shown.
    const bool known = index < deck->slides.size() && deck->slides[index].enabled;
    return known ? std::string_view(deck->slides[index].id) : std::string_view{};
}

void View::Layouts::make_show(const State& state) {
    show.reset(); // it refers to the deck and the fonts that go
    const bool offered =
        offer && offer->deck == state.deck && offer->look == state.look && offer->banner == state.banner;
    deck = state.deck;
    look = state.look;
    banner = state.banner;
    const scene::Context here = context(state);
    if (offered) {
        faults.insert(faults.end(), offer->faults.begin(), offer->faults.end());
        show = std::move(offer->show);
        show_fonts = std::move(offer->fonts);
        offer.reset();
        took_offer = true;
    } else {
        show = scene::Show::make(here, banner_word(state.banner, here), &faults);
        show_fonts.reset();
    }
    band = scene::Banner::make(here, banner_word(state.banner, here));
}

// Where the show goes on: at the slide that shows (`same`), or, where the deck has it no more, at the next
// one of the deck before that is still there.
std::size_t View::Layouts::place_after(const std::string& slide, int page, const deck::Deck* before,
                                       bool& same) const {
    const auto place_of = [&](const std::string& id) {
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < show->size(); ++i) {
            const std::size_t index = show->deck_index(i);
            if (index >= deck->slides.size() || deck->slides[index].id != id) continue;
            if (!found || show->page(i) == page) found = i; // its first page, if it has no such one now
        }
        return found;
    };
    if (slide.empty() || before == nullptr) return 0;
    const auto at = std::ranges::find(before->slides, slide, &deck::Slide::id);
    for (auto next = at; next != before->slides.end(); ++next) {
        if (const auto place = place_of(next->id)) {
            same = next == at;
            return *place;
        }
    }
    return 0;
}

LaidOut lay_deck_out(std::shared_ptr<text::Fonts> fonts, deck::DeckPointer deck, const deck::Assets& assets,
                     const scene::Look& look, Banner banner) {
    LaidOut out{std::move(fonts), std::move(deck), look, banner, std::nullopt, {}};
    const scene::Context context{*out.fonts, *out.deck, assets, look};
    out.show = scene::Show::make(context, banner_word(banner, context), &out.faults);
    return out;
}

void View::offer(LaidOut laid_out) {
    layouts_->offer.emplace(std::move(laid_out));
}

std::vector<scene::SlideFault> View::take_faults() {
    return std::exchange(layouts_->faults, {});
}

bool View::took_offer() {
    return std::exchange(layouts_->took_offer, false);
}

scene::ShowMoment View::Layouts::show_moment(const State& state, Instant now) const {
    scene::ShowMoment moment;
    moment.play = state.playlist.moment();
    moment.today = state.today;
    moment.images = images;
    moment.now = now;
    if (state.sheet == Sheet::None) moment.untouched_since = state.last_touch;
    moment.open = opener(state.sheet);
    return moment;
}

scene::Thanks::Moment View::Layouts::thanks_moment(const State& state, Instant now) const {
    scene::Thanks::Moment moment;
    const Instant since = std::max(state.last_touch, state.screen_since);
    moment.t_ms = milliseconds_between(state.screen_since, now);
    moment.clears_of_ms = static_cast<float>(state.limits.thanks.ms);
    moment.clears_in_ms = std::max(0.0F, moment.clears_of_ms - milliseconds_between(since, now));
    moment.today = state.today;
    moment.open = opener(state.sheet);
    return moment;
}

void View::Layouts::draw_form(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits) {
    if (state.keyboard.is_up() != keyboard_was_up) {
        keyboard_was_up = state.keyboard.is_up();
        keyboard_since = now;
    }
    scene::FormMoment moment;
    moment.now = now;
    moment.step_from = state.step_from;
    moment.step_part = state.look.still ? 1 : part(state.step_since, now, step_time);
    moment.keyboard_part = state.look.still ? 1 : part(keyboard_since, now, keyboard_time);
    moment.masked = state.warned_at.has_value();
    moment.scroll = state.form_scroll;
    switch (state.saving) {
    case Saving::No: moment.saving = scene::FormSaving::No; break;
    case Saving::Busy:
        moment.saving = now - state.saving_since >= state.limits.saving_slow ? scene::FormSaving::Slow
                                                                             : scene::FormSaving::Busy;
        break;
    case Saving::Failed: moment.saving = scene::FormSaving::Failed; break;
    }
    form.draw(list, &hits, context(state), state.form, state.keyboard, state.feel, moment);
}

void View::Layouts::draw_thanks(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits) {
    if (!thanks || thanks_receipt != state.receipt || thanks_look != state.look) {
        thanks.emplace(context(state), state.receipt);
        thanks_receipt = state.receipt;
        thanks_look = state.look;
    }
    thanks->draw(list, &hits, state.feel, now, thanks_moment(state, now));
}

void View::Layouts::draw_screen(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits) {
    switch (state.screen) {
    case Screen::Slides: show->draw(list, hits, show_moment(state, now), state.feel); break;
    case Screen::Form: draw_form(state, now, list, hits); break;
    case Screen::Thanks: draw_thanks(state, now, list, hits); break;
    }
}

void View::Layouts::draw_sheet(const State& state, Sheet sheet, float progress, Instant now,
                               draw::DrawList& list, scene::HitMap& hits) const {
    const scene::Context where = context(state);
    switch (sheet) {
    case Sheet::None: break;
    case Sheet::Help: scene::draw_help_sheet(list, hits, where, state.feel, now, progress); break;
    case Sheet::Language: scene::draw_language_sheet(list, hits, where, state.feel, now, progress); break;
    case Sheet::TextContrast:
        scene::draw_text_contrast_sheet(list, hits, where, state.feel, now, progress, state.can_speak);
        break;
    case Sheet::Privacy: {
        const int page = state.sheet_scroll;
        static_cast<void>(scene::draw_privacy_sheet(list, hits, where, state.feel, now, progress, page));
        break;
    }
    case Sheet::Closed: scene::draw_closed_sheet(list, hits, where, state.feel, now, progress); break;
    case Sheet::Pin: {
        const Pin& pin = state.pin;
        const scene::PinPad pad{static_cast<int>(pin.count),
                                static_cast<int>(Pin::length),
                                pin.checking,
                                pin.wrong,
                                pin.wait_left_s(now),
                                pin.demo_pin};
        scene::draw_pin_pad(list, hits, where, state.feel, now, pad, progress);
        break;
    }
    }
}

// Sheets and the dialog, over the screen.
void View::Layouts::draw_over(const State& state, Instant now, draw::DrawList& list,
                              scene::HitMap& hits) const {
    const bool still = state.look.still;
    if (state.sheet_leaving != Sheet::None && state.sheet == Sheet::None && !still) {
        const float gone = motion::eased(motion::Ease::Exit, part(state.sheet_left_at, now, sheet_out));
        scene::HitMap below = hits; // what lies under a leaving sheet can be touched already
        if (gone < 1) draw_sheet(state, state.sheet_leaving, 1 - gone, now, list, below);
    }
    if (state.sheet != Sheet::None) {
        const float come =
            still ? 1 : motion::eased(motion::Ease::Enter, part(state.sheet_since, now, sheet_in));
        draw_sheet(state, state.sheet, come, now, list, hits);
    }
    if (!state.warned_at) return;
    scene::StillThere dialog;
    dialog.progress = still ? 1 : motion::eased(motion::Ease::Enter, part(*state.warned_at, now, dialog_in));
    dialog.seconds_all = static_cast<float>(state.limits.idle_leave.ms) / 1000;
    dialog.seconds_left =
        std::max(0.0F, dialog.seconds_all - milliseconds_between(*state.warned_at, now) / 1000);
    dialog.over_sheet = state.screen != Screen::Form;
    scene::draw_still_there(list, hits, context(state), state.feel, now, dialog);
}

void View::draw(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits) {
    list.clear();
    hits.clear();
    layouts_->draw_screen(state, now, list, hits);
    if (state.screen != Screen::Slides) layouts_->band.draw(list);
    layouts_->draw_over(state, now, list, hits);
    if (dimmed(state, now)) {
        constexpr Colour veil{0, 0, 0, 190};
        const Size size = scene::canvas(state.look.orientation);
        list.fill_rect({0, 0, size.width, size.height}, veil);
    }
}

void View::settle(State& state) const {
    const bool rows_were_drawn = state.screen == Screen::Form && !state.keyboard.is_up();
    if (!rows_were_drawn) return;
    const scene::FormScreen& form = layouts_->form;
    state.form_scroll = form.scroll();
    state.form_scroll_back = form.scroll_back(), state.form_scroll_on = form.scroll_on();
    const int chosen = std::exchange(state.chosen_field, -1);
    if (chosen < 0) return;
    scroll_to_field(state, chosen);
    if (state.form_scroll < form.scroll_end()) state.form_scroll = form.scroll(); // it is on the page
}

std::size_t View::caret_at(const State& state, const Rect& field, Point at) {
    return layouts_->form.caret_at(layouts_->context(state), state.form, field, at);
}

Instant View::next_change(const State& state, Instant now) const {
    const Layouts& all = *layouts_;
    Instant next = state.feel.next_change(now);
    const auto by = [&](Instant at) { next = std::min(next, at); };
    const auto moves = [&](Instant since, Duration time) {
        if (now < since + time) by(now);
    };
    switch (state.screen) {
    case Screen::Slides:
        // Under a sheet the deck stands still.
        if (state.sheet == Sheet::None) by(all.show->next_change(all.show_moment(state, now), state.feel));
        if (const Instant dims = state.last_touch + state.limits.dim_after;
            state.limits.dim_after.ms > 0 && now < dims)
            by(dims);
        break;
    case Screen::Form:
        moves(state.step_since, step_time);
        moves(all.keyboard_since, keyboard_time);
        by(all.form.next_change(now));
        if (state.saving == Saving::Busy) by(scene::Button::next_busy_change(now));
        break;
    case Screen::Thanks: {
        const float in_ms = all.thanks ? all.thanks->next_change_in_ms(all.thanks_moment(state, now)) : 0;
        if (std::isfinite(in_ms)) by({now.us + static_cast<std::int64_t>(in_ms * 1000)});
        break;
    }
    }
    if (state.sheet != Sheet::None) moves(state.sheet_since, sheet_in);
    if (state.sheet_leaving != Sheet::None)
        moves(state.sheet_left_at, milliseconds(sheet_out.ms + 34)); // and one frame without it
    if (state.warned_at) {
        moves(*state.warned_at, dialog_in);
        by(next_second(*state.warned_at, now));
    }
    if (state.sheet == Sheet::Pin && state.pin.wait_left_s(now) > 0)
        by(next_second(state.pin.wait_since, now));
    return next;
}

} // namespace kiosk::app
