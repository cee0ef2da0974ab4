#include "scene/form_chrome.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {

constexpr float gap_px = 20, leave_gap_px = 40, leave_gap_portrait_px = 30;

std::string_view language_name(const Context& context) {
    for (const deck::LanguageName& language : context.deck.languages)
        if (language.tag == context.look.language) return language.name;
    return context.deck.languages.empty() ? std::string_view("English")
                                          : std::string_view(context.deck.languages.front().name);
}

// The left part of the bar, in the order in which it stands.
struct Bar {
    Button help, language, text, leave, back, on;
    bool has_back = false;
    [[nodiscard]] float left_width(float leave_gap) const {
        return help.rect().width + gap_px + language.rect().width + gap_px + text.rect().width + leave_gap +
               leave.rect().width;
    }
    [[nodiscard]] float right_width() const {
        return (has_back ? back.rect().width + gap_px : 0) + on.rect().width;
    }
};

ButtonSpec chrome_spec(ControlKind kind, std::string_view label, std::string_view icon, float width_min) {
    ButtonSpec spec;
    spec.control = {kind, 0, 0}, spec.label = label, spec.icon = icon, spec.width_min_px = width_min;
    return spec;
}

Button make_on(const Context& context, const form::FormState& form, FormSaving saving, bool mirrored) {
    const bool last = form.is_last_step();
    const bool wait = saving == FormSaving::Busy || saving == FormSaving::Slow;
    std::string_view label = context.word("form.continue");
    if (last)
        label = form.definition().confirm.empty() ? context.word("form.confirm")
                                                  : context.in(form.definition().confirm);
    const bool failed = saving == FormSaving::Failed;
    if (failed) label = context.word("form.try_again");
    if (saving == FormSaving::Busy) label = context.word("form.saving");
    if (saving == FormSaving::Slow) label = context.word("form.saving_slow");
    ButtonSpec spec;
    spec.control = {failed ? ControlKind::TryAgain
                    : last ? ControlKind::Confirm
                           : ControlKind::Continue,
                    0, 0};
    spec.kind = ButtonKind::Filled, spec.surround = Surround::Form, spec.role = deck::TypeRole::Button;
    spec.label = label, spec.icon = wait || failed ? ""
                                    : last         ? "tick"
                                    : mirrored     ? "arrow_left"
                                                   : "arrow_right";
    spec.icon_side = mirrored ? IconSide::Left : IconSide::Right;
    spec.height_px = 104, spec.width_min_px = 330, spec.padding_px = wait ? 60 : 48;
    if (context.portrait() && !wait) spec.label_size_px = 40, spec.icon_size_px = 40;
    return Button::make(context, spec);
}

// For long languages and large text buttons are narrower at their ends, and last have words alone.
enum class Room : std::uint8_t { Ample, Compact, Bare };

Bar make_bar(const Context& context, const form::FormState& form, FormSaving saving, bool mirrored,
             Room room) {
    const bool compact = room != Room::Ample;
    Bar bar;
    ButtonSpec help = chrome_spec(ControlKind::NeedHelp, context.word("chrome.need_help"), "help", 262);
    ButtonSpec language = chrome_spec(ControlKind::LanguagePicker, language_name(context), "globe", 204);
    ButtonSpec text = chrome_spec(ControlKind::TextContrast, "", "", 88);
    ButtonSpec leave = chrome_spec(ControlKind::LeaveAndClear, context.word("form.leave"), "cross", 88);
    ButtonSpec back = chrome_spec(ControlKind::Back, context.word("form.back"), "", 200);
    for (ButtonSpec* spec : {&help, &language, &leave})
        spec->icon_side = mirrored ? IconSide::Right : IconSide::Left;
    if (compact) {
        for (ButtonSpec* spec : {&help, &language, &leave}) spec->padding_px = 16, spec->icon_gap_px = 8;
        help.width_min_px = language.width_min_px = 88, back.width_min_px = 120, back.padding_px = 20;
    }
    if (room == Room::Bare) help.icon = language.icon = leave.icon = {};
    text.padding_px = 12, leave.padding_px = 21;
    leave.kind = ButtonKind::Quiet;
    back.role = deck::TypeRole::Button, back.height_px = 104;
    back.label_size_px = context.portrait() ? 36 : 34;
    back.padding_px = compact ? 20 : 40;
    bar.help = Button::make(context, help), bar.language = Button::make(context, language);
    bar.text = Button::make(context, text), bar.leave = Button::make(context, leave);
    bar.back = Button::make(context, back), bar.on = make_on(context, form, saving, mirrored);
    // What could not be stored is sealed: there is no way back to its answers.
    bar.has_back = !form.is_first_step() && saving != FormSaving::Failed;
    return bar;
}

