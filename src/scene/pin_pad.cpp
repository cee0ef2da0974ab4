#include "scene/pin_pad.hpp"

#include <string>

#include "motion/easing.hpp"

namespace kiosk::scene {

namespace {

constexpr float key_width_px = 208, key_height_px = 132, gap_px = 20, radius_px = 24;

struct PadPlace {
    float x = 1160, y = 272;
    float dots_y = 200;
    float key_height = key_height_px;
};

void draw_dots(const Page& page, const PinPad& pad, float middle, float y) {
    constexpr float radius_dot_px = 16, pitch_px = 72, ring_px = 3;
    // In their place on the page; figures run from the left in every language.
    const float first = page.place(Point{middle, y}).x - pitch_px * static_cast<float>(pad.length - 1) / 2;
    for (int i = 0; i < pad.length; ++i) {
        const Point at{first + pitch_px * static_cast<float>(i), y};
        if (i < pad.entered)
            page.list.fill_circle(at, radius_dot_px, page.palette.light);
        else
            page.list.stroke_circle(at, radius_dot_px - ring_px / 2, ring_px * page.palette.stroke_scale,
                                    page.palette.line);
    }
}

void draw_key(const Page& page, const Rect& rect, Control control, std::string_view label) {
    const bool pressed = page.feel.of(control, page.now).pressed;
    page.list.fill_rect(rect, pressed ? page.palette.light : page.palette.surface, radius_px);
    if (!pressed)
        page.list.stroke_rect_inside(rect, radius_px, 2 * page.palette.stroke_scale, page.palette.line);
    const Colour ink = pressed ? page.palette.cta_text : page.palette.text;
    if (const ControlFeel touch = page.feel.of(control, page.now); touch.focus_alpha > 0)
        draw_focus_ring(page.list, rect, radius_px, page.palette.focus, touch.focus_alpha);
    page.hits->add(rect, control);
    if (label.empty()) {
        Icon::make(page.context.assets, "backspace").draw(page.list, rect.centre(), 56, ink);
        return;
    }
    text::Style style = page.context.deck.theme.style(deck::TypeRole::Key);
    style.size_px = 60, style.figures = text::Figures::Tabular;
    const text::RunPointer run = page.context.fonts.shape(label, style, "en");
    const float cap = page.context.fonts.metrics(style).cap_height * style.size_px;
    page.list.text(*run, {rect.centre().x - run->width / 2, rect.centre().y + cap / 2}, ink);
}

void draw_keys(const Page& page, const PinPad& pad, const PadPlace& place) {
    // The keys stand where the page has room for them; among themselves they never turn round.
    const float wide = 3 * key_width_px + 2 * gap_px;
    const float left = page.place(Rect{place.x, place.y, wide, place.key_height}).x;
    const float dim = pad.wait_s > 0 || pad.checking ? 0.4F : 1;
    const auto fade = page.list.faded(dim);
    for (int i = 0; i < 11; ++i) {
        const int row = i < 9 ? i / 3 : 3, column = i < 9 ? i % 3 : i - 8; // 0 and delete below 8 and 9
        const Rect rect{left + static_cast<float>(column) * (key_width_px + gap_px),
                        place.y + static_cast<float>(row) * (place.key_height + gap_px), key_width_px,
                        place.key_height};
        const int digit = i < 9 ? i + 1 : 0;
        const bool erase = i == 10;
        draw_key(page, rect,
                 erase ? Control{ControlKind::PinDelete, 0, 0} : Control{ControlKind::PinDigit, digit, 0},
                 erase ? std::string() : std::to_string(digit));
    }
}

std::string message_of(const Context& context, const PinPad& pad) {
    if (pad.wait_s >= 120)
        return with(context.word("pin.locked_minutes"), "minutes", std::to_string((pad.wait_s + 59) / 60));
    if (pad.wait_s > 0)
        return with(context.word("pin.locked_seconds"), "seconds", std::to_string(pad.wait_s));
    if (pad.checking) return std::string(context.word("pin.checking"));
    if (pad.wrong) return std::string(context.word("pin.wrong"));
    return {};
}

} // namespace

void draw_pin_pad(draw::DrawList& list, HitMap& hits, const Context& visitor, const Feel& feel, Instant now,
                  const PinPad& pad, float progress) {
    // Staff read it at its own size, whatever the visitor before them chose.
    Context context = visitor;
    context.look.text_size = 1;
    const bool portrait = context.portrait();
    const Size size = canvas(context.look.orientation);
    hits.cover();
    const auto fade = list.faded(motion::eased(motion::Ease::Enter, progress));
    const Page page(list, &hits, context, deck::Ground::Night, feel, now);
    draw::Gradient ground{{0, 0}, {0, size.height}, {}, 0, true};
    for (const deck::GroundStop& stop : page.palette.ground)
        if (ground.stop_count < ground.stops.size())
            ground.stops[ground.stop_count++] = {stop.at, stop.colour};
    list.fill_rect({0, 0, size.width, size.height}, ground);

    text::Style charity = page.style(deck::TypeRole::Text, 28);
    charity.weight = 500;
    page.line(context.in(context.deck.charity), charity,
              {portrait ? 1016.0F : 1824.0F, (portrait ? 92.0F : 73.0F) - charity.line_height() / 2},
              page.palette.text_2, Align::End);
    const float lift = context.look.lift_px;
    const float x = portrait ? 64 : 96, y = (portrait ? 170 : 184) - lift / 3;
    page.icon("lock", {x + 22, y + 28.5F}, 66, page.palette.text_2, 2.1F);
    text::Style title = page.style(deck::TypeRole::Title, 120);
    title.tracking_em = -0.03F;
    page.line(context.word("pin.title"), title, {x - 6, y + 84}, page.palette.text, Align::Start, 900);
    const float room = portrait ? 952 : 960;
    float below = y + 84 + title.line_height() + 26;
    below += page.paragraph(context.word("pin.body"), page.style(deck::TypeRole::Body, 38), {x, below}, room,
                            page.palette.text_2) +
             54;
    const std::string message = message_of(context, pad);
    const text::Style note = page.style(deck::TypeRole::Text, 32);
    if (message.empty()) {
        below += page.paragraph(context.word("pin.note"), note, {x, below}, room, page.palette.text_2);
    } else {
        text::Style strong = page.style(deck::TypeRole::Label, 36);
        below += page.paragraph(message, strong, {x, below}, room, page.palette.text);
    }
    if (!pad.demo_pin.empty()) {
        text::Style demo = page.style(deck::TypeRole::Label, 36);
        demo.figures = text::Figures::Tabular;
        page.line(with(context.word("pin.demo"), "pin", pad.demo_pin), demo, {x, below + 32},
                  page.palette.text);
    }

    const float wide = 3 * key_width_px + 2 * gap_px;
    // Upright the keys go up with the controls below them; else they get lower.
    const PadPlace place = portrait ? PadPlace{(1080 - wide) / 2, 1040 - lift, 960 - lift}
                                    : PadPlace{.key_height = key_height_px - lift / 4};
    draw_dots(page, pad, place.x + wide / 2, place.dots_y);
    draw_keys(page, pad, place);
    draw_need_help(page, true);
    ButtonSpec spec;
    spec.control = {ControlKind::PinCancel, 0, 0}, spec.label = context.word("chrome.cancel"),
    spec.icon = "cross";
    spec.role = deck::TypeRole::Button, spec.height_px = 104, spec.width_min_px = 300;
    const Button cancel = Button::make(context, spec);
    const float cancel_x = (portrait ? 1016.0F : 1824.0F) - cancel.rect().width;
    page.button(cancel, {cancel_x, (portrait ? 1792.0F : 940.0F) - lift, cancel.rect().width, 104});
}

} // namespace kiosk::scene
