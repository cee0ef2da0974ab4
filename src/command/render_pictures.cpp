#include "command/render_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "command/whole_png.hpp"
#include "draw/diff.hpp"
#include "scene/reach.hpp"

namespace kiosk::command {

namespace {

constexpr float bar_of_still = 0.45F; // how full the pip of a picture is that stands for the whole slide
constexpr int sheet_gap_px = 24;

} // namespace

scene::Look RenderWish::look(const Language& language, bool portrait) const {
    scene::Look look;
    look.orientation = portrait ? scene::Orientation::Portrait : scene::Orientation::Landscape;
    look.language = language;
    look.text_size = text_size;
    look.contrast = contrast;
    look.still = still, look.lower = lower;
    look.lift_px = scene::lift_px(screen, look.orientation);
    return look;
}

RenderPictures::RenderPictures(text::Fonts& fonts, paint::Painter& painter, const deck::Assets& assets,
                               deck::DeckPointer deck, PictureDesk& photographs, RenderWish wish)
    : fonts_(fonts),
      painter_(painter),
      assets_(assets),
      deck_(std::move(deck)),
      photographs_(photographs),
      wish_(std::move(wish)) {}

std::vector<RenderPictures::Sheet> RenderPictures::sheets() const {
    std::vector<Sheet> out;
    for (const Language& language : wish_.languages)
        for (const PixelSize& size : wish_.sizes) out.push_back({language, size, size.height > size.width});
    return out;
}

scene::Context RenderPictures::context(const Sheet& sheet) const {
    return {fonts_, *deck_, assets_, wish_.look(sheet.language, sheet.portrait)};
}

std::string RenderPictures::ending(const Sheet& sheet) const {
    const bool own = sheet.language == deck_->languages.front().tag && !wish_.contact_sheet;
    const bool both = wish_.sizes.size() > 1 && sheet.portrait;
    return (own ? "" : "." + sheet.language) + (both ? ".portrait" : "") + ".png";
}

// The wished moments of the wished slides, each with the beginning of its file's name. Time runs on through
// the pages of a slide.
std::vector<std::pair<std::string, RenderPictures::Where>>
RenderPictures::pictures(const scene::Show& show) const {
    std::vector<std::pair<std::string, Where>> out;
    const auto entries = show.entries();
    int frame = 0;
    float before_ms = 0; // the pages of this slide that have passed
    for (std::size_t place = 0; place < entries.size(); ++place) {
        const int page = show.page(place);
        const std::string& id = deck_->slides[show.deck_index(place)].id;
        if (!wish_.slide.empty() && wish_.slide != id) continue;
        if (page == 0) frame = 0, before_ms = 0;
        const float stay_ms = entries[place].duration_ms;
        const bool last = place + 1 == entries.size() || show.page(place + 1) == 0;
        if (wish_.fps && wish_.change) {
            change(show, place, out);
        } else if (wish_.fps) {
            const auto fps = static_cast<float>(*wish_.fps);
            for (float t_ms = 0;; ++frame) {
                t_ms = static_cast<float>(frame) * 1000 / fps - before_ms;
                if (t_ms >= stay_ms) break;
                char number[16];
                std::snprintf(number, sizeof number, "-%05d", frame);
                out.push_back({id + number, {place, t_ms, t_ms / stay_ms}});
            }
        } else if (wish_.at_s) {
            const float t_ms = static_cast<float>(*wish_.at_s * 1000) - before_ms;
            if (t_ms >= 0 && (t_ms < stay_ms || last))
                out.push_back({id, {place, t_ms, std::min(1.0F, t_ms / stay_ms)}});
        } else {
            const std::string name = page > 0 ? id + "-" + std::to_string(page + 1) : id;
            out.push_back({name, {place, entries[place].settled_ms, bar_of_still}});
        }
        before_ms += stay_ms;
    }
    return out;
}

// From the last moment of the page before to the end of the change, and a little of what follows.
void RenderPictures::change(const scene::Show& show, std::size_t place,
                            std::vector<std::pair<std::string, Where>>& out) const {
    const auto entries = show.entries();
    if (entries.size() < 2) return;
    constexpr float after_ms = 400;
    const std::size_t before = (place + entries.size() - 1) % entries.size();
    const motion::Transition into = entries[place].into;
    const float begins_ms = entries[before].duration_ms - motion::lead_ms(into);
    const float all_ms = motion::leave_ms(into) + after_ms;
    motion::Playlist playlist(entries, Instant{});
    playlist.set_entries(entries, before, false, Instant{});
    const auto at = [](float ms) { return Instant{static_cast<std::int64_t>(ms * 1000)}; };
    playlist.advance(at(begins_ms - 1));
    const auto fps = static_cast<float>(*wish_.fps);
    for (int frame = 0; static_cast<float>(frame) * 1000 / fps < all_ms; ++frame) {
        playlist.advance(at(begins_ms + static_cast<float>(frame) * 1000 / fps));
        char number[24];
        std::snprintf(number, sizeof number, "-change-%05d", frame);
        out.push_back({deck_->slides[show.deck_index(place)].id + number, {place, 0, 0, playlist.moment()}});
    }
}

void RenderPictures::paint(const scene::Show& show, const Where& where, Size canvas, const PixelRect& cell,
                           paint::FrameBuffer& buffer) {
    scene::ShowMoment moment;
    moment.play.slide = moment.play.pip = where.place;
    moment.play.t_ms = where.t_ms;
    moment.play.progress = where.bar;
    moment.play.stay_ms = show.entries()[where.place].duration_ms;
    if (where.change) moment.play = *where.change;
    draw::Viewport viewport = draw::Viewport::fit(canvas, {cell.width, cell.height});
    photographs_.fit(viewport.scale);
    moment.images = &photographs_;
    list_.clear();
    hits_.clear();
    show.draw(list_, hits_, moment, {});
    viewport.size = buffer.size();
    viewport.offset = viewport.offset + Point{static_cast<float>(cell.x), static_cast<float>(cell.y)};
    draw::Damage damage;
    damage.add(cell);
    painter_.paint(list_, viewport, damage, buffer);
}

Result<void> RenderPictures::slides(const Sheet& sheet, const std::function<void()>& done) {
    const scene::Context where = context(sheet);
    const scene::Show show = scene::Show::make(where);
    const Size canvas = scene::canvas(where.look.orientation);
    paint::FrameBuffer buffer(sheet.size);
    for (const auto& [name, moment] : pictures(show)) {
        paint(show, moment, canvas, {0, 0, sheet.size.width, sheet.size.height}, buffer);
        if (auto written = write_whole(buffer, wish_.out / (name + ending(sheet))); !written)
            return written.error();
        done();
    }
    return Done{};
}

Result<void> RenderPictures::contact_sheet(const Sheet& sheet) {
    const scene::Context where = context(sheet);
    const scene::Show show = scene::Show::make(where);
    const Size canvas = scene::canvas(where.look.orientation);
    const auto entries = show.entries();
    const int columns = std::min(static_cast<int>(entries.size()), where.portrait() ? 5 : 3);
    const int rows = (static_cast<int>(entries.size()) + columns - 1) / columns;
    const int width = (sheet.size.width - sheet_gap_px) / columns - sheet_gap_px;
    const int height =
        static_cast<int>(std::lround(static_cast<float>(width) * canvas.height / canvas.width));
    paint::FrameBuffer buffer({sheet.size.width, rows * (height + sheet_gap_px) + sheet_gap_px});
    for (std::size_t place = 0; place < entries.size(); ++place) {
        const int column = static_cast<int>(place) % columns, row = static_cast<int>(place) / columns;
        const PixelRect cell{sheet_gap_px + column * (width + sheet_gap_px),
                             sheet_gap_px + row * (height + sheet_gap_px), width, height};
        paint(show, {place, entries[place].settled_ms, bar_of_still}, canvas, cell, buffer);
    }
    return write_whole(buffer, wish_.out / ("contact-sheet" + ending(sheet)));
}

std::size_t RenderPictures::total() const {
    std::size_t all = 0;
    for (const Sheet& sheet : sheets())
        all += wish_.contact_sheet ? 1 : pictures(scene::Show::make(context(sheet))).size();
    return all;
}

Result<std::size_t> RenderPictures::run(const std::function<void(std::size_t)>& done) {
    std::size_t files = 0;
    const auto one = [&] { done(++files); };
    for (const Sheet& sheet : sheets()) {
        if (!wish_.contact_sheet) {
            if (auto made = slides(sheet, one); !made) return made.error();
            continue;
        }
        if (auto made = contact_sheet(sheet); !made) return made.error();
        one();
    }
    return files;
}

} // namespace kiosk::command
