#include "scene/thanks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "motion/track.hpp"
#include "scene/block.hpp"
#include "scene/button.hpp"
#include "scene/chrome.hpp"
#include "scene/ground.hpp"
#include "scene/mirrored.hpp"
#include "scene/pledge_lights.hpp"
#include "scene/progress.hpp"
#include "scene/slide_frame.hpp"

namespace kiosk::scene {

namespace {

using motion::Span;

struct Places {
    BlockPlace title, subtitle, body;
    float words_bottom_max; // for words above the button
    Rect button;            // may move down by what the words need
    float button_y_max;
    float note_right; // "This screen clears by itself." ends here or is left out
    PledgeLightsPlace lights;
    Point count; // the middle of the line under the lights
    float count_width;
    Point bar_count; // the end of the line over the bar
    float bar_count_width;
};

constexpr Places landscape{.title = {96, 153.5F, 900, 330},
                           .subtitle = {96, 350.5F, 900, 440},
                           .body = {96, 469.2F, 860},
                           .words_bottom_max = 722,
                           .button = {96, 636, 420, 136},
                           .button_y_max = 752, // above the bar
                           .note_right = 1030,
                           .lights = {{1400, 460}, 325, {1634, 992}, {96, 888, 1728, 18}},
                           .count = {1400, 860},
                           .count_width = 860,
                           .bar_count = {1824, 862},
                           .bar_count_width = 740};
constexpr Places upright{.title = {64, 163, 952, 340},
                         .subtitle = {64, 360, 952, 460},
                         .body = {64, 478, 952},
                         .words_bottom_max = 700,
                         .button = {64, 1600, 420, 136},
                         .button_y_max = 1600,
                         .note_right = 1040,
                         .lights = {{540, 1092}, 325, {484, 1732}, {64, 1530, 952, 18}},
                         .count = {540, 1520},
                         .count_width = 952,
                         .bar_count = {1016, 1500},
                         .bar_count_width = 952};

// Where the controls stand higher, what stands above them gives way: the lights get smaller.
Places places_of(const Look& look) {
    Places places = look.orientation == Orientation::Portrait ? upright : landscape;
    const float lift = look.lift_px;
    places.lights.centre.y -= lift / 2, places.lights.reach_px -= lift / 2;
    places.lights.fall_from.y -= lift, places.lights.bar.y -= lift;
    places.count.y -= lift, places.bar_count.y -= lift;
    // In landscape the words go up beside the charity's name.
    const float up = look.orientation == Orientation::Portrait ? 0 : std::min(lift, 72.0F);
    for (BlockPlace* place : {&places.title, &places.subtitle, &places.body})
        place->cap_top -= up, place->bottom_max -= up;
    places.words_bottom_max -= up, places.button.y -= up;
    places.button_y_max -= lift, places.button.y = std::min(places.button.y, places.button_y_max);
    return places;
}

// In ms since the sign-up was stored: the words are readable long before the new light has landed.
constexpr float title_from = 0, subtitle_from = 150, body_from = 300;
constexpr Span button_in{400, 700}, still_in{0, 250};
constexpr float count_step_ms = 100; // of the ring: 1.3 px on its edge
constexpr float ring_radius = 42, ring_px = 8, ring_gap = 50, note_gap = 40;

std::string with_text(std::string_view words, std::string_view braced, std::string_view value) {
    std::string result(words);
    if (const auto at = result.find(braced); at != std::string::npos)
        result.replace(at, braced.size(), value);
    return result;
}

} // namespace

struct Thanks::Impl {
    Impl(const Context& context_in, std::string_view receipt);
    void lay_out_words(std::string_view receipt);
    void lay_out_button();
    [[nodiscard]] const std::vector<Label>& count_lines(const Today& today);
    [[nodiscard]] bool meets_note(const std::vector<Label>& lines) const; // which comes down to it, or up
    [[nodiscard]] const Label& seconds(int left);
    void draw_words(draw::DrawList& list, float t) const;
    void draw_count_down(draw::DrawList& list, const Thanks::Moment& moment, float alpha);

