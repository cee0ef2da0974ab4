// A page of paper to lay a form or a sheet out on: words, cards, buttons and targets, in coordinates of a
// language that is read from the left; for Arabic the whole page is mirrored here, in this one place. Used by
// forms, sheets, dialogs and keypads; lives for one frame.
#pragma once

#include <string>
#include <string_view>

#include "draw/draw_list.hpp"
#include "scene/button.hpp"
#include "scene/context.hpp"
#include "scene/control.hpp"
#include "scene/feel.hpp"

namespace kiosk::scene {

enum class Align : std::uint8_t { Start, Middle, End };

struct Page {
    draw::DrawList& list;
    HitMap* hits; // null: shown only
    const Context& context;
    const deck::Palette& palette;
    const Feel& feel;
    Instant now;
    bool mirrored = false;
    float width = 1920;

    Page(draw::DrawList& to, HitMap* targets, const Context& context, deck::Ground ground, const Feel& feel,
         Instant now);

    // A rectangle or a point as it lies on the screen.
    [[nodiscard]] Rect place(const Rect& rect) const;
    [[nodiscard]] Point place(Point point) const { return {mirrored ? width - point.x : point.x, point.y}; }

    // The style of a role at another size, before the visitor's text size (titles by at most 1.15).
    [[nodiscard]] text::Style style(deck::TypeRole role, float size_px = 0) const;

    // One line whose line box has its top at `y`; Start and End are those of the language. A line wider than
    // `width_max` is set smaller until it fits, never under 26 px. Returns its width. What reads one way in
    // every language, as a telephone number does, names that of its own.
    float line(std::string_view words, const text::Style& style, Point at, Colour colour,
               Align align = Align::Start, float width_max = 1e9F, std::string_view language = {}) const;
    // Lines of at most `width_max`; returns the height.
    float paragraph(std::string_view words, const text::Style& style, Point at, float width_max,
                    Colour colour, text::Breaking breaking = text::Breaking::Plain) const;
    [[nodiscard]] text::Paragraph measure(std::string_view words, const text::Style& style, float width_max,
                                          text::Breaking breaking = text::Breaking::Plain) const;

    // A card or field: fill, and an outline inside its edge.
    void card(const Rect& rect, float radius, Colour fill, Colour outline, float outline_px) const;
    // Registers a target, and draws the focus ring of switch and keyboard users. True while it is pressed.
    bool target(const Rect& rect, float radius, Control control) const;
    // Of a card that can be chosen. A finger on it shows at once, whether it is chosen already or not.
    [[nodiscard]] Colour choice_fill(bool chosen, bool pressed) const;
    // Under a line of words that can be touched: the ground of its target while a finger is on it.
    void press_ground(const Rect& target, float radius, Control control) const;
    void button(Button button, const Rect& rect, ButtonState state = ButtonState::Rest) const;
    void icon(std::string_view name, Point centre, float size_px, Colour colour,
              float stroke_units = 2.4F) const;
    void rule(Point from, float length, float thickness, Colour colour) const;
    // Words of ours that have no room in their place, for `check`.
    void report_unfit(std::string_view words) const;
};

// "Step {step} of {steps}" with each name in braces replaced. For words of ours, never for what was typed.
[[nodiscard]] std::string with(std::string_view words, std::string_view name, std::string_view value);
// "£10", "£12.50", "10 zł": an amount of minor units as the language writes it.
[[nodiscard]] std::string amount_words(std::int64_t minor, std::string_view currency,
                                       std::string_view language);

// The button that leads on or ends a sheet, at its place in the bar.
[[nodiscard]] Button primary_button(const Context& context, Control control, std::string_view label,
                                    std::string_view icon);
// "Need help?", lit above every scrim: in the colours of night over a dark ground, of paper in a sheet.
void draw_need_help(const Page& page, bool over_scrim);
[[nodiscard]] Rect need_help_rect(const Context& context);

// A sheet rises by 96 px with alpha under a scrim; `progress` runs from 0 to 1.
struct SheetRise {
    float rise_px = 0, alpha = 1;
};
[[nodiscard]] SheetRise sheet_rise(const Context& context, float progress);

// The scrim over what lies below, for `progress` of its 200 ms.
void draw_scrim(draw::DrawList& list, const Context& context, Colour colour, float progress);

} // namespace kiosk::scene