// "Aa" as two sizes of one word on one line.
void draw_text_mark(const Page& page, const Rect& rect) {
    const Rect at = page.place(rect);
    // A mark rather than words: it grows a little with them and never shrinks.
    constexpr float growth_max = 1.2F;
    text::Style large = page.context.deck.theme.style(deck::TypeRole::Button);
    large.size_px *= std::clamp(page.context.look.text_size, 1.0F, growth_max);
    text::Style small = large;
    small.size_px = large.size_px * 0.72F;
    const text::RunPointer a = page.context.fonts.shape("A", large, "en");
    const text::RunPointer b = page.context.fonts.shape("a", small, "en");
    const float width = a->width + b->width, left = at.x + (at.width - width) / 2;
    const float baseline = at.centre().y + page.context.fonts.metrics(large).cap_height * large.size_px / 2;
    const bool pressed = page.feel.of({ControlKind::TextContrast, 0, 0}, page.now).pressed;
    const Colour ink = pressed ? page.palette.surface : page.palette.text;
    page.list.text(*a, {left, baseline}, ink);
    page.list.text(*b, {left + a->width, baseline}, ink);
}

} // namespace

void draw_form_chrome(const Page& page, const form::FormState& form, FormSaving saving) {
    const bool portrait = page.context.portrait();
    const float room = portrait ? 1080 - 2 * 64.0F : 1920 - 2 * 96.0F;
    const auto fits = [&](const Bar& bar) {
        if (portrait) return bar.left_width(leave_gap_portrait_px) <= room && bar.right_width() <= room;
        return bar.left_width(leave_gap_px) + 2 * gap_px + bar.right_width() <= room;
    };
    // The bar has one line: it gives up space before words, and size before anything is cut.
    Context context = page.context;
    Bar bar = make_bar(context, form, saving, page.mirrored, Room::Ample);
    if (!fits(bar)) bar = make_bar(context, form, saving, page.mirrored, Room::Compact);
    constexpr float size_least = 26.0F / 30;
    while (!fits(bar) && context.look.text_size > size_least) {
        context.look.text_size = std::max(size_least, context.look.text_size - 0.05F);
        bar = make_bar(context, form, saving, page.mirrored, Room::Compact);
    }
    if (!fits(bar)) bar = make_bar(context, form, saving, page.mirrored, Room::Bare);
    if (!fits(bar)) page.report_unfit(bar.on.words());
    const Page sized(page.list, page.hits, context, deck::Ground::Paper, page.feel, page.now);
    const bool wait = saving == FormSaving::Busy || saving == FormSaving::Slow;
    const float lift = context.look.lift_px, y = (portrait ? 1800 : 948) - lift;
    float x = portrait ? 64 : 96;
    const auto put = [&](const Button& button, float gap, ButtonState state = ButtonState::Rest) {
        const Rect rect{x, y, button.rect().width, 88};
        sized.button(button, rect, state);
        x += rect.width + gap;
        return rect;
    };
    put(bar.help, gap_px);
    put(bar.language, gap_px);
    draw_text_mark(sized, put(bar.text, portrait ? leave_gap_portrait_px : leave_gap_px));
    if (!wait || saving == FormSaving::Slow) put(bar.leave, 0);
    const ButtonState on_state = wait ? ButtonState::Busy : ButtonState::Rest;
    const ButtonState back_state = wait ? ButtonState::Disabled : ButtonState::Rest;
    if (portrait) {
        const float back = bar.has_back ? std::max(220.0F, bar.back.rect().width) : 0;
        const float from = bar.has_back ? 64 + back + gap_px : 64;
        if (bar.has_back) sized.button(bar.back, {64, 1656 - lift, back, 104}, back_state);
        sized.button(bar.on, {from, 1656 - lift, 1016 - from, 104}, on_state);
        return;
    }
    const Rect on{1824 - bar.on.rect().width, 940 - lift, bar.on.rect().width, 104};
    sized.button(bar.on, on, on_state);
    if (bar.has_back)
        sized.button(bar.back, {on.x - gap_px - bar.back.rect().width, on.y, bar.back.rect().width, 104},
                     back_state);
}

} // namespace kiosk::scene
