#include "platform/fingers.hpp"

namespace kiosk::platform {

void Fingers::touched(Touch touch, std::int64_t device, std::int64_t contact, Point at, Instant now,
                      std::vector<FingerEvent>& out) {
    last_touch_ = now;
    const Key key{device, contact};
    const auto found = down_.find(key);
    if (touch == Touch::Down) {
        // A second beginning means that the end of the first was lost.
        if (found != down_.end())
            out.push_back({Touch::Cancelled, found->second.finger, found->second.at, now});
        if (mouse_) out.push_back({Touch::Cancelled, mouse_finger, mouse_->at, now});
        mouse_.reset();
        const Contact fresh{next_finger_++, at, now};
        down_.insert_or_assign(key, fresh);
        out.push_back({Touch::Down, fresh.finger, at, now});
        return;
    }
    if (found == down_.end()) return;
    found->second.at = at;
    found->second.last = now;
    out.push_back({touch, found->second.finger, at, now});
    if (touch != Touch::Move) down_.erase(found);
}

void Fingers::moused(Touch touch, Point at, Instant now, std::vector<FingerEvent>& out) {
    if (touch == Touch::Down) {
        const bool echo = !down_.empty() || (last_touch_ && now - *last_touch_ < mouse_deaf_after_touch);
        if (echo || mouse_) return;
        mouse_ = Contact{mouse_finger, at, now};
    }
    if (!mouse_) return;
    mouse_->at = at;
    mouse_->last = now;
    out.push_back({touch, mouse_finger, at, now});
    if (touch == Touch::Up || touch == Touch::Cancelled) mouse_.reset();
}

void Fingers::tick(Instant now, std::vector<FingerEvent>& out) {
    for (auto it = down_.begin(); it != down_.end();) {
        if (it->second.last + stuck_finger_after > now) {
            ++it;
            continue;
        }
        out.push_back({Touch::Cancelled, it->second.finger, it->second.at, now});
        it = down_.erase(it);
    }
}

void Fingers::cancel_all(Instant now, std::vector<FingerEvent>& out) {
    for (const auto& [key, contact] : down_)
        out.push_back({Touch::Cancelled, contact.finger, contact.at, now});
    down_.clear();
    if (mouse_) out.push_back({Touch::Cancelled, mouse_finger, mouse_->at, now});
    mouse_.reset();
}

Instant Fingers::next_tick() const {
    Instant next = Instant::never();
    for (const auto& [key, contact] : down_) next = std::min(next, contact.last + stuck_finger_after);
    return next;
}

} // namespace kiosk::platform
