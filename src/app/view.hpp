// What the state looks like: view.draw() fills a draw list and the hit map of what can be touched in it.
// Layouts are kept for as long as deck and look stay the same; all else follows from state and time. Pure: no
// clock, no I/O.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/laid_out.hpp"
#include "app/state.hpp"
#include "draw/draw_list.hpp"
#include "scene/control.hpp"
#include "scene/images.hpp"
#include "text/text.hpp"

namespace kiosk::app {

class View {
  public:
    explicit View(text::Fonts& fonts);
    ~View();
    View(const View&) = delete;
    View& operator=(const View&) = delete;

    // The pictures of the deck, which must outlive this; null: its slides show none.
    void show_images(scene::Images* images);
    // For checks: collects the words that find no room even at their least size; null: nothing does.
    void report_unfit(std::vector<std::string>* unfit);
    // A deck that was laid out elsewhere, to be shown as soon as the state has it; in another look it is laid
    // out here. Takes the place of an earlier offer.
    void offer(LaidOut laid_out);
    // Whether the offer has been taken since the last call.
    [[nodiscard]] bool took_offer();
    // Lays out anew what deck, look or switches have changed, and tells the playlist of the slides. Before
    // update().
    void prepare(State& state, Instant now);
    void draw(const State& state, Instant now, draw::DrawList& list, scene::HitMap& hits);
    // Tells the state what only the layout knows: how far a long step could really scroll. After draw().
    void settle(State& state) const;
    // The id of the slide that is on the screen, or on its way in; empty without one. After prepare().
    [[nodiscard]] std::string_view shown_slide(const State& state) const;
    // The next instant at which the picture may differ from the one last drawn; `now` while anything moves.
    [[nodiscard]] Instant next_change(const State& state, Instant now) const;
    // The byte offset in the focused field nearest to a touch at `at`; `field` is the field's box.
    [[nodiscard]] std::size_t caret_at(const State& state, const Rect& field, Point at);
    // The slides that could not be laid out since the last call, for SlideFailed; the show is without them.
    [[nodiscard]] std::vector<scene::SlideFault> take_faults();
    // Overwrites every shaped line of what was typed.
    void wipe();

  private:
    struct Layouts;
    std::unique_ptr<Layouts> layouts_;
};

} // namespace kiosk::app
