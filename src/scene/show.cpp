#include "scene/show.hpp"

#include <algorithm>
#include <cmath>

#include "motion/track.hpp"
#include "scene/flood.hpp"
#include "scene/mirrored.hpp"
#include "scene/veil.hpp"

namespace kiosk::scene {

namespace {

using motion::Ease;
using motion::Span;
using motion::Transition;

constexpr Span leave{0, 350}, still_leave{0, 250};
constexpr float leave_left_px = 16;
constexpr Span ground_turn{200, 1200}, turn_leave{0, 500}, ground_over{0, 900}, still_ground{0, 600};
constexpr Span carry_over{0, motion::carry_ms};
constexpr Span source_change{0, 350};
constexpr Span pledge_gives_way{0, 200};
constexpr float attract_after_ms = 30'000, attract_period_ms = 6'000, attract_ring_ms = 1'600;
// The ring grows by 18 px in its whole life: finer steps could not be seen.
constexpr float attract_step_ms = 33;

Instant later(Instant now, float by_ms) {
    if (by_ms == motion::never_ms) return Instant::never();
    return {now.us + static_cast<std::int64_t>(std::ceil(static_cast<double>(std::max(0.0F, by_ms)) * 1000))};
}

} // namespace

// How far each part of a change has gone, from 0 to 1. Without a change all of it has passed.
struct Show::Passage {
    const Page* from = nullptr; // leaving, or null
    const Page* to = nullptr;
    float left = 1;   // the leaving slide is gone
    float ground = 1; // the ground has gone over
    float source = 1; // the source line has changed
    std::optional<Flood> flood;
    float flood_ms = 0; // since the disc began
    float carried = 1;  // what both slides have has arrived
    [[nodiscard]] bool changes_ground() const { return from && from->palette != to->palette; }
    // How far the controls at a point have taken the colours of the new ground.
    [[nodiscard]] float turned(Point at) const {
        if (!changes_ground()) return from ? 0 : 1;
        return flood ? flood->turned(at, flood_ms) : ground;
    }
};

Transition Show::into(std::size_t place) const {
    const Page& to = pages_[place];
    const Page& from = pages_[(place + pages_.size() - 1) % pages_.size()];
    if (&from == &to) return Transition::Plain;
    if (to.picture->takes_ball() && from.picture->ball() && !look_.still) return Transition::Turn;
    const bool bright_ahead = to.ground == deck::Ground::Amber && from.ground != deck::Ground::Amber;
    if (bright_ahead && from.picture->sun()) return Transition::Flood;
    const bool leaves_bright = from.ground == deck::Ground::Amber && to.ground != deck::Ground::Amber;
    if (leaves_bright) return Transition::Dusk;
    return to.carried.empty() && to.palette == from.palette ? Transition::Plain : Transition::Carry;
}

std::vector<motion::PlaylistEntry> Show::entries() const {
    std::vector<motion::PlaylistEntry> entries;
    for (std::size_t i = 0; i < pages_.size(); ++i)
        entries.push_back({pages_[i].duration_ms, into(i), pages_[i].picture->settled_ms()});
    return entries;
}

Show::Passage Show::passage(const ShowMoment& moment) const {
    const motion::PlaylistMoment& play = moment.play;
    Passage passage;
    passage.to = &pages_[std::min(play.slide, pages_.size() - 1)];
    if (!play.leaving) return passage;
    passage.from = &pages_[std::min(play.leaving->slide, pages_.size() - 1)];
    const float since = play.leaving->since_ms;
    const bool turn = play.transition == Transition::Turn;
    if (look_.still)
        passage.left = still_leave.at(since);
    else
        passage.left = turn ? turn_leave.at(since, Ease::Move) : leave.at(since, Ease::Exit);
    // A ground has gone over when the other slide has left: what is cut short would be a jump.
    Span ground = look_.still ? still_ground : turn ? ground_turn : ground_over;
    ground.to_ms = std::min(ground.to_ms, motion::leave_ms(play.transition));
    passage.ground = ground.at(since, look_.still ? Ease::Linear : Ease::Move);
    passage.source = source_change.at(since);
    passage.carried = carry_over.at(since, Ease::Move);
    const auto sun = passage.from->picture->sun();
    if (play.transition == Transition::Flood && sun) {
        passage.flood.emplace(*sun, canvas_, look_.still);
        passage.flood_ms = play.t_ms + motion::lead_ms(Transition::Flood);
    }
    return passage;
}

Moment Show::picture_moment(const ShowMoment& moment) const {
    Moment here;
    here.t_ms = moment.play.t_ms;
    here.today = moment.today;
    here.images = moment.images;
    if (moment.play.transition == Transition::Turn) {
        const std::size_t before = (moment.play.slide + pages_.size() - 1) % pages_.size();
        here.ball_taken = pages_[before].picture->ball();
    }
    return here;
}

// The ground stays or goes over; what leaves fades under the ground that covers it.
void Show::draw_grounds(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Passage& passage,
                        const Feel& feel) const {
    if (!passage.from) {
        scene::draw_ground(list, *passage.to->palette, canvas_);
        return;
    }
    scene::draw_ground(list, *passage.from->palette, canvas_);
    if (passage.left < 1) {
        Moment there;
        there.t_ms = moment.play.leaving->t_ms;
        there.today = moment.today;
        there.images = moment.images;
        there.ball_given = moment.play.transition == Transition::Turn;
        const std::size_t first = list.commands().size();
        {
            const auto moved = list.moved(look_.still ? 0 : -leave_left_px * passage.left, 0);
            const Carry* carry = carried(moment);
            const auto rest = list.without(carry ? carry->elements() : std::span<const draw::Element>{});
            passage.from->picture->draw(list, there);
            passage.from->picture->draw_button(list, &hits, feel, moment.now, there);
        }
        veil(list, first, *passage.from->palette, canvas_, passage.left);
    }
    if (!passage.changes_ground()) return;
    if (passage.flood && !passage.to->palette->ground.empty()) {
        passage.flood->draw(list, passage.to->palette->ground.front().colour, passage.flood_ms);
        return;
    }
    scene::draw_ground(list, *passage.to->palette, canvas_, passage.ground);
}

void Show::draw_head(draw::DrawList& list, HitMap& hits, const ShowMoment& moment,
                     const Passage& passage) const {
    const Page& to = *passage.to;
    const float arrived = passage.source;
    const Point charity{canvas_.width - 200, 74};
    if (!passage.from) {
        to.frame.draw_cause(list, *to.palette);
        to.frame.draw_charity(list, &hits, *to.palette);
        return;
    }
    const Page& from = *passage.from;
    if (from.frame.same_cause(to.frame) && !passage.changes_ground()) {
        to.frame.draw_cause(list, *to.palette);
    } else {
        from.frame.draw_cause(list, *from.palette, 1 - passage.left);
        if (moment.play.t_ms >= 0) to.frame.draw_cause(list, *to.palette, arrived);
    }
    if (from.frame.same_charity(to.frame) && !passage.changes_ground()) {
        to.frame.draw_charity(list, &hits, *to.palette);
        return;
    }
    const float gone = passage.changes_ground() ? passage.turned(charity) : arrived;
    const bool recoloured = from.frame.same_charity(to.frame) && gone < 1;
    from.frame.draw_charity(list, nullptr, *from.palette, recoloured ? 1 : 1 - gone);
    to.frame.draw_charity(list, &hits, *to.palette, gone);
}

void Show::draw_source(draw::DrawList& list, const ShowMoment& moment, const Passage& passage) const {
    const Page& to = *passage.to;
    if (!passage.from) {
        // After a change whose table began unseen the line has come in by now; else it comes in with the
        // slide.
        const bool comes_in =
            moment.play.t_ms < source_change.to_ms && passage.to->frame.source_top() > 0 &&
            (moment.play.transition == Transition::Flood || moment.play.transition == Transition::Dusk);
        to.frame.draw_source(list, *to.palette, comes_in ? source_change.at(moment.play.t_ms) : 1);
        return;
    }
    const Page& from = *passage.from;
    if (from.frame.same_source(to.frame) && !passage.changes_ground()) {
        to.frame.draw_source(list, *to.palette);
        return;
    }
    from.frame.draw_source(list, *from.palette, 1 - passage.source);
    const bool waits =
        moment.play.transition == Transition::Flood || moment.play.transition == Transition::Dusk;
    to.frame.draw_source(list, *to.palette, waits ? source_change.at(moment.play.t_ms) : passage.source);
}

void Show::draw_chrome(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Passage& passage,
                       const Feel& feel) const {
    const Page& to = *passage.to;
    const Page& from = passage.from ? *passage.from : to;
    const bool here = moment.play.t_ms >= 0;
    SlideChrome::State state;
    const Page& shown = pages_[std::min(moment.play.pip, pages_.size() - 1)];
    state.current = shown.pip;
    state.progress = look_.still ? shown.pip_to : lerp(shown.pip_from, shown.pip_to, moment.play.progress);
    state.cut = shown.turns_at;
    state.paused = moment.play.paused;
    state.open = moment.open;
    const auto has_own = [](const Page& page) { return !page.picture->button().empty(); };
    const float shown_from = has_own(from) ? 0 : 1, shown_to = has_own(to) ? 0 : 1;
    state.pledge_alpha =
        !here ? shown_from : lerp(shown_from, shown_to, pledge_gives_way.at(moment.play.t_ms));
    // At every moment of a change one pledge button takes a touch: the large one while it leaves, too.
    state.pledge_touch = here ? !has_own(to) : !has_own(from) || !has_own(to);
    if (!passage.from) state.pledge_alpha = has_own(to) ? 1 - pledge_gives_way.at(moment.play.t_ms) : 1;
    // A sheet's Close stands in the pledge button's place.
    if (moment.open != ControlKind::None) state.pledge_alpha = 0, state.pledge_touch = false;
    state.attract = attract(moment);
    const Page& page = here ? to : from;
    page.chrome.draw(
        list, &hits, *from.palette, *to.palette,
        [&](Point at) { return passage.from ? passage.turned(at) : 0; }, feel, moment.now, state);
}

float Show::attract(const ShowMoment& moment) const {
    if (look_.still || !moment.untouched_since) return 0;
    const float idle = milliseconds_between(*moment.untouched_since, moment.now) - attract_after_ms;
    if (idle < 0) return 0;
    const float phase = std::fmod(idle, attract_period_ms);
    const float stepped = std::floor(phase / attract_step_ms) * attract_step_ms;
    return stepped < attract_ring_ms ? stepped / attract_ring_ms : 0;
}

Instant Show::next_attract(const ShowMoment& moment) const {
    if (look_.still || !moment.untouched_since) return Instant::never();
    const float idle = milliseconds_between(*moment.untouched_since, moment.now) - attract_after_ms;
    if (idle < 0) return later(moment.now, -idle);
    const float phase = std::fmod(idle, attract_period_ms);
    const float step = std::floor(phase / attract_step_ms) * attract_step_ms;
    const float next = step < attract_ring_ms ? step + attract_step_ms : attract_period_ms;
    return later(moment.now, next - phase);
}

void Show::draw(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Feel& feel) const {
    const Passage change = passage(moment);
    const Page& to = *change.to;
    fetch_ahead(moment);
    hits.add({0, 0, canvas_.width, canvas_.height}, {ControlKind::Slide});
    {
        const Mirrored mirrored(list, &hits, mirror_width_);
        draw_page(list, hits, moment, change, feel);
    }
    banner_.draw(list);
    feel.draw_rings(list, to.palette->text, moment.now);
}

// The pictures of this slide and the next are asked for, so that they are there in time.
void Show::fetch_ahead(const ShowMoment& moment) const {
    if (!moment.images) return;
    const std::size_t here = std::min(moment.play.slide, pages_.size() - 1);
    for (const std::size_t place : {here, (here + 1) % pages_.size()})
        if (const ImageWish* wish = pages_[place].picture->image())
            static_cast<void>(moment.images->find(*wish));
}

const Carry* Show::carried(const ShowMoment& moment) const {
    const Page& to = pages_[std::min(moment.play.slide, pages_.size() - 1)];
    return moment.play.transition == Transition::Carry && moment.play.direction > 0 ? &to.carried : nullptr;
}

void Show::draw_arriving(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Passage& change,
                         const Feel& feel) const {
    const Page& to = *change.to;
    const Moment here = picture_moment(moment);
    const Carry* carry = carried(moment);
    const bool turning = moment.play.transition == Transition::Turn;
    if (moment.play.t_ms >= 0 && (moment.play.arrival > 0 || turning)) {
        const auto arriving = list.faded(moment.play.arrival);
        {
            const auto rest = list.without(carry ? carry->elements() : std::span<const draw::Element>{});
            to.picture->draw(list, here);
        }
        const Rect button = to.picture->button();
        if (!button.empty()) {
            draw_attract_ring(list, button, button.height / 2, to.palette->cta, attract(moment));
            to.picture->draw_button(list, &hits, feel, moment.now, here);
        }
    }
    if (carry) carry->draw(list, here, change.carried);
}

void Show::draw_page(draw::DrawList& list, HitMap& hits, const ShowMoment& moment, const Passage& change,
                     const Feel& feel) const {
    draw_grounds(list, hits, moment, change, feel);
    draw_arriving(list, hits, moment, change, feel);
    draw_head(list, hits, moment, change);
    draw_source(list, moment, change);
    draw_chrome(list, hits, moment, change, feel);
}

Instant Show::next_change(const ShowMoment& moment, const Feel& feel) const {
    const motion::PlaylistMoment& play = moment.play;
    const Page& page = pages_[std::min(play.slide, pages_.size() - 1)];
    if (play.leaving || play.arrival < 1) return moment.now;
    if (play.t_ms < source_change.to_ms) return moment.now; // the source line and the pledge button change
    Instant next = std::min(feel.next_change(moment.now), next_attract(moment));
    const float settled = page.picture->settled_ms();
    const float picture = page.picture->next_change_ms(play.t_ms);
    if (!play.paused || picture < settled) next = std::min(next, later(moment.now, picture - play.t_ms));
    if (!play.paused && !look_.still && play.progress < 1) {
        const float filled = lerp(page.pip_from, page.pip_to, play.progress);
        const float target = page.chrome.pips().next_progress(filled);
        const float part = (target - filled) / std::max(0.01F, page.pip_to - page.pip_from);
        next = std::min(next, later(moment.now, part * play.stay_ms));
    }
    return next;
}

} // namespace kiosk::scene
