// Lays a whole deck out: one page a slide, or two where its second sentence found no room on the first.
#include <exception>

#include "scene/raised_picture.hpp"
#include "scene/second_page.hpp"
#include "scene/show.hpp"

namespace kiosk::scene {

namespace {
constexpr float source_air_px = 6; // between the last words and the source line
}

struct Show::Maker {
    const Context& context;
    std::vector<Page>& pages;
    std::vector<SlideFault>* faults = nullptr;
    std::size_t shown = 1; // slides
    draw::DrawList scratch{};

    // The two pages of a slide have one title, which stays in sight.
    static draw::ElementId title_element(const deck::Slide& slide, std::size_t index) {
        constexpr deck::PartId unnamed = 1U << 20U; // far beyond the names of a deck
        const auto own = unnamed + static_cast<deck::PartId>(index);
        return element_of(slide.parts.title == deck::no_part ? own : slide.parts.title, Piece::Words);
    }

    // What goes from each page to the next.
    void carry_over() {
        for (std::size_t i = 0; i < pages.size() && pages.size() > 1; ++i) {
            const Page& before = pages[(i + pages.size() - 1) % pages.size()];
            try {
                pages[i].carried = Carry::make(*before.picture, before.elements, *pages[i].picture,
                                               pages[i].elements, context.mirror_width(), scratch);
            } catch (const std::exception&) { // which of the two it was shows when they are drawn
                if (faults == nullptr) throw;
            }
        }
    }

    // Whether the slide stands on pages of its own now.
    bool try_to_add(const deck::Slide& slide, std::size_t index, std::size_t pip) {
        const std::size_t before = pages.size();
        try {
            add(slide, index, pip);
            return true;
        } catch (const std::exception& fault) {
            if (faults == nullptr) throw;
            pages.resize(before);
            faults->push_back({slide.id, fault.what()});
            return false;
        }
    }

    void add(const deck::Slide& slide, std::size_t index, std::size_t pip) {
        Context here = context;
        here.title = context.in(slide.title);
        here.title_element = title_element(slide, index);
        Context hung = context; // pictures are laid out for a screen that hangs high enough, and raised then
        hung.look.lift_px = 0;
        here.words_bottom = SlideFrame::make(hung, slide, {}).source_top() - source_air_px;
        Page page = page_of(slide, index, pip, lay_out(slide, here));
        const bool two = leaves_body_out(*page.picture, slide, here, scratch);
        if (!two) return pages.push_back(std::move(page));
        Page second = page_of(slide, index, pip, make_second_page(slide, here));
        const PageTimes times =
            page_times(page.duration_ms, page.picture->settled_ms(), context.in(slide.body));
        page.duration_ms = times.first_ms, second.duration_ms = times.second_ms;
        page.turns_at = second.turns_at = times.first_ms / (times.first_ms + times.second_ms);
        page.pip_to = second.pip_from = page.turns_at;
        second.number = 1;
        pages.push_back(std::move(page));
        pages.push_back(std::move(second));
    }

    [[nodiscard]] Page page_of(const deck::Slide& slide, std::size_t index, std::size_t pip,
                               std::unique_ptr<Picture> picture) const {
        Page page;
        page.deck_index = index;
        page.pip = pip;
        page.ground = slide.ground;
        page.duration_ms = static_cast<float>(slide.duration_ms);
        page.palette = &context.palette(slide.ground);
        page.picture = raised(context.look, std::move(picture));
        if (!context.look.still) page.elements = elements_of(slide, title_element(slide, index));
        page.frame = SlideFrame::make(context, slide, page.picture->button());
        page.chrome = SlideChrome::make(context, shown, page.picture->button());
        return page;
    }
};

Show Show::make(const Context& context, std::string_view banner, std::vector<SlideFault>* faults) {
    Show show;
    show.look_ = context.look;
    show.canvas_ = canvas(context.look.orientation);
    show.mirror_width_ = context.mirror_width();
    show.banner_ = Banner::make(context, banner);
    std::size_t shown = 0, pip = 0;
    for (const deck::Slide& slide : context.deck.slides) shown += slide.enabled ? 1U : 0U;
    Maker maker{context, show.pages_, faults, std::max<std::size_t>(1, shown)};
    for (std::size_t i = 0; i < context.deck.slides.size(); ++i)
        if (context.deck.slides[i].enabled && maker.try_to_add(context.deck.slides[i], i, pip)) ++pip;
    if (show.pages_.empty()) {
        // The calm slide of last resort: all are switched off, or none can be shown.
        deck::Slide nothing;
        nothing.kind = deck::Statement{};
        nothing.ground = deck::Ground::Dawn;
        nothing.title = context.deck.charity;
        maker.add(nothing, 0, 0);
    }
    maker.carry_over();
    return show;
}

} // namespace kiosk::scene
