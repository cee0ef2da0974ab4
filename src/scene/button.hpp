// A button laid out once: measured, so that it grows with other languages and text sizes, then placed, drawn
// in any of its states and registered in the hit map. Called by slides, forms, sheets and dialogs; it never
// acts.
#pragma once

#include <cstdint>
#include <string_view>

#include "scene/context.hpp"
#include "scene/control.hpp"
#include "scene/feel.hpp"
#include "scene/icon.hpp"

namespace kiosk::scene {

enum class ButtonKind : std::uint8_t {
    Outline, // a pill drawn as a line
    Filled,  // the one that leads on
    Quiet,   // words and icon only
};
// On slides outlines are 2.5 on the ground; in forms 3 with a white fill.
enum class Surround : std::uint8_t { Slide, Form };
enum class IconSide : std::uint8_t { Left, Right };

struct ButtonSpec {
    Control control;
    ButtonKind kind = ButtonKind::Outline;
    Surround surround = Surround::Slide;
    std::string_view label; // empty: the icon alone, in the middle
    std::string_view icon;  // a name of assets/icons.toml, or empty
    IconSide icon_side = IconSide::Left;
    deck::TypeRole role = deck::TypeRole::ButtonSmall;
    float label_size_px = 0; // 0: as the role has it; else before the visitor's text size
    float height_px = 88;
    float width_min_px = 88;
    float padding_px = 24;
    float radius_px = 9999; // cut to half the height: a pill
    float icon_size_px = 36;
    float icon_gap_px = 16;
    float icon_stroke_units = 2.4F;
};

enum class ButtonState : std::uint8_t {
    Rest,
    Open,     // what it opens stands open
    Disabled, // only while saving
    Busy,     // three dots fill in turn in place of the icon
};

class Button {
  public:
    Button() = default;
    // Measured, at (0, 0); as wide as it needs, at least width_min_px.
    [[nodiscard]] static Button make(const Context& context, const ButtonSpec& spec);
    [[nodiscard]] const Rect& rect() const { return rect_; }
    [[nodiscard]] Control control() const { return control_; }
    // Of label and icon, without the ends.
    [[nodiscard]] float content_width() const { return content_width_; }
    [[nodiscard]] std::string_view words() const {
        return label_ ? std::string_view(label_->text) : std::string_view{};
    }
    void place(Point top_left) { rect_.x = top_left.x, rect_.y = top_left.y; }
    void place_right(Point top_right) { place({top_right.x - rect_.width, top_right.y}); }
    void set_width(float width) { rect_.width = width; }

    // `hits` may be null where the button is only shown. The palette is that of the ground below.
    void draw(draw::DrawList& list, HitMap* hits, const deck::Palette& palette, const Feel& feel, Instant now,
              ButtonState state = ButtonState::Rest) const;
    // The next moment after `now` at which the dots of Busy change.
    [[nodiscard]] static Instant next_busy_change(Instant now);

  private:
    struct Colours {
        Colour fill, outline, label;
        bool has_fill = false, has_outline = false;
    };
    [[nodiscard]] Colours colours(const deck::Palette& palette, ButtonState state, bool pressed) const;
    void draw_face(draw::DrawList& list, const deck::Palette& palette, const Colours& colours) const;
    void draw_content(draw::DrawList& list, const deck::Palette& palette, Colour colour, ButtonState state,
                      Instant now) const;

    Control control_;
    ButtonKind kind_ = ButtonKind::Outline;
    Surround surround_ = Surround::Slide;
    IconSide icon_side_ = IconSide::Left;
    Rect rect_;
    float radius_ = 0, content_width_ = 0;
    text::RunPointer label_;
    float baseline_ = 0; // from the top of a line box of one line, for the label's vertical middle
    float line_height_ = 0;
    Icon icon_;
    float icon_size_ = 36, icon_gap_ = 16, icon_stroke_ = 2.4F;
};

// The ring of the focus around any control: 5 px at a gap of 5.
void draw_focus_ring(draw::DrawList& list, const Rect& rect, float radius, Colour colour, float alpha);
// The ring that leaves a button when nobody has touched for a while; `part` runs from 0 to 1.
void draw_attract_ring(draw::DrawList& list, const Rect& rect, float radius, Colour colour, float part);

} // namespace kiosk::scene
