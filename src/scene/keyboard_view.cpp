#include "scene/keyboard_view.hpp"

#include "base/utf8.hpp"
#include "motion/easing.hpp"

namespace kiosk::scene {

namespace {

struct Measures {
    float left = 0, right = 0; // the keys lie centred between them
    float top = 0;
    Size key;
    float gap = 12, row_gap = 12;
};

// Where the controls stand higher an upright keyboard goes up with them; in landscape, where the fields need
// the room above it, its keys are lower.
Measures measures(const Look& look, bool number_pad) {
    if (look.orientation == Orientation::Portrait) {
        // Three columns in the middle, and room for the key that leads on beside the last row.
        if (number_pad) return {40, 1040, 1104 - look.lift_px, {188, 110}, 12, 10};
        return {40, 1040, 1104 - look.lift_px, {91, 110}, 10, 10};
    }
    const float key_height = 104 - look.lift_px / 4;
    if (number_pad) return {240, 1680, 444, {208, key_height}, 12, 12};
    return {240, 1680, 444, {120, key_height}, 12, 12};
}

float width_of(const form::LayoutKey& key, const Measures& m) {
    return key.width * m.key.width + (key.width - 1) * m.gap;
}

struct KeyLook {
    Colour fill, outline, label;
    float outline_px = 2;
};

KeyLook look_of(const Page& page, const form::Keyboard& keyboard, const form::LayoutKey& key, bool pressed) {
    using form::KeyAction;
    const deck::Palette& colours = page.palette;
    KeyLook look{colours.surface, colours.line, colours.text, 2 * colours.stroke_scale};
    const bool typed = key.action == KeyAction::Type || key.action == KeyAction::Space;
    if (!typed) look.fill = colours.key_special;
    if (key.action == KeyAction::Next) look = {colours.cta, colours.cta, colours.cta_text, 0};
    const bool shift_on = key.action == KeyAction::Shift && keyboard.shift() != form::Shift::Off;
    if (shift_on) look.fill = colours.selected, look.outline = colours.text;
    if (shift_on && keyboard.shift() == form::Shift::Locked)
        look = {colours.cta, colours.cta, colours.cta_text, 0};
    if (pressed) look = {colours.light, colours.text, colours.text, 2 * colours.stroke_scale};
    if (pressed && key.action == KeyAction::Next)
        look = {colours.cta_pressed, colours.cta_pressed, colours.cta_text, 0};
    return look;
}

std::string_view words_of(const Page& page, const form::Keyboard& keyboard, const form::FormState& form,
                          const form::LayoutKey& key) {
    using form::KeyAction;
    switch (key.action) {
    case KeyAction::Type: return keyboard.label(key);
    case KeyAction::Space: return page.context.word("keyboard.space");
    case KeyAction::Next:
        return page.context.word(form.next_typed_field() >= 0 ? "keyboard.next" : "keyboard.done");
    case KeyAction::Symbols: return page.context.word("keyboard.symbols");
    case KeyAction::Letters: return page.context.word("keyboard.letters");
    case KeyAction::Accents:
        if (keyboard.face() == form::Face::Accents) return page.context.word("keyboard.letters");
        return key.label.empty() ? page.context.word("keyboard.accents") : std::string_view(key.label);
    case KeyAction::Shift:
    case KeyAction::Backspace: break;
    }
    return {};
}

void draw_key(const Page& page, const form::Keyboard& keyboard, const form::FormState& form,
              const form::LayoutKey& key, int index, const Rect& rect) {
    constexpr float radius = 16, icon_px = 42, word_px = 30;
    const bool touched = page.feel.of({ControlKind::KeyboardKey, index, 0}, page.now).pressed;
    const KeyLook look = look_of(page, keyboard, key, keyboard.pressed(index) || touched);
    page.list.fill_rect(rect, look.fill, radius);
    if (look.outline_px > 0) page.list.stroke_rect_inside(rect, radius, look.outline_px, look.outline);
    const std::string_view words = words_of(page, keyboard, form, key);
    if (words.empty()) {
        const bool shift = key.action == form::KeyAction::Shift;
        Icon::make(page.context.assets, shift ? "shift" : "backspace")
            .draw(page.list, rect.centre(), icon_px, look.label);
        return;
    }
    const bool letter = count_code_points(words) <= 2 && key.action == form::KeyAction::Type;
    text::Style style = page.style(deck::TypeRole::Key, letter ? 0 : word_px);
    style.line = 1;
    const Point top{rect.centre().x, rect.centre().y - style.line_height() / 2};
    constexpr float margin_px = 8;
    page.line(words, style, page.place(top), look.label, Align::Middle, rect.width - 2 * margin_px);
}

} // namespace

Rect keyboard_bed(const Look& look) {
    return look.orientation == Orientation::Portrait ? Rect{0, 1080 - look.lift_px, 1080, 520}
                                                     : Rect{0, 424, 1920, 496 - look.lift_px};
}

void draw_keyboard(const Page& page, const form::Keyboard& keyboard, const form::FormState& form,
                   float part) {
    constexpr float rise_px = 120, rule_px = 2;
    if (!keyboard.is_up() || part <= 0) return;
    const Context& context = page.context;
    const float eased = motion::eased(motion::Ease::Enter, part);
    const auto alpha = page.list.faded(eased);
    const auto rise = page.list.moved(0, context.look.still ? 0 : rise_px * (1 - eased));
    const Rect bed = keyboard_bed(context.look);
    page.list.fill_rect(bed, page.palette.surface_2);
    page.list.fill_rect({bed.x, bed.y, bed.width, rule_px}, page.palette.hairline);

    const bool pad = keyboard.face() == form::Face::NumberPad;
    const Measures m = measures(context.look, pad);
    float y = m.top;
    int index = 0;
    for (const auto& row : keyboard.page().rows) {
        float total = -m.gap;
        for (const form::LayoutKey& key : row)
            if (keyboard.used(key)) total += width_of(key, m) + m.gap;
        // A pad has three columns in the middle; a fourth key of a row stands beside them.
        if (pad) total = 3 * m.key.width + 2 * m.gap;
        float x = (m.left + m.right - total) / 2;
        for (const form::LayoutKey& key : row) {
            const int at = index++;
            if (!keyboard.used(key)) continue;
            const Rect rect{x, y, width_of(key, m), m.key.height};
            x += rect.width + m.gap;
            const bool gap_key = key.action == form::KeyAction::Type && key.output.empty();
            if (gap_key) continue; // a place left free, as beside the 0 of a pad
            draw_key(page, keyboard, form, key, at, rect);
            const ControlFeel touch = page.feel.of({ControlKind::KeyboardKey, at, 0}, page.now);
            if (touch.focus_alpha > 0)
                draw_focus_ring(page.list, rect, 16, page.palette.focus, touch.focus_alpha);
            if (page.hits && part >= 1) page.hits->add(rect, {ControlKind::KeyboardKey, at, 0});
        }
        y += m.key.height + m.row_gap;
    }
}

} // namespace kiosk::scene
