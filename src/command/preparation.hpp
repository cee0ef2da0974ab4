// A deck that was saved while the kiosk runs is laid out, and its glyphs and shapes are cached, on a thread
// of its own: nothing of it is left to the frame that shows it first. What it makes is handed over whole, so
// that nothing is shared between threads but bytes that never change. Owned by the loop, which never waits
// for it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "app/laid_out.hpp"
#include "draw/diff.hpp"
#include "paint/painter_cairo.hpp"

namespace kiosk::command {

class Preparation {
  public:
    // Both outlive it.
    Preparation(const text::Fonts& fonts, const deck::Assets& assets) : fonts_(fonts), assets_(assets) {}

    struct Wish {
        deck::DeckPointer deck;           // as staff wrote it
        std::set<std::string> slides_off; // by staff
        scene::Look look;
        app::Banner banner = app::Banner::None;
        draw::Viewport viewport;
        std::string slide; // what is on the screen: the slides after it are wanted first
    };
    struct Prepared {
        deck::DeckPointer deck;
        app::LaidOut laid_out;                   // without a show where something failed
        std::unique_ptr<paint::Painter> painter; // with what the first slides show in its caches, or null
    };
    // Begins at once, or when what is in hand is done, whose outcome is then dropped.
    void start(Wish wish);
    [[nodiscard]] std::optional<Prepared> take();
    [[nodiscard]] bool busy() const { return busy_; }

  private:
    void run(Wish wish);
    [[nodiscard]] Prepared prepare(const Wish& wish) const;

    const text::Fonts& fonts_;
    const deck::Assets& assets_;
    bool busy_ = false;
    std::optional<Wish> next_;
    std::mutex mutex_;
    bool done_ = false;
    std::optional<Prepared> prepared_; // by the thread, not yet taken
    std::jthread thread_;              // last: it ends first
};

} // namespace kiosk::command
