// A whole deck laid out for one look, and one frame of it: ground, the slide that leaves and the one that
// comes, head, source and controls. Made by app/ when deck, language, size or contrast change; drawn for
// every frame that differs. Pure; the deck must outlive it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "motion/playlist.hpp"
#include "scene/carry.hpp"
#include "scene/chrome.hpp"
#include "scene/ground.hpp"
#include "scene/picture.hpp"
#include "scene/slide_frame.hpp"

namespace kiosk::scene {

struct ShowMoment {
    motion::PlaylistMoment play; // of a playlist of Show::entries(), moved on to `now`
    Today today;
    Instant now;
    // The last touch; from 30 s after it a ring leaves the pledge button now and then. None: no ring.
    std::optional<Instant> untouched_since;
    Images* images = nullptr;             // of the deck; null: none are shown
    ControlKind open = ControlKind::None; // which of the chrome's controls stands open (a sheet rises)
};

// A slide that cannot be laid out, and why, in words for staff.
struct SlideFault {
    std::string slide, why;
};

class Show {
  public:
    // Enabled slides only, in order; a deck without one shows the ground and the controls. `banner`: the word
    // of the band along the top edge ("Demo"), or empty.
    // A slide whose layout throws is left out and added to `faults`; without that, what it throws goes on.
    [[nodiscard]] static Show make(const Context& context, std::string_view banner = {},
                                   std::vector<SlideFault>* faults = nullptr);

    // What the playlist needs to know about the slides; never empty.
    [[nodiscard]] std::vector<motion::PlaylistEntry> entries() const;
    [[nodiscard]] std::size_t size() const { return pages_.size(); }
    // Which slide of the deck a place of the playlist is, and which of its pages: 0, or 1 for what found no
    // room on the first.
    [[nodiscard]] std::size_t deck_index(std::size_t place) const { return pages_[place].deck_index; }
    [[nodiscard]] int page(std::size_t place) const { return pages_[place].number; }

    void draw(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Feel& feel) const;
    // The ground under a place of the playlist, for what is drawn on top (a sheet's "Need help?").
    [[nodiscard]] const deck::Palette& palette(std::size_t place) const { return *pages_[place].palette; }
    [[nodiscard]] const ChromeCommon& chrome() const { return pages_.front().chrome.common(); }
    // No frame from this one up to that instant differs from it.
    [[nodiscard]] Instant next_change(const ShowMoment& moment, const Feel& feel) const;

  private:
    struct Page {
        std::size_t deck_index = 0;
        std::size_t pip = 0;            // the pages of a slide share one
        int number = 0;                 // of the slide's pages
        float pip_from = 0, pip_to = 1; // the part of the pip's bar that fills meanwhile
        float turns_at = 0;             // where the bar is cut between two pages; 0: one page
        deck::Ground ground = deck::Ground::Night;
        float duration_ms = 12'000;
        const deck::Palette* palette = nullptr;
        std::unique_ptr<Picture> picture;
        std::vector<draw::ElementId> elements; // what it could carry over
        Carry carried;                         // from the page before
        SlideFrame frame;
        SlideChrome chrome;
    };
    struct Passage; // what of a change has passed (show.cpp)
    struct Maker;   // lays the pages out (show_make.cpp)

    [[nodiscard]] motion::Transition into(std::size_t place) const;
    [[nodiscard]] Passage passage(const ShowMoment& moment) const;
    [[nodiscard]] Moment picture_moment(const ShowMoment& moment) const;
    void fetch_ahead(const ShowMoment& moment) const;
    void draw_page(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Passage& passage,
                   const Feel& feel) const;
    void draw_grounds(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Passage& passage,
                      const Feel& feel) const;
    [[nodiscard]] const Carry* carried(const ShowMoment& moment) const;
    void draw_arriving(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Passage& passage,
                       const Feel& feel) const;
    void draw_head(draw::DrawList& list, HitMap& hits, const ShowMoment& moment,
                   const Passage& passage) const;
    void draw_source(draw::DrawList& list, const ShowMoment& moment, const Passage& passage) const;
    void draw_chrome(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Passage& passage,
                     const Feel& feel) const;
    [[nodiscard]] float attract(const ShowMoment& moment) const;
    [[nodiscard]] Instant next_attract(const ShowMoment& moment) const;

    Look look_;
    Size canvas_;
    float mirror_width_ = 0; // context.hpp
    std::vector<Page> pages_;
    Banner banner_;
};

} // namespace kiosk::scene
