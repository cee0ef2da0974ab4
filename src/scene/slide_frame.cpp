#include "scene/slide_frame.hpp"

#include <algorithm>

namespace kiosk::scene {

namespace {

constexpr float mark_width_px = 32, mark_height_px = 12, mark_pitch_px = 40, mark_gap_px = 26;
constexpr float charity_gap_min_px = 48; // closer than this to the cause, the short name takes its place
constexpr float control_height_px = 88;
constexpr float source_margin_px = 10; // from the last source line to the controls
constexpr float source_above_button_px =
    24;                               // and in portrait, where the wide button is all that it stands on
constexpr float above_button_px = 72; // portrait: from the source line down to a large button

struct Lines {
    float margin, head, charity_cap, source, chrome;
};
constexpr Lines landscape{96, 50, 63, 876, 940}, upright{64, 66, 80, 1612, 1680};

// `words` with `value` in the place of `name`.
std::string with(std::string_view words, std::string_view name, std::string_view value) {
    std::string result{words};
    if (const auto at = result.find(name); at != std::string::npos) result.replace(at, name.size(), value);
    return result;
}

// The source as the deck composed it, and which language a slide is in that lacks the visitor's.
std::string source_words(const Context& context, const deck::Slide& slide) {
    std::string words{context.in(slide.source)};
    const Localised& told = slide.title.empty() ? slide.body : slide.title;
    if (told.empty() || told.has(context.look.language)) return words;
    const std::string_view shown = told.entries.front().first;
    for (const deck::LanguageName& language : context.deck.languages) {
        if (language.tag != shown) continue;
        if (!words.empty()) words += " \u00b7 ";
        words += with(context.word("slide.in_language"), "{language}", language.name);
    }
    return words;
}

} // namespace

SlideFrame SlideFrame::make(const Context& context, const deck::Slide& slide, const Rect& large_button) {
    SlideFrame frame;
    Lines lines = context.portrait() ? upright : landscape;
    lines.source -= context.look.lift_px, lines.chrome -= context.look.lift_px;
    const Size size = canvas(context.look.orientation);
    const float right = size.width - lines.margin;
    const std::string& language = context.look.language;
    float head_right = lines.margin;

    text::Style charity_style = context.style(deck::TypeRole::Text);
    charity_style.size_px = 28 * std::min(context.look.text_size, 1.2F); // the head has one height
    charity_style.weight = 500;

    frame.causes_ = static_cast<int>(context.deck.causes.size());
    if (slide.cause > 0 && slide.cause <= frame.causes_) {
        frame.cause_ = slide.cause;
        text::Style style = context.style(deck::TypeRole::Eyebrow);
        const text::Style own = context.deck.theme.style(deck::TypeRole::Eyebrow);
        const float middle = lines.head + own.line_height() / 2;
        frame.mark_ = {lines.margin, middle - mark_height_px / 2};
        const float marks =
            mark_pitch_px * static_cast<float>(frame.causes_) - (mark_pitch_px - mark_width_px);
        const auto name = context.in(context.deck.causes[static_cast<std::size_t>(slide.cause - 1)]);
        const float left = lines.margin + marks + mark_gap_px;
        const auto short_name = context.deck.charity_short.empty() ? context.in(context.deck.charity)
                                                                   : context.in(context.deck.charity_short);
        const float room = right - left - charity_gap_min_px -
                           context.fonts.shape(short_name, charity_style, language)->width;
        frame.cause_name_ = context.fonts.shape(name, style, language);
        if (frame.cause_name_->width > room) { // it grows as far as the head has room
            style.size_px = std::max(own.size_px, style.size_px * room / frame.cause_name_->width);
            frame.cause_name_ = context.fonts.shape(name, style, language);
        }
        frame.cause_name_at_ = {left, middle - style.line_height() / 2 + context.fonts.baseline(style)};
        head_right = frame.cause_name_at_.x + frame.cause_name_->width + charity_gap_min_px;
    }

    frame.charity_ = context.fonts.shape(context.in(context.deck.charity), charity_style, language);
    if (right - frame.charity_->width < head_right && !context.deck.charity_short.empty())
        frame.charity_ = context.fonts.shape(context.in(context.deck.charity_short), charity_style, language);
    const float cap = context.fonts.metrics(charity_style).cap_height;
    const float cap_middle = lines.charity_cap + cap * 28 / 2;
    frame.charity_at_ = {right - frame.charity_->width, cap_middle + cap * charity_style.size_px / 2};

    frame.source_text_ = source_words(context, slide);
    const text::Style source_style = context.style(deck::TypeRole::Source);
    if (!frame.source_text_.empty())
        frame.source_ = context.fonts.paragraph(frame.source_text_, source_style, language,
                                                right - lines.margin, text::Breaking::Balanced);
    frame.source_x_ = lines.margin;
    frame.source_baseline_ = context.fonts.baseline(source_style);
    const bool button_below = context.portrait() && !large_button.empty();
    const float line = button_below ? large_button.y - above_button_px : lines.source;
    const float room_to = (button_below ? large_button.y : lines.chrome) -
                          (context.portrait() ? source_above_button_px : source_margin_px);
    frame.source_top_ = std::min(line, room_to - frame.source_.height); // a second line grows upwards
    return frame;
}

void SlideFrame::draw_cause(draw::DrawList& list, const deck::Palette& palette, float alpha) const {
    if (cause_ == 0) return;
    for (int i = 0; i < causes_; ++i) {
        const Rect bar{mark_.x + mark_pitch_px * static_cast<float>(i), mark_.y, mark_width_px,
                       mark_height_px};
        list.fill_rect(bar, faded(i + 1 == cause_ ? palette.accent : palette.off, alpha), mark_height_px / 2);
    }
    list.text(*cause_name_, cause_name_at_, faded(palette.text, alpha));
}

void SlideFrame::draw_charity(draw::DrawList& list, HitMap* hits, const deck::Palette& palette,
                              float alpha) const {
    list.text(*charity_, charity_at_, faded(palette.text_2, alpha));
    if (!hits) return;
    const float width = std::max(charity_->width, control_height_px);
    const float height = control_height_px;
    hits->add({charity_at_.x + charity_->width - width, charity_at_.y - height * 0.62F, width, height},
              {ControlKind::CharityName});
}

void SlideFrame::draw_source(draw::DrawList& list, const deck::Palette& palette, float alpha) const {
    float y = source_top_ + source_baseline_;
    for (const text::RunPointer& line : source_.lines) {
        list.text(*line, {source_x_, y}, faded(palette.text_2, alpha));
        y += source_.style.line_height();
    }
}

} // namespace kiosk::scene