    Context context;
    Places places;
    deck::Palette palette;
    SlideFrame frame;
    ChromeCommon chrome;
    PledgeLights lights;
    Block title, subtitle;
    std::optional<Block> body, code;
    Button finish;
    Point ring;
    std::optional<Block> note;
    // Laid out anew when the numbers change.
    std::optional<std::pair<Today, std::vector<Label>>> count;
    std::optional<std::pair<int, Label>> second;
};

Thanks::Impl::Impl(const Context& context_in, std::string_view receipt)
    : context(context_in),
      places(places_of(context_in.look)),
      palette(context_in.palette(deck::Ground::Dawn)),
      frame(SlideFrame::make(context_in,
                             [] {
                                 deck::Slide bare;
                                 bare.ground = deck::Ground::Dawn;
                                 return bare;
                             }(),
                             {})),
      chrome(ChromeCommon::make(context_in, Surround::Slide)),
      lights(palette, places.lights, context_in.look.contrast == deck::Contrast::Light,
             context_in.look.still) {
    lay_out_words(receipt);
    lay_out_button();
}

void Thanks::Impl::lay_out_words(std::string_view receipt) {
    const auto& words = context.deck.form.thanks;
    title = fit_title(context, deck::TypeRole::Display, {176, 148, 128, 112, 96},
                      flowed(context, context.in(words.title)), places.title);
    subtitle = fit_title(context, deck::TypeRole::Title2, {80, 72, 64, 52},
                         flowed(context, context.in(words.subtitle)), places.subtitle);
    text::Style code_style = context.style(deck::TypeRole::Label);
    code_style.figures = text::Figures::Tabular;
    constexpr float code_gap_px = 28;
    const float code_room = receipt.empty() ? 0 : code_gap_px + code_style.line_height();
    BlockPlace place = places.body;
    place.cap_top = std::max(place.cap_top, subtitle.bottom() + 28);
    place.bottom_max = places.words_bottom_max - code_room;
    // What happens next is said in any case: at the nearest text size at which it finds room.
    constexpr float size_step = 0.1F;
    Context fitting = context;
    body = fit_body(fitting, flowed(fitting, fitting.in(words.body)), place);
    while (!body && fitting.look.text_size > 1) {
        fitting.look.text_size -= size_step;
        body = fit_body(fitting, flowed(fitting, fitting.in(words.body)), place);
    }
    if (receipt.empty()) return;
    const float top = (body ? body->bottom() : subtitle.bottom()) + code_gap_px;
    code = set_block(context, code_style, with_text(context.word("thanks.code"), "{code}", receipt),
                     {place.x, top, place.width_max});
}

void Thanks::Impl::lay_out_button() {
    finish = Button::make(context, {.control = {ControlKind::Finish},
                                    .kind = ButtonKind::Filled,
                                    .label = context.word("thanks.finish"),
                                    .icon = "tick",
                                    .icon_side = IconSide::Right,
                                    .role = deck::TypeRole::Button,
                                    .label_size_px = 48,
                                    .height_px = places.button.height,
                                    .width_min_px = places.button.width,
                                    .padding_px = 48,
                                    .icon_size_px = 48});
    const float words_bottom = code ? code->bottom() : body ? body->bottom() : subtitle.bottom();
    const float y = std::clamp(words_bottom + 30, places.button.y, places.button_y_max);
    finish.place({places.button.x, y});
    const Rect& rect = finish.rect();
    ring = {rect.right() + ring_gap + ring_radius, rect.centre().y};
    text::Style style = context.style(deck::TypeRole::Text);
    style.size_px *= 32.0F / 30.0F;
    style.line = 1.4F;
    const float x = ring.x + ring_radius + note_gap;
    Block block = set_block(context, style, context.word("thanks.clears"), {x, 0, places.note_right - x});
    const float height = static_cast<float>(block.words.lines.size() - 1) * block.line_height;
    const float cap = context.fonts.metrics(style).cap_height * style.size_px;
    block.origin.y = ring.y - height / 2 + cap / 2 + 2;
    constexpr float air_px = 20; // to the controls below
    if (block.words.fits && height < rect.height + 2 * air_px) note = block;
}

const std::vector<Label>& Thanks::Impl::count_lines(const Today& today) {
    if (count && count->first == today) return count->second;
    const int pledges = std::max(1, today.pledges);
    std::string words = pledges == 1 ? std::string(context.word("thanks.pledges_one"))
                                     : filled_in(context, "thanks.pledges", "count", pledges);
    if (today.aim > 0) words += " " + filled_in(context, "thanks.aim", "aim", today.aim);
    const text::Style style = context.style(deck::TypeRole::LabelSlide);
    std::vector<Label> lines;
    if (PledgeLights::as_bar(today)) {
        // In larger text the button and its note come down to it: more lines go up beside them.
        const float room =
            context.look.text_size > 1 ? places.bar_count_width : canvas(context.look.orientation).width;
        const auto paragraph =
            context.fonts.paragraph(words, style, context.look.language, room, text::Breaking::Balanced);
        float y = places.bar_count.y - style.line_height() * static_cast<float>(paragraph.lines.size() - 1);
        for (const auto& line : paragraph.lines) {
            lines.push_back({line, {places.bar_count.x - line->width, y}});
            y += style.line_height();
        }
    } else {
        // One line, as long as that leaves it about the size that it has in standard text.
        constexpr float least_px = 36, step_px = 2;
        text::Style fitting = style;
        text::Paragraph paragraph;
        const auto fits = [&](float width) {
            const auto lay_out = [&] {
                return context.fonts.paragraph(words, fitting, context.look.language, width,
                                               text::Breaking::Balanced);
            };
            fitting = style;
            paragraph = lay_out();
            while (paragraph.lines.size() > 1 && fitting.size_px > least_px)
                fitting.size_px -= step_px, paragraph = lay_out();
            return paragraph.lines.size() == 1;
        };
        // Beside the note where that goes; in portrait they are never side by side.
        constexpr float air_px = 24;
        const float beside = 2 * (places.count.x - places.note_right - air_px);
        if (beside <= 0 || !fits(beside)) static_cast<void>(fits(places.count_width));
        float y = places.count.y;
        for (const auto& line : paragraph.lines) {
            lines.push_back({line, {places.count.x - line->width / 2, y}});
            y += fitting.line_height();
        }
    }
    count.emplace(today, std::move(lines));
    return count->second;
}

bool Thanks::Impl::meets_note(const std::vector<Label>& lines) const {
    if (lines.empty()) return false;
    constexpr float air_px = 8;
    float note_right = note->origin.x, lines_left = lines.front().origin.x;
    for (const auto& line : note->words.lines)
        note_right = std::max(note_right, note->origin.x + line->width);
    for (const Label& line : lines) lines_left = std::min(lines_left, line.origin.x);
    const float line_px = context.style(deck::TypeRole::LabelSlide).size_px;
    return lines_left < note_right + air_px && lines.front().origin.y - line_px < note->bottom() + air_px &&
           lines.back().origin.y + air_px > note->origin.y - note->line_height;
}

const Label& Thanks::Impl::seconds(int left) {
    if (second && second->first == left) return second->second;
    text::Style style = context.deck.theme.style(deck::TypeRole::Label);
    constexpr float size_px = 32; // the ring does not grow, so neither does what stands in it
    style.size_px = size_px;
    style.figures = text::Figures::Tabular;
    const float cap = context.fonts.metrics(style).cap_height * size_px;
    second.emplace(
        left, set_label(context, style, std::to_string(left), {ring.x, ring.y + cap / 2}, Anchor::Middle));
    return second->second;
}

void Thanks::Impl::draw_words(draw::DrawList& list, float t) const {
    title.draw(list, palette.text, t, title_from);
    subtitle.draw(list, palette.accent, t, subtitle_from);
    if (body) body->draw(list, palette.text_2, t, body_from);
    if (code) code->draw(list, palette.text, t, body_from, body ? body->words.lines.size() : 0);
}

void Thanks::Impl::draw_count_down(draw::DrawList& list, const Thanks::Moment& moment, float alpha) {
    const float left_ms = std::ceil(std::max(0.0F, moment.clears_in_ms) / count_step_ms) * count_step_ms;
    const float part = std::clamp(left_ms / std::max(1.0F, moment.clears_of_ms), 0.0F, 1.0F);
    constexpr float turn = 2 * 3.14159265F;
    list.stroke_circle(ring, ring_radius, ring_px, faded(palette.off, alpha));
    if (part > 0) list.stroke_arc(ring, ring_radius, ring_px, 0, turn * part, faded(palette.text, alpha));
    seconds(static_cast<int>(std::ceil(left_ms / 1000))).draw(list, palette.text, alpha);
    // Where the count comes to it, the ring says the same without words.
    if (note && !meets_note(count_lines(moment.today))) note->draw_at_rest(list, palette.text_2, alpha);
}

Thanks::Thanks(const Context& context, std::string_view receipt)
    : impl_(std::make_unique<Impl>(context, receipt)) {}

Thanks::~Thanks() = default;

void Thanks::draw(draw::DrawList& list, HitMap* hits, const Feel& feel, Instant now,
                  const Moment& moment) const {
    Impl& all = *impl_;
    const bool still = all.context.look.still;
    const Mirrored mirrored(list, hits, all.context.mirror_width());
    draw_ground(list, all.palette, canvas(all.context.look.orientation));
    const float t = still ? motion::never_ms : moment.t_ms;
    const auto fade = list.faded(still ? still_in.at(moment.t_ms) : 1);
    all.frame.draw_charity(list, hits, all.palette);
    all.chrome.draw(list, hits, all.palette, feel, now, moment.open);
    all.lights.draw(list, moment.today, t);
    const float alpha = button_in.at(t);
    for (const Label& line : all.count_lines(moment.today)) line.draw(list, all.palette.text, alpha);
    all.draw_words(list, t);
    {
        const auto scope = list.faded(alpha);
        all.finish.draw(list, hits, all.palette, feel, now);
    }
    all.draw_count_down(list, moment, alpha);
}

float Thanks::next_change_in_ms(const Moment& moment) const {
    const float moving_until = impl_->context.look.still ? still_in.to_ms : impl_->lights.settled_ms();
    if (moment.t_ms < moving_until) return 0;
    if (moment.clears_in_ms <= 0) return motion::never_ms;
    // Down to the next step of the ring, and a hair further, so that the step is over then.
    const float step = std::ceil(moment.clears_in_ms / count_step_ms) - 1;
    return std::max(1.0F, moment.clears_in_ms - step * count_step_ms);
}

} // namespace kiosk::scene
