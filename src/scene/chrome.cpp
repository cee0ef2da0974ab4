#include "scene/chrome.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "scene/mirrored.hpp"

namespace kiosk::scene {

namespace {

constexpr float gap_px = 20, height_px = 88, primary_height_px = 104;
constexpr float help_width_px = 262, language_width_px = 204;
constexpr float large_a_px = 38, small_a_px = 28, aa_growth_max = 1.2F; // its circle does not grow
constexpr float pause_stroke_units = 4.5F;
constexpr float pips_margin_px = 24;

struct Places {
    float margin, chrome;
};
constexpr Places landscape{96, 948}, upright{64, 1808};

// The top of the row of controls.
float chrome_y(const Context& context) {
    return (context.portrait() ? upright : landscape).chrome - context.look.lift_px;
}

std::string_view own_name(const Context& context) {
    for (const deck::LanguageName& language : context.deck.languages)
        if (language.tag == context.look.language) return language.name;
    return context.deck.languages.empty() ? std::string_view{context.look.language}
                                          : std::string_view{context.deck.languages.front().name};
}

} // namespace

// The three in their places. `how` 0: words and icons; 1: words alone; 2: the language by its tag.
void ChromeCommon::place(const Context& context, Surround surround, int how) {
    const Places& places = context.portrait() ? upright : landscape;
    std::string tag = context.look.language;
    std::transform(tag.begin(), tag.end(), tag.begin(), ascii::upper);
    ButtonSpec spec;
    spec.surround = surround;
    spec.control = {ControlKind::NeedHelp};
    spec.label = context.word("chrome.need_help");
    if (how == 0) spec.icon = "help";
    spec.width_min_px = how == 0 ? help_width_px : height_px;
    help_ = Button::make(context, spec);
    spec.control = {ControlKind::LanguagePicker};
    spec.label = how < 2 ? own_name(context) : std::string_view{tag};
    if (how == 0) spec.icon = "globe";
    spec.width_min_px = how == 0 ? language_width_px : height_px;
    language_ = Button::make(context, spec);
    spec.control = {ControlKind::TextContrast};
    spec.label = spec.icon = {};
    spec.width_min_px = height_px;
    spec.padding_px = 0;
    aa_ = Button::make(context, spec);
    float x = places.margin;
    for (Button* button : {&help_, &language_, &aa_}) {
        button->place({x, chrome_y(context)});
        x = button->rect().right() + gap_px;
    }
}

ChromeCommon ChromeCommon::make(const Context& context, Surround surround) {
    ChromeCommon chrome;
    chrome.mirror_width_ = context.mirror_width();
    // A long name at a large size leaves the pips no room: then the icons give way, and last the name.
    const float right_max = context.portrait() ? 824.0F : 955.0F;
    for (int how = 0; how < 3; ++how) {
        chrome.place(context, surround, how);
        if (chrome.right() <= right_max) break;
    }
    text::Style style = context.deck.theme.style(deck::TypeRole::ButtonSmall);
    style.tracking_em = 0;
    const float growth = std::min(context.look.text_size, aa_growth_max);
    style.size_px = large_a_px * growth;
    chrome.large_a_ = context.fonts.shape("A", style, "en");
    chrome.large_cap_px_ = context.fonts.metrics(style).cap_height * style.size_px;
    style.size_px = small_a_px * growth;
    chrome.small_a_ = context.fonts.shape("a", style, "en");
    return chrome;
}

void ChromeCommon::draw(draw::DrawList& list, HitMap* hits, const deck::Palette& palette, const Feel& feel,
                        Instant now, ControlKind open) const {
    draw_help(list, hits, palette, feel, now, open == ControlKind::NeedHelp);
    draw_language(list, hits, palette, feel, now, open == ControlKind::LanguagePicker);
    draw_text_contrast(list, hits, palette, feel, now, open == ControlKind::TextContrast);
}

void ChromeCommon::draw_help(draw::DrawList& list, HitMap* hits, const deck::Palette& palette,
                             const Feel& feel, Instant now, bool open) const {
    const Mirrored mirrored(list, hits, mirror_width_);
    help_.draw(list, hits, palette, feel, now, open ? ButtonState::Open : ButtonState::Rest);
}

void ChromeCommon::draw_language(draw::DrawList& list, HitMap* hits, const deck::Palette& palette,
                                 const Feel& feel, Instant now, bool open) const {
    const Mirrored mirrored(list, hits, mirror_width_);
    language_.draw(list, hits, palette, feel, now, open ? ButtonState::Open : ButtonState::Rest);
}

void ChromeCommon::draw_text_contrast(draw::DrawList& list, HitMap* hits, const deck::Palette& palette,
                                      const Feel& feel, Instant now, bool open) const {
    const Mirrored mirrored(list, hits, mirror_width_);
    aa_.draw(list, hits, palette, feel, now, open ? ButtonState::Open : ButtonState::Rest);
    const ControlFeel touch = feel.of(aa_.control(), now);
    const bool turned_over = open || touch.pressed;
    const Colour under = palette.ground.empty() ? palette.surface : palette.ground.front().colour;
    const Colour ink = turned_over ? under : palette.text;
    const Point middle = aa_.rect().centre();
    const auto pressed = list.scaled(touch.scale, middle);
    const auto upright_a = list.unmirrored(aa_.rect()); // the large letter comes first in any script
    const float left = middle.x - (large_a_->width + small_a_->width) / 2;
    const float baseline = middle.y + large_cap_px_ / 2;
    list.text(*large_a_, {left, baseline}, ink);
    list.text(*small_a_, {left + large_a_->width, baseline}, ink);
}

SlideChrome SlideChrome::make(const Context& context, std::size_t slides, const Rect& large_button) {
    SlideChrome chrome;
    const bool portrait = context.portrait();
    chrome.common_ = ChromeCommon::make(context, Surround::Slide);

    ButtonSpec pledge;
    pledge.control = {ControlKind::Pledge};
    pledge.kind = ButtonKind::Filled;
    pledge.label = context.word("chrome.pledge");
    pledge.icon = "arrow_right";
    pledge.icon_side = IconSide::Right;
    pledge.role = deck::TypeRole::Button;
    pledge.label_size_px = portrait ? 40.0F : 0;
    pledge.height_px = primary_height_px;
    pledge.width_min_px = portrait ? 840.0F : 380.0F;
    chrome.pledge_ = Button::make(context, pledge);
    if (portrait)
        chrome.pledge_.place({64, 1680 - context.look.lift_px});
    else
        chrome.pledge_.place_right({1824, 940 - context.look.lift_px});

    ButtonSpec pause;
    pause.control = {ControlKind::Pause};
    pause.kind = portrait ? ButtonKind::Outline : ButtonKind::Quiet;
    pause.icon = "pause";
    pause.padding_px = 0;
    pause.icon_stroke_units = pause_stroke_units;
    pause.height_px = pause.width_min_px = portrait ? 96.0F : height_px;
    chrome.pause_ = Button::make(context, pause);
    pause.icon = "play";
    pause.icon_stroke_units = 2.4F;
    chrome.play_ = Button::make(context, pause);
    const float pause_middle = large_button.empty() ? 1732 - context.look.lift_px : large_button.centre().y;
    // A long word on the large button moves it to the left.
    const float pause_x = std::min(1187.0F, chrome.pledge_.rect().x - gap_px - height_px);
    const Point pause_at = portrait ? Point{920, pause_middle - 48} : Point{pause_x, chrome_y(context)};
    chrome.pause_.place(pause_at), chrome.play_.place(pause_at);

    const float left = chrome.common_.right() + pips_margin_px;
    const float right = portrait ? 1016 : pause_at.x - 16;
    const Rect room{left, chrome_y(context), right - left, height_px};
    chrome.pips_ = Pips::make(slides, room, portrait ? right : 1015.0F, portrait);
    return chrome;
}

Point SlideChrome::middle(int part) const {
    switch (part) {
    case 0: return common_.help_rect().centre();
    case 1: return common_.language_rect().centre();
    case 2: return common_.text_contrast_rect().centre();
    case 3: return pips_.row().centre();
    case 4: return pause_.rect().centre();
    default: return pledge_.rect().centre();
    }
}

void SlideChrome::draw_part(int part, draw::DrawList& list, HitMap* hits, const deck::Palette& palette,
                            const Feel& feel, Instant now, const State& state) const {
    switch (part) {
    case 0: common_.draw_help(list, hits, palette, feel, now, state.open == ControlKind::NeedHelp); return;
    case 1:
        common_.draw_language(list, hits, palette, feel, now, state.open == ControlKind::LanguagePicker);
        return;
    case 2:
        common_.draw_text_contrast(list, hits, palette, feel, now, state.open == ControlKind::TextContrast);
        return;
    case 3:
        pips_.draw(list, palette, state.current, state.progress, state.cut);
        pips_.draw_focus(list, palette, feel, now);
        if (hits) pips_.add_targets(*hits);
        return;
    case 4: {
        if (hits) hits->add(pause_.rect(), pause_.control());
        const auto upright_sign = list.unmirrored(pause_.rect()); // a player's signs point one way everywhere
        (state.paused ? play_ : pause_).draw(list, nullptr, palette, feel, now);
        return;
    }
    default:
        if (state.pledge_touch && hits) hits->add(pledge_.rect(), pledge_.control());
        if (state.pledge_alpha > 0) {
            const auto fade = list.faded(state.pledge_alpha);
            draw_attract_ring(list, pledge_.rect(), pledge_.rect().height / 2, palette.cta, state.attract);
            pledge_.draw(list, nullptr, palette, feel, now);
        }
        return;
    }
}

} // namespace kiosk::scene
