#include "command/preparation.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "app/update.hpp"

namespace kiosk::command {

namespace {

// So many slides are painted once ahead of time. The caches hold more, but a slide is shown for ten seconds,
// and those that come later would push out what comes first.
constexpr std::size_t slides_painted_max = 12;

// Paints each slide at rest and on its way in, into a frame that nobody sees.
void fill_caches(const app::LaidOut& laid_out, const Preparation::Wish& wish, paint::Painter& painter) {
    const scene::Show& show = *laid_out.show;
    std::size_t first = 0;
    for (std::size_t i = 0; i < show.size(); ++i) {
        const std::size_t index = show.deck_index(i);
        if (index < laid_out.deck->slides.size() && laid_out.deck->slides[index].id == wish.slide) first = i;
    }
    paint::FrameBuffer frame(wish.viewport.size);
    const draw::Damage whole = draw::Damage::whole(wish.viewport.size);
    draw::DrawList list;
    scene::HitMap hits;
    const auto entries = show.entries();
    for (std::size_t i = 0; i < std::min(slides_painted_max, show.size()); ++i) {
        scene::ShowMoment moment;
        moment.play.slide = moment.play.pip = (first + i) % show.size();
        const motion::PlaylistEntry& entry = entries[moment.play.slide];
        moment.play.stay_ms = entry.duration_ms;
        for (const float t_ms : {entry.settled_ms / 3, entry.settled_ms * 2 / 3, entry.settled_ms}) {
            moment.play.t_ms = t_ms;
            list.clear();
            hits.clear();
            show.draw(list, hits, moment, {});
            painter.paint(list, wish.viewport, whole, frame);
        }
    }
}

} // namespace

Preparation::Prepared Preparation::prepare(const Wish& wish) const {
    Prepared out;
    out.deck = wish.deck;
    auto fonts = fonts_.twin();
    auto painter = paint::Painter::create(fonts_);
    if (!fonts || !painter) return out;
    out.laid_out =
        app::lay_deck_out(std::shared_ptr<text::Fonts>(std::move(*fonts)),
                          app::shown_deck(*wish.deck, wish.slides_off), assets_, wish.look, wish.banner);
    out.painter = std::move(*painter);
    fill_caches(out.laid_out, wish, *out.painter);
    return out;
}

void Preparation::run(Wish wish) {
    busy_ = true;
    thread_ = std::jthread([this, wish = std::move(wish)] {
        Prepared made;
        try {
            made = prepare(wish);
        } catch (const std::exception&) { // the frame thread will find the slide that fails, and leave it out
            made.deck = wish.deck;
        }
        const std::lock_guard lock(mutex_);
        prepared_ = std::move(made);
        done_ = true;
    });
}

void Preparation::start(Wish wish) {
    if (busy_)
        next_ = std::move(wish);
    else
        run(std::move(wish));
}

std::optional<Preparation::Prepared> Preparation::take() {
    if (!busy_) return std::nullopt;
    std::optional<Prepared> made;
    {
        const std::lock_guard lock(mutex_);
        if (!std::exchange(done_, false)) return std::nullopt;
        made = std::exchange(prepared_, std::nullopt);
    }
    busy_ = false;
    if (next_) {
        run(std::exchange(next_, std::nullopt).value());
        return std::nullopt;
    }
    return made;
}

} // namespace kiosk::command
