#include "command/kiosk.hpp"

#include <algorithm>
#include <exception>
#include <future>
#include <utility>

#include "command/command.hpp"
#include "command/fonts.hpp"
#include "platform/clock.hpp"
#include "scene/reach.hpp"

namespace kiosk::command {

namespace {

scene::Look look_of(const deck::Settings& settings, const deck::Deck& deck, PixelSize window) {
    scene::Look look;
    look.orientation =
        window.height > window.width ? scene::Orientation::Portrait : scene::Orientation::Landscape;
    look.contrast = settings.screen.contrast;
    look.still = settings.screen.still;
    look.lift_px = scene::lift_px(settings.screen, look.orientation);
    look.language = deck.languages.front().tag;
    for (const deck::LanguageName& language : deck.languages)
        if (language.tag == settings.language) look.language = language.tag;
    return look;
}

app::Limits limits_of(const deck::Settings& settings) {
    app::Limits limits;
    limits.idle_warn = seconds(settings.idle_warn_s);
    limits.idle_leave = seconds(settings.idle_leave_s);
    limits.thanks = seconds(settings.thanks_s);
    limits.dim_after = seconds(settings.screen.dim_after_s);
    limits.switch_scan = milliseconds(settings.input.switch_scan_ms);
    return limits;
}

// Where a visitor is: with another place other things lie under a finger.
struct Place {
    app::Screen screen;
    app::Sheet sheet;
    int step;
    bool warned;
    bool operator==(const Place&) const = default;
};

Place place_of(const app::State& state) {
    return {state.screen, state.sheet, state.form.step(), state.warned_at.has_value()};
}

app::Banner banner_of(const KioskOptions& options) {
    if (options.settings.mode == deck::Mode::Demo) return app::Banner::Demo;
    return options.rehearsal ? app::Banner::Rehearsal : app::Banner::None;
}

} // namespace

Kiosk::Kiosk(KioskOptions options) : options_(std::move(options)) {}

Kiosk::~Kiosk() = default;

Result<std::unique_ptr<Kiosk>> Kiosk::create(KioskOptions options, Instant now) {
    std::unique_ptr<Kiosk> kiosk(new Kiosk(std::move(options)));
    const deck::Settings& settings = kiosk->options_.settings;
    // Fonts and deck are read while the window comes up, for the sake of the first picture.
    auto reading = std::async(std::launch::async, [&settings] {
        auto fonts = load_fonts();
        return std::pair(std::move(fonts), DeckSource::open(settings));
    });
    auto stage = Stage::create(kiosk->options_.window, kiosk->options_.present);
    auto [fonts, decks] = reading.get();
    if (!fonts) return fonts.error();
    kiosk->fonts_ = std::move(*fonts);
    if (!decks) return decks.error();
    kiosk->decks_ = std::move(*decks);
    if (!stage) return stage.error();
    kiosk->stage_ = std::move(*stage);
    auto painter = paint::Painter::create(*kiosk->fonts_);
    if (!painter) return painter.error();
    kiosk->stage_->use(std::move(*painter));
    kiosk->pictures_ = std::make_unique<PictureDesk>(kiosk->decks_->folder(), kiosk->stage_->window().size(),
                                                     kiosk->options_.pictures);
    auto store = StoreRoom::open(settings, kiosk->options_.state_folder);
    if (!store) return store.error();
    kiosk->store_ = std::move(*store);
    kiosk->staff_ = std::make_unique<StaffDesk>(settings, *kiosk->store_, kiosk->options_.state_folder);
    kiosk->status_ =
        std::make_unique<StatusKeeper>(kiosk->store_->thread(), settings, kiosk->options_.state_folder);
    kiosk->clerk_ = std::make_unique<Clerk>(
        kiosk->store_->thread(), kiosk->store_->recipients(),
        Origin{settings.kiosk, settings.event, platform::boot_id()},
        [self = kiosk.get()](app::Input input) { self->answers_.push_back(std::move(input)); });
    kiosk->start(now);
    return kiosk;
}

void Kiosk::start(Instant now) {
    const deck::Settings& settings = options_.settings;
    const scene::Look look = look_of(settings, *decks_->deck(), stage_->window().size());
    app::start(state_, decks_->deck(), decks_->assets(), look, limits_of(settings), now);
    state_.banner = banner_of(options_);
    state_.today.aim = settings.aim;
    state_.keys_allowed = settings.input.keyboard;
    state_.can_speak = settings.audio.headphone_socket;
    if (state_.can_speak) voice_ = std::make_unique<platform::Voice>();
    state_.pin.demo_pin = staff_->demo_pin();
    view_ = std::make_unique<app::View>(*fonts_);
    preparation_ = std::make_unique<Preparation>(*fonts_, decks_->assets());
    pictures_of_ = decks_->deck();
    view_->show_images(pictures_.get());
    stage_->fit(scene::canvas(look.orientation));
    pictures_->fit(stage_->scale());
    clerk_->ask_store();
}

void Kiosk::fit_window() {
    const PixelSize size = stage_->window().size();
    const auto orientation =
        size.height > size.width ? scene::Orientation::Portrait : scene::Orientation::Landscape;
    state_.default_look.orientation = state_.look.orientation = orientation;
    state_.default_look.lift_px = state_.look.lift_px = scene::lift_px(options_.settings.screen, orientation);
    app::set_language(state_, state_.look.language); // the keyboard has a portrait form
    stage_->fit(scene::canvas(orientation));
    pictures_->fit(stage_->scale());
    hits_.clear(); // nothing lies where it lay: touches of this turn hit nothing
}

void Kiosk::take(const platform::Event& event, Instant now) {
    if (const auto* window = std::get_if<platform::WindowEvent>(&event)) {
        switch (*window) {
        case platform::WindowEvent::Quit:
            // Full screen only staff end it; a window on a desk has a button for it.
            quit_ = quit_ || state_.staff_panel || options_.window.size.has_value();
            break;
        case platform::WindowEvent::Resized: fit_window(); break;
        case platform::WindowEvent::Repaint: stage_->repaint(); break;
        }
        dirty_ = true;
        return;
    }
    if (state_.staff_panel) return staff_->take(event);
    if (const auto* finger = std::get_if<FingerEvent>(&event)) {
        const Place before = place_of(state_);
        feed(*finger, now);
        // What else came in this turn was meant for the screen that has gone.
        if (place_of(state_) != before) hits_.clear();
    }
    if (const auto* key = std::get_if<KeyEvent>(&event)) feed(*key, now);
}

void Kiosk::feed(const app::Input& input, Instant now) {
    app::update(state_, input, now, hits_, effects_);
    for (const app::Effect effect : std::exchange(effects_, {})) carry_out(effect);
}

void Kiosk::carry_out(app::Effect effect) {
    switch (effect) {
    case app::Effect::OpenForm: clerk_->open_form(); break;
    case app::Effect::Submit:
    case app::Effect::TryAgain:
        clerk_->submit(state_, platform::wall_now(), platform::clock_trust(), platform::monotonic_now());
        break;
    case app::Effect::ForgetSignUp: clerk_->forget(); break;
    case app::Effect::WipeTraces:
        view_->wipe();
        stage_->wipe();
        dirty_ = true;
        break;
    case app::Effect::OpenPin: staff_->look(); break;
    case app::Effect::CheckPin: staff_->check(state_.pin); break;
    case app::Effect::OpenPanel: staff_->open(*decks_, state_); break;
    case app::Effect::Speak:
        if (voice_) voice_->say(std::exchange(state_.to_say, {}), state_.look.language);
        break;
    case app::Effect::Hush:
        if (voice_) voice_->stop();
        break;
    }
}

// A deck that was saved is prepared first; only then the state hears of it.
void Kiosk::take_decks() {
    if (auto deck = decks_->take_new(platform::monotonic_now()))
        preparation_->start({std::move(deck), state_.slides_off, state_.look, state_.banner,
                             stage_->viewport(), std::string(view_->shown_slide(state_))});
    auto ready = preparation_->take();
    if (!ready) return;
    const deck::DeckPointer shown = ready->laid_out.deck;
    if (ready->laid_out.show) view_->offer(std::move(ready->laid_out));
    prepared_painter_ = std::move(ready->painter);
    answers_.push_back(app::NewDeck{std::move(ready->deck), shown});
}

// Layouts follow the state; with a deck that was prepared come the caches for it.
void Kiosk::lay_out(Instant now) {
    view_->prepare(state_, now);
    for (const scene::SlideFault& fault : view_->take_faults()) {
        feed(app::SlideFailed{fault.slide, "it could not be laid out: " + fault.why}, now);
        dirty_ = true;
    }
    if (view_->took_offer() && prepared_painter_) stage_->use(std::move(prepared_painter_));
    if (pictures_of_ == state_.whole_deck) return;
    pictures_of_ = state_.whole_deck;
    pictures_->forget(); // the files may have changed
}

// Draws and shows the picture. Where a slide cannot be drawn the last picture stays on the screen, and the
// slide is left out from now on.
Result<Stage::Shown> Kiosk::draw(Instant now) {
    const bool slides = state_.screen == app::Screen::Slides;
    try {
        lay_out(now);
        const std::int64_t before = options_.processor_us();
        view_->draw(state_, now, stage_->next_list(), hits_);
        view_->settle(state_);
        auto shown = stage_->show();
        if (shown && slides) judge_slide(options_.processor_us() - before, now);
        return shown;
    } catch (const std::exception& fault) {
        const std::string slide(view_->shown_slide(state_));
        if (!slides || slide.empty()) throw;
        stage_->next_list().clear();
        stage_->repaint(); // what was painted of it is painted over
        hits_.clear();
        feed(app::SlideFailed{slide, std::string("it could not be drawn: ") + fault.what()}, now);
        dirty_ = true;
        return Stage::Shown{};
    }
}

void Kiosk::judge_slide(std::int64_t cost_us, Instant now) {
    const std::string_view slide = view_->shown_slide(state_);
    if (slide.empty()) return;
    if (auto why = slide_watch_.frame(slide, cost_us)) feed(app::SlideFailed{std::string(slide), *why}, now);
}

// A frame of something that moves is late when the one before it stood on the screen for more than its time.
void Kiosk::count_frame(bool moving, Instant now) {
    constexpr std::int64_t late_us = 25'000; // one and a half of a display's 60 a second
    ++figures_.frames;
    if (moving) {
        ++figures_.moving;
        if (now.us - shown_at_.us > late_us) ++figures_.late;
    }
    shown_at_ = now;
}

// Answers that came in since the last turn: of the store, the PIN's check, the deck's loader, the panel.
void Kiosk::take_answers(Instant now) {
    store_->thread().drain();
    take_decks();
    if (pictures_->take_news()) {
        dirty_ = true;
        decks_->note(pictures_->take_troubles());
    }
    for (app::Input& input : staff_->take_inputs()) answers_.push_back(std::move(input));
    for (const app::Input& answer : std::exchange(answers_, {})) {
        if (const auto* saved = std::get_if<app::SaveAnswer>(&answer); saved != nullptr && saved->saved)
            store_->something_waits();
        feed(answer, now);
        dirty_ = true;
    }
    if (staff_->quit_asked()) quit_ = true;
}

// Only the view knows where the letters of a field lie.
void Kiosk::place_caret() {
    if (!state_.caret_touch) return;
    const Rect field = hits_.rect_of({scene::ControlKind::FormField, state_.form.focused(), 0});
    state_.form.place_caret(view_->caret_at(state_, field, *state_.caret_touch));
    state_.caret_touch.reset();
}

// Letters of a keyboard that is plugged in are asked for only while they have somewhere to go.
void Kiosk::take_letters() {
    if (const bool wanted = app::wants_text(state_); wanted != takes_letters_)
        stage_->window().accept_text(takes_letters_ = wanted);
}

Result<Turn> Kiosk::turn(Instant wait_until, const std::function<Instant()>& clock) {
    events_.clear();
    stage_->window().take_events(events_, wait_until);
    const Instant now = clock();
    take_answers(now);
    figures_.benched = state_.benched;
    status_->tick(now, figures_);
    clerk_->tick(platform::monotonic_now(), platform::wall_now());
    staff_->tell_store_trouble(clerk_->trouble());
    lay_out(now);
    for (const platform::Event& event : events_) take(event, now);
    feed(app::Tick{}, now);
    place_caret();
    take_letters();
    Turn turn;
    if (state_.staff_panel) {
        auto shown = staff_->show(*stage_, state_, now);
        if (!shown) return shown.error();
        turn.next = *shown;
        dirty_ = true; // the panel painted over the picture
        return turn;
    }
    if (dirty_ || !events_.empty() || now >= next_picture_ || now >= next_tick_) {
        const bool moving = next_picture_ <= shown_at_;
        dirty_ = false;
        auto shown = draw(now);
        if (!shown) return shown.error();
        turn.rects = shown->rects;
        turn.pixels = shown->pixels;
        if (shown->rects > 0) count_frame(moving, now);
        next_picture_ = view_->next_change(state_, now);
    }
    next_tick_ = app::next_tick(state_);
    turn.next = std::min({next_picture_, next_tick_, answers_due(now)});
    return turn;
}

Instant Kiosk::answers_due(Instant now) const {
    // Threads answer without waking the window; while one is asked, look again soon. Otherwise now and then,
    // for a deck that was saved and the day's count.
    constexpr Duration soon = milliseconds(8), idle = milliseconds(500);
    const bool asked = state_.saving == app::Saving::Busy || state_.pin.checking ||
                       store_->thread().backlog() > 0 || pictures_->busy();
    return now + (asked ? soon : idle);
}

} // namespace kiosk::command
