#include "command/render_form.hpp"

#include <algorithm>
#include <cmath>

#include "command/whole_png.hpp"
#include "draw/diff.hpp"

namespace kiosk::command {

namespace {

constexpr int gap_px = 16, sheet_px = 1920;
constexpr int columns_wide = 4, columns_upright = 6;

// Where the sights of one part lie on their sheet, row by row.
struct Grid {
    int columns = 1, width = 0, height = 0;

    explicit Grid(bool portrait)
        : columns(portrait ? columns_upright : columns_wide),
          width((sheet_px - gap_px) / columns - gap_px),
          height(portrait ? width * 16 / 9 : width * 9 / 16) {}
    [[nodiscard]] PixelSize size(int sights) const {
        return {sheet_px, (sights + columns - 1) / columns * (height + gap_px) + gap_px};
    }
    [[nodiscard]] PixelRect cell(int place) const {
        return {gap_px + place % columns * (width + gap_px), gap_px + place / columns * (height + gap_px),
                width, height};
    }
};

} // namespace

RenderForm::RenderForm(text::Fonts& fonts, paint::Painter& painter, const deck::Assets& assets,
                       deck::DeckPointer deck, RenderWish wish)
    : fonts_(fonts),
      painter_(painter),
      assets_(assets),
      deck_(std::move(deck)),
      wish_(std::move(wish)) {}

std::vector<RenderForm::Sheet> RenderForm::sheets() const {
    std::vector<Sheet> out;
    for (const Language& language : wish_.languages)
        for (const PixelSize& size : wish_.sizes) out.push_back({language, size, size.height > size.width});
    return out;
}

std::string RenderForm::ending(const Sheet& sheet) const {
    const bool own = sheet.language == deck_->languages.front().tag && !wish_.contact_sheet;
    const bool both = wish_.sizes.size() > 1 && sheet.portrait;
    return (own ? "" : "." + sheet.language) + (both ? ".portrait" : "") + ".png";
}

void RenderForm::tour(const Sheet& sheet, const std::function<void(const app::FormSight&)>& show) {
    const scene::Look look = wish_.look(sheet.language, sheet.portrait);
    app::tour_form(fonts_, deck_, assets_, look, app::TourDepth::ToLookAt, show);
}

std::vector<RenderForm::Part> RenderForm::parts(const Sheet& sheet) {
    std::vector<Part> all;
    tour(sheet, [&](const app::FormSight& sight) {
        auto part = std::ranges::find(all, sight.part, &Part::id);
        if (part == all.end()) part = all.insert(all.end(), Part{sight.part});
        ++part->sights;
    });
    return all;
}

void RenderForm::paint(const app::FormSight& sight, bool portrait, const PixelRect& cell,
                       paint::FrameBuffer& buffer) {
    const Size canvas =
        scene::canvas(portrait ? scene::Orientation::Portrait : scene::Orientation::Landscape);
    draw::Viewport viewport = draw::Viewport::fit(canvas, {cell.width, cell.height});
    viewport.size = buffer.size();
    viewport.offset = viewport.offset + Point{static_cast<float>(cell.x), static_cast<float>(cell.y)};
    draw::Damage damage;
    damage.add(cell);
    painter_.paint(sight.list, viewport, damage, buffer);
}

Result<void> RenderForm::pictures(const Sheet& sheet, const std::function<void()>& done) {
    paint::FrameBuffer buffer(sheet.size);
    Result<void> result = Done{};
    tour(sheet, [&](const app::FormSight& sight) {
        if (!result) return;
        paint(sight, sheet.portrait, {0, 0, sheet.size.width, sheet.size.height}, buffer);
        result = write_whole(buffer, wish_.out / ("form-" + sight.part + "-" + sight.id + ending(sheet)));
        if (result) done();
    });
    return result;
}

Result<void> RenderForm::contact_sheets(const Sheet& sheet, const std::function<void()>& done) {
    const Grid grid(sheet.portrait);
    std::vector<Part> all = parts(sheet);
    std::vector<paint::FrameBuffer> buffers;
    buffers.reserve(all.size());
    for (const Part& part : all) buffers.emplace_back(grid.size(part.sights));
    tour(sheet, [&](const app::FormSight& sight) {
        const auto part = std::ranges::find(all, sight.part, &Part::id);
        paint(sight, sheet.portrait, grid.cell(part->painted++),
              buffers[static_cast<std::size_t>(part - all.begin())]);
    });
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (auto written = write_whole(buffers[i], wish_.out / ("form-" + all[i].id + ending(sheet)));
            !written)
            return written.error();
        done();
    }
    return Done{};
}

std::size_t RenderForm::total() {
    std::size_t all = 0;
    for (const Sheet& sheet : sheets()) {
        const std::vector<Part> parts_of_it = parts(sheet);
        if (wish_.contact_sheet) {
            all += parts_of_it.size();
            continue;
        }
        for (const Part& part : parts_of_it) all += static_cast<std::size_t>(part.sights);
    }
    return all;
}

Result<std::size_t> RenderForm::run(const std::function<void(std::size_t)>& done) {
    std::size_t files = 0;
    const auto one = [&] { done(++files); };
    for (const Sheet& sheet : sheets()) {
        auto made = wish_.contact_sheet ? contact_sheets(sheet, one) : pictures(sheet, one);
        if (!made) return made.error();
    }
    return files;
}

} // namespace kiosk::command
