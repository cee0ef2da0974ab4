#include "motion/playlist.hpp"

#include <algorithm>
#include <cassert>

namespace kiosk::motion {

namespace {

constexpr float hold_ms = 20'000;
constexpr float step_speed = 2;
constexpr float step_starts_at_ms = 1'000;
constexpr float arrival_ms = 175; // the 350 ms of leaving, at double speed

} // namespace

float lead_ms(Transition transition) {
    switch (transition) {
    case Transition::Plain:
    case Transition::Carry: return 300;
    case Transition::Turn: return 0;
    case Transition::Flood: return 900;
    case Transition::Dusk: return 600; // dark enough by then for words in a light colour
    }
    return 0;
}

float leave_ms(Transition transition) {
    switch (transition) {
    case Transition::Plain: return 350;
    case Transition::Carry: return carry_ms;
    case Transition::Turn: return 1'200;
    case Transition::Flood: return 900;
    case Transition::Dusk: return 900;
    }
    return 0;
}

Playlist::Playlist(std::vector<PlaylistEntry> entries, Instant now) : entries_(std::move(entries)) {
    assert(!entries_.empty());
    restart(now);
}

void Playlist::restart(Instant now) {
    last_ = now;
    index_ = 0;
    t_ms_ = stayed_ms_ = 0;
    stay_ms_ = entry().duration_ms;
    leaving_.reset();
    transition_ = Transition::Plain;
    direction_ = 1;
    speed_ = 1;
    stepped_ = paused_ = false;
}

std::size_t Playlist::after(std::size_t index, int direction) const {
    const std::size_t count = entries_.size();
    return direction > 0 ? (index + 1) % count : (index + count - 1) % count;
}

void Playlist::begin_change(std::size_t to, Transition transition, int direction, float speed) {
    // A change that is cut short by the next one drops what was still leaving; what had not come in yet
    // leaves unseen, at the end of its lead.
    if (!(leaving_ && t_ms_ < 0)) {
        leaving_progress_ = stay_ms_ > 0 ? std::min(1.0F, stayed_ms_ / stay_ms_) : 1;
        leaving_ = PlaylistMoment::Leaving{index_, t_ms_, 0};
    }
    // What has not come in yet cannot be carried over.
    const bool settled = leaving_->slide == index_ && leaving_->t_ms >= entries_[leaving_->slide].settled_ms;
    index_ = to;
    transition_ = transition == Transition::Carry && !settled ? Transition::Plain : transition;
    direction_ = direction;
    speed_ = speed;
    t_ms_ = -lead_ms(transition_) + std::min(leaving_->since_ms, lead_ms(transition_));
    stayed_ms_ = 0;
    stay_ms_ = entry().duration_ms;
    stepped_ = false;
}

// Moves a running change on by `ms` of the clock.
void Playlist::advance_change(float ms) {
    leaving_->since_ms += ms * speed_;
    leaving_->t_ms += ms;
    if (t_ms_ < 0) {
        const float to_start = -t_ms_ / speed_;
        if (ms < to_start) {
            t_ms_ += ms * speed_;
            return;
        }
        ms -= to_start;
        t_ms_ = stepped_ ? step_starts_at_ms : 0;
    }
    if (leaving_->since_ms >= leave_ms(transition_)) leaving_.reset();
    advance_stay(ms);
}

void Playlist::advance_stay(float ms) {
    if (paused_) {
        t_ms_ = std::max(t_ms_, std::min(t_ms_ + ms, entry().settled_ms));
        return;
    }
    t_ms_ += ms;
    stayed_ms_ += ms;
    if (entries_.size() == 1) { // nothing to change to: the bar starts anew, the slide stands
        if (stayed_ms_ >= stay_ms_) stayed_ms_ = 0, stay_ms_ = entry().duration_ms;
        return;
    }
    const float change_at = stay_ms_ - lead_ms(transition_on());
    if (stayed_ms_ < change_at) return;
    const float over = stayed_ms_ - change_at;
    const Transition transition = transition_on();
    stayed_ms_ = change_at;
    t_ms_ -= over;
    begin_change(after(index_, 1), transition, 1, 1);
    if (over > leave_ms(transition)) { // nobody saw the change: the machine slept, or stood still
        leaving_.reset();
        t_ms_ = 0;
        return;
    }
    advance_change(over);
}

void Playlist::set_entries(std::vector<PlaylistEntry> entries, std::size_t place, bool same_slide,
                           Instant now) {
    assert(!entries.empty() && place < entries.size());
    entries_ = std::move(entries);
    index_ = place;
    leaving_.reset();
    leaving_progress_ = 0;
    transition_ = Transition::Plain;
    last_ = now;
    if (same_slide && t_ms_ >= 0) return;
    t_ms_ = 0;
    stayed_ms_ = 0;
    stay_ms_ = entry().duration_ms;
    stepped_ = false;
}

void Playlist::advance(Instant now) {
    if (now <= last_) {
        last_ = now; // the clock was set back: go on from there
        return;
    }
    // More than this is a jump that passes any slide; as a float it stays exact.
    constexpr float jump_max_ms = 3'600'000;
    const float ms = std::min(milliseconds_between(last_, now), jump_max_ms);
    last_ = now;
    leaving_ ? advance_change(ms) : advance_stay(ms);
}

void Playlist::step(int direction, Instant now) {
    advance(now);
    if (entries_.size() == 1) {
        hold(now);
        return;
    }
    const std::size_t to = after(index_, direction);
    Transition transition = direction > 0 ? entries_[to].into : Transition::Plain;
    // A turn is the first second of the next table, which a step leaves out.
    if (transition == Transition::Turn) transition = Transition::Plain;
    begin_change(to, transition, direction, step_speed);
    stepped_ = true;
    stay_ms_ = std::max(stay_ms_, hold_ms);
}

void Playlist::toggle_pause(Instant now) {
    advance(now);
    paused_ = !paused_;
}

void Playlist::end_pause(Instant now) {
    advance(now);
    paused_ = false;
}

void Playlist::hold(Instant now) {
    advance(now);
    stay_ms_ = std::max(stay_ms_, stayed_ms_ + hold_ms);
}

PlaylistMoment Playlist::moment() const {
    PlaylistMoment moment;
    moment.slide = index_;
    moment.t_ms = t_ms_;
    moment.leaving = leaving_;
    moment.transition = transition_;
    moment.direction = direction_;
    moment.paused = paused_;
    moment.stay_ms = stay_ms_;
    if (stepped_ && leaving_ && t_ms_ < 0)
        moment.arrival = 0;
    else if (stepped_)
        moment.arrival = std::clamp((t_ms_ - step_starts_at_ms) / arrival_ms, 0.0F, 1.0F);
    const bool not_here_yet = leaving_ && t_ms_ < 0;
    moment.pip = not_here_yet && !stepped_ ? leaving_->slide : index_;
    if (not_here_yet && !stepped_) {
        moment.progress =
            std::min(1.0F, leaving_progress_ + (1 - leaving_progress_) * (1 + t_ms_ / lead_ms(transition_)));
    } else {
        moment.progress = stay_ms_ > 0 ? std::clamp(stayed_ms_ / stay_ms_, 0.0F, 1.0F) : 1;
    }
    return moment;
}

Instant Playlist::next_change() const {
    if (leaving_ || (stepped_ && t_ms_ < step_starts_at_ms + arrival_ms)) return last_;
    if (paused_) return Instant::never();
    const float left = stay_ms_ - stayed_ms_ - (entries_.size() > 1 ? lead_ms(transition_on()) : 0);
    return Instant{last_.us + std::max<std::int64_t>(0, static_cast<std::int64_t>(left * 1000))};
}

} // namespace kiosk::motion
