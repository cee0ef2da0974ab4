// The kiosk itself, put together from real parts: one turn() takes what came in, updates the state, carries
// the effects out, draws, and shows what changed. `run` turns it in real time, `demo` with a scripted
// visitor. Time is an argument, so that a demo may run fast.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/slide_watch.hpp"
#include "app/state.hpp"
#include "app/update.hpp"
#include "app/view.hpp"
#include "command/clerk.hpp"
#include "command/deck_source.hpp"
#include "command/picture_desk.hpp"
#include "command/preparation.hpp"
#include "command/staff_desk.hpp"
#include "command/stage.hpp"
#include "command/status_report.hpp"
#include "command/store_room.hpp"
#include "deck/settings.hpp"
#include "platform/clock.hpp"
#include "platform/speech_speechd.hpp"

namespace kiosk::command {

struct KioskOptions {
    deck::Settings settings;
    std::filesystem::path state_folder;
    platform::WindowOptions window;
    paint::PresentPath present = paint::PresentPath::Automatic;
    bool rehearsal = false;
    // The kiosk never waits for a picture; a demo, whose clock runs ahead of the real one, does.
    PictureDesk::Waiting pictures = PictureDesk::Waiting::Never;
    // What this thread has taken of the processor, by which slides are judged.
    std::function<std::int64_t()> processor_us = platform::thread_processor_us;
};

// What a turn cost, for reports.
struct Turn {
    Instant next;          // when to turn again, if nothing comes in before
    std::size_t rects = 0; // painted and shown
    std::int64_t pixels = 0;
};

class Kiosk {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Kiosk>> create(KioskOptions options, Instant now);
    ~Kiosk();

    // Takes the window's events, waiting at most until `wait_until` for them, and does one whole frame.
    [[nodiscard]] Result<Turn> turn(Instant wait_until, const std::function<Instant()>& clock);
    [[nodiscard]] bool quit_asked() const { return quit_; }

    // For the demo and reports.
    [[nodiscard]] const app::State& state() const { return state_; }
    [[nodiscard]] const scene::HitMap& hits() const { return hits_; }
    [[nodiscard]] Stage& stage() { return *stage_; }
    [[nodiscard]] StoreRoom& store() { return *store_; }
    [[nodiscard]] const Clerk& clerk() const { return *clerk_; }
    [[nodiscard]] StaffDesk& staff() { return *staff_; }
    [[nodiscard]] DeckSource& decks() { return *decks_; }
    [[nodiscard]] const deck::Settings& settings() const { return options_.settings; }
    [[nodiscard]] const PictureFigures& figures() const { return figures_; }
    // The id of the slide on the screen, or on its way in; empty for the calm one of last resort.
    [[nodiscard]] std::string_view shown_slide() const { return view_->shown_slide(state_); }

  private:
    explicit Kiosk(KioskOptions options);
    void start(Instant now);
    void take(const platform::Event& event, Instant now);
    void feed(const app::Input& input, Instant now);
    void carry_out(app::Effect effect);
    void take_answers(Instant now);
    void take_decks();
    void lay_out(Instant now);
    [[nodiscard]] Result<Stage::Shown> draw(Instant now);
    void judge_slide(std::int64_t cost_us, Instant now);
    void count_frame(bool moving, Instant now);
    void fit_window();
    void place_caret();
    void take_letters();
    [[nodiscard]] Instant answers_due(Instant now) const;

    KioskOptions options_;
    std::unique_ptr<text::Fonts> fonts_;
    std::unique_ptr<Stage> stage_;
    std::unique_ptr<DeckSource> decks_;
    std::unique_ptr<PictureDesk> pictures_;
    std::unique_ptr<StoreRoom> store_;
    std::unique_ptr<Clerk> clerk_;
    std::unique_ptr<StaffDesk> staff_;
    std::unique_ptr<StatusKeeper> status_;
    app::State state_;
    std::unique_ptr<app::View> view_;
    std::unique_ptr<Preparation> preparation_;         // of the fonts and assets above
    std::unique_ptr<paint::Painter> prepared_painter_; // for the deck that the view was offered
    deck::DeckPointer pictures_of_;                    // the deck whose pictures are kept
    app::SlideWatch slide_watch_;
    PictureFigures figures_;
    Instant shown_at_;                       // the last frame that changed a pixel
    std::unique_ptr<platform::Voice> voice_; // where there is a headphone socket
    scene::HitMap hits_;
    std::vector<app::Input> answers_; // of the store and the PIN, since the last turn
    std::vector<app::Effect> effects_;
    std::vector<platform::Event> events_;
    Instant next_picture_, next_tick_; // when the picture or the state next changes by itself
    bool dirty_ = true;                // the picture must be drawn anew, whatever the time
    bool quit_ = false;
    bool takes_letters_ = false;
};

} // namespace kiosk::command
