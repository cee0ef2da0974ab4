#include "scene/form_page.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "form/validate.hpp"
#include "motion/easing.hpp"

namespace kiosk::scene {

namespace {

constexpr float text_size_least_px = 26; // no text anywhere is smaller
constexpr float title_growth_max = 1.15F;

} // namespace

Page::Page(draw::DrawList& to, HitMap* targets, const Context& with, deck::Ground ground, const Feel& touched,
           Instant at)
    : list(to),
      hits(targets),
      context(with),
      palette(with.palette(ground)),
      feel(touched),
      now(at),
      mirrored(reads_from_right(with.look.language)),
      width(canvas(with.look.orientation).width) {}

Rect Page::place(const Rect& rect) const {
    return mirrored ? Rect{width - rect.right(), rect.y, rect.width, rect.height} : rect;
}

text::Style Page::style(deck::TypeRole role, float size_px) const {
    text::Style style = context.deck.theme.style(role);
    if (size_px > 0) style.size_px = size_px;
    const bool title = role == deck::TypeRole::Title || role == deck::TypeRole::Title2;
    const bool fixed = role == deck::TypeRole::Display || role == deck::TypeRole::Hero;
    const float growth = fixed ? 1 : context.look.text_size;
    return style.scaled(title ? std::min(growth, title_growth_max) : growth);
}

float Page::line(std::string_view words, const text::Style& wanted, Point at, Colour colour, Align align,
                 float width_max, std::string_view language) const {
    if (words.empty()) return 0;
    text::Style style = wanted;
    const std::string_view shaped_in = language.empty() ? context.look.language : language;
    text::RunPointer run = context.fonts.shape(words, style, shaped_in);
    while (run->width > width_max && style.size_px > text_size_least_px) {
        // Set smaller in one go, with a hair to spare; rarely twice.
        const float fit = std::floor(style.size_px * width_max / run->width * 2) / 2;
        style.size_px = std::max(text_size_least_px, std::min(fit, style.size_px - 1));
        run = context.fonts.shape(words, style, shaped_in);
    }
    constexpr float hair_px = 1;
    if (run->width > width_max + hair_px) report_unfit(words);
    const float before = align == Align::Start ? 0 : align == Align::Middle ? run->width / 2 : run->width;
    const float left = at.x - before;
    const float drop = (wanted.line_height() - style.line_height()) / 2;
    list.text(*run,
              {mirrored ? width - left - run->width : left, at.y + drop + context.fonts.baseline(style)},
              colour);
    return run->width;
}

text::Paragraph Page::measure(std::string_view words, const text::Style& style, float width_max,
                              text::Breaking breaking) const {
    return context.fonts.paragraph(words, style, context.look.language, width_max, breaking);
}

float Page::paragraph(std::string_view words, const text::Style& style, Point at, float width_max,
                      Colour colour, text::Breaking breaking) const {
    const text::Paragraph lines = measure(words, style, width_max, breaking);
    constexpr float hair_px = 12; // words of two scripts in a line may be a little wider than one by one
    if (lines.width > width_max + hair_px) report_unfit(words);
    float y = at.y + context.fonts.baseline(style);
    for (const text::RunPointer& run : lines.lines) {
        list.text(*run, {mirrored ? width - at.x - run->width : at.x, y}, colour);
        y += style.line_height();
    }
    return lines.height;
}

void Page::report_unfit(std::string_view words) const {
    if (context.unfit != nullptr) context.unfit->emplace_back(words);
}

void Page::card(const Rect& rect, float radius, Colour fill, Colour outline, float outline_px) const {
    const Rect at = place(rect);
    list.fill_rect(at, fill, radius);
    if (outline_px > 0) list.stroke_rect_inside(at, radius, outline_px * palette.stroke_scale, outline);
}

bool Page::target(const Rect& rect, float radius, Control control) const {
    const Rect at = place(rect);
    if (hits) hits->add(at, control);
    const ControlFeel touch = feel.of(control, now);
    if (touch.focus_alpha > 0) draw_focus_ring(list, at, radius, palette.focus, touch.focus_alpha);
    return touch.pressed;
}

Colour Page::choice_fill(bool chosen, bool pressed) const {
    if (!pressed) return chosen ? palette.selected : palette.surface;
    return chosen ? mix(palette.selected, palette.light, 0.5F) : palette.selected;
}

void Page::press_ground(const Rect& rect, float radius, Control control) const {
    if (feel.of(control, now).pressed) list.fill_rect(place(rect), palette.selected, radius);
}

void Page::button(Button button, const Rect& rect, ButtonState state) const {
    const Rect at = place(rect);
    if (button.content_width() > at.width) report_unfit(button.words());
    button.set_width(at.width);
    button.place({at.x, at.y});
    button.draw(list, hits, palette, feel, now, state);
}

void Page::icon(std::string_view name, Point centre, float size_px, Colour colour, float stroke_units) const {
    Icon::make(context.assets, name).draw(list, place(centre), size_px, colour, stroke_units);
}

void Page::rule(Point from, float length, float thickness, Colour colour) const {
    list.fill_rect(place(Rect{from.x, from.y, length, thickness}), colour);
}

std::string with(std::string_view words, std::string_view name, std::string_view value) {
    const std::string braced = "{" + std::string(name) + "}";
    std::string out(words);
    if (const std::size_t at = out.find(braced); at != std::string::npos)
        out.replace(at, braced.size(), value);
    return out;
}

std::string amount_words(std::int64_t minor, std::string_view currency, std::string_view language) {
    struct Sign {
        std::string_view code, sign;
    };
    constexpr std::array<Sign, 6> signs{{{"GBP", "\u00A3"},
                                         {"EUR", "\u20AC"},
                                         {"USD", "$"},
                                         {"PHP", "\u20B1"},
                                         {"JPY", "\u00A5"},
                                         {"INR", "\u20B9"}}};
    const std::int64_t unit = form::minor_units(currency);
    std::string digits = std::to_string(minor / unit);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    if (const std::int64_t part = minor % unit; part != 0)
        digits += (part < 10 ? ".0" : ".") + std::to_string(part);
    static_cast<void>(language); // all languages of the first decks write figures this way
    for (const Sign& known : signs)
        if (known.code == currency) return std::string(known.sign) + digits;
    return std::string(currency) + "\u00A0" + digits;
}

Button primary_button(const Context& context, Control control, std::string_view label,
                      std::string_view icon) {
    ButtonSpec spec;
    spec.control = control, spec.kind = ButtonKind::Filled, spec.surround = Surround::Form;
    spec.label = label, spec.icon = icon, spec.icon_side = IconSide::Right;
    spec.role = deck::TypeRole::Button;
    spec.height_px = 104, spec.width_min_px = 330, spec.padding_px = 60;
    return Button::make(context, spec);
}

namespace {

Button need_help_button(const Context& context) {
    ButtonSpec spec;
    spec.control = {ControlKind::NeedHelp, 0, 0};
    spec.label = context.word("chrome.need_help"), spec.icon = "help";
    spec.icon_side = reads_from_right(context.look.language) ? IconSide::Right : IconSide::Left;
    spec.width_min_px = 262;
    return Button::make(context, spec);
}

} // namespace

Rect need_help_rect(const Context& context) {
    const float width = need_help_button(context).rect().width;
    const float lift = context.look.lift_px;
    return context.portrait() ? Rect{64, 1800 - lift, width, 88} : Rect{96, 948 - lift, width, 88};
}

void draw_need_help(const Page& page, bool over_scrim) {
    const Rect rect = need_help_rect(page.context);
    if (!over_scrim) {
        page.button(need_help_button(page.context), rect);
        return;
    }
    const Page night(page.list, page.hits, page.context, deck::Ground::Night, page.feel, page.now);
    const Rect at = night.place(rect);
    const Colour ground = night.palette.ground.empty()
                              ? Colour{8, 13, 28, 255}
                              : night.palette.ground[night.palette.ground.size() / 2].colour;
    night.list.fill_rect(at, ground, rect.height / 2);
    night.button(need_help_button(page.context), rect);
}

SheetRise sheet_rise(const Context& context, float progress) {
    constexpr float rise_px = 96;
    const float part = motion::eased(motion::Ease::Enter, progress);
    return {context.look.still ? 0 : rise_px * (1 - part), part};
}

void draw_scrim(draw::DrawList& list, const Context& context, Colour colour, float progress) {
    const Size size = canvas(context.look.orientation);
    list.fill_rect({0, 0, size.width, size.height}, faded(colour, progress));
}

} // namespace kiosk::scene
