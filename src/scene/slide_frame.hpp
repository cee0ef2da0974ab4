// What frames every slide: the cause mark with the name of the cause, the charity's name, and the source
// line. Laid out once for a slide and a look; drawn by show.hpp over the ground and the picture.
#pragma once

#include "draw/draw_list.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"

namespace kiosk::scene {

class SlideFrame {
  public:
    // `large_button`: the button of the slide itself, or empty. In portrait the source line stands above it.
    [[nodiscard]] static SlideFrame make(const Context& context, const deck::Slide& slide,
                                         const Rect& large_button);

    void draw_cause(draw::DrawList& list, const deck::Palette& palette, float alpha = 1) const;
    // Touched five times it opens the staff's PIN pad, so it is a control though nothing shows that.
    void draw_charity(draw::DrawList& list, HitMap* hits, const deck::Palette& palette,
                      float alpha = 1) const;
    void draw_source(draw::DrawList& list, const deck::Palette& palette, float alpha = 1) const;

    [[nodiscard]] bool same_cause(const SlideFrame& other) const { return cause_ == other.cause_; }
    [[nodiscard]] bool same_charity(const SlideFrame& other) const { return charity_ == other.charity_; }
    [[nodiscard]] bool same_source(const SlideFrame& other) const {
        return source_text_ == other.source_text_ && source_top_ == other.source_top_;
    }
    // The top of the source line: nothing of a picture may lie below.
    [[nodiscard]] float source_top() const { return source_top_; }

  private:
    int cause_ = 0, causes_ = 0;
    Point mark_;
    text::RunPointer cause_name_, charity_;
    Point cause_name_at_, charity_at_;
    text::Paragraph source_;
    std::string source_text_;
    float source_top_ = 0, source_x_ = 0, source_baseline_ = 0;
};

} // namespace kiosk::scene
