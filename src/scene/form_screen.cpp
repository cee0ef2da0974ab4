#include "scene/form_screen.hpp"

#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "motion/easing.hpp"
#include "scene/form_review.hpp"
#include "scene/keyboard_view.hpp"

namespace kiosk::scene {

namespace {

using form::FieldKind;
using form::FormState;

constexpr float arrow_px = 88, arrow_gap_px = 24;
constexpr float review_width_px = 720, review_gap_px = 64, review_top_px = 220, review_bottom_px = 836;
constexpr float review_up_px = 150;
constexpr float foot_y_px = 862; // of the line at the foot of a step, landscape
constexpr float arrows_foot_px = 848;

// A step that only asks for typing: its head is smaller, since the keyboard will need the room.
bool is_typing_step(const FormState& form, int step) {
    bool typed = false;
    for (int i = 0; i < form.field_count(); ++i) {
        if (form.step_of(i) != step || !form.visible(i)) continue;
        const FieldKind kind = form.field(i).kind;
        const bool beside = is_opt_out_beside(form.field(i));
        if (!FormState::is_typed(kind) && kind != FieldKind::Note && !beside) return false;
        typed = typed || FormState::is_typed(kind);
    }
    return typed;
}

const form::Step& step_of(const FormState& form, int step) {
    return form.definition().steps[static_cast<std::size_t>(step)];
}

float title_size(const Page& page, const FormState& form, int step) {
    if (page.context.portrait()) return 104;
    return is_typing_step(form, step) || form.focused() >= 0 ? 64 : 72;
}

} // namespace

float FormScreen::draw_head(const Page& page, const FormState& form) const {
    constexpr float bar_width_px = 96, bar_height_px = 12, bar_pitch_px = 108, line_px = 2.5F;
    const bool portrait = page.context.portrait();
    const float x = portrait ? 64 : 96, y = portrait ? 86 : 64;
    const int count = form.step_count(), now = form.step_number();
    for (int i = 0; i < count; ++i) {
        const Rect bar =
            page.place(Rect{x + bar_pitch_px * static_cast<float>(i), y, bar_width_px, bar_height_px});
        if (i < now)
            page.list.fill_rect(bar, page.palette.text, bar_height_px / 2);
        else
            page.list.stroke_rect(bar, bar_height_px / 2, line_px * page.palette.stroke_scale,
                                  page.palette.line);
    }
    const text::Style style = page.style(deck::TypeRole::Label);
    const float words_x = x + bar_pitch_px * static_cast<float>(count) + 20;
    const float words_y = y + bar_height_px / 2 - style.line_height() / 2 - 1.5F;
    const std::string step = with(with(page.context.word("form.step"), "steps", std::to_string(count)),
                                  "step", std::to_string(now));
    const float wide = page.line(step, style, {words_x, words_y}, page.palette.text_2);
    const text::RunPointer run = page.context.fonts.shape(step, style, page.context.look.language);
    const float bottom = words_y + page.context.fonts.baseline(style) + run->ink.bottom();
    const int problems = form.announced_problems();
    if (problems == 0) return bottom;
    const std::string words = problems == 1
                                  ? std::string(page.context.word("form.errors_one"))
                                  : with(page.context.word("form.errors"), "count", std::to_string(problems));
    const float room = page.width - x - (words_x + wide + 90);
    constexpr float least_px = 26;
    text::Style least = style;
    least.size_px = least_px;
    if (portrait && page.measure(words, least, 1e6F).width > room) {
        // Beside the steps there is no room for it: it stands above them, and larger words keep their
        // distance.
        const float above_px = 44 - 10 * (page.context.look.text_size - 1);
        page.icon("error", {x + 22, above_px}, 44, page.palette.error);
        page.line(words, style, {x + 56, above_px - style.line_height() / 2}, page.palette.error,
                  Align::Start, page.width - 2 * x - 56);
        return bottom;
    }
    const float mark_x = words_x + wide + 56;
    page.icon("error", {mark_x, y + bar_height_px / 2}, 44, page.palette.error);
    page.line(words, style, {mark_x + 34, words_y}, page.palette.error, Align::Start,
              page.width - x - mark_x - 34);
    return bottom;
}

float FormScreen::draw_title(const Page& page, const FormState& form, int step) const {
    const bool portrait = page.context.portrait();
    const float size = title_size(page, form, step);
    text::Style style = page.style(deck::TypeRole::Title, size);
    const std::string_view words = page.context.in(step_of(form, step).title);
    if (portrait) {
        const float y = 150;
        style.line = 108.0F / 104;
        return y + page.paragraph(words, style, {61, y}, 956, page.palette.text, text::Breaking::Balanced);
    }
    // Above the keys tall letters in larger text would push the field under them.
    constexpr float tall_px = 60;
    if (page.mirrored && form.focused() >= 0) style.size_px = std::min(style.size_px, tall_px);
    float y = size > 70 ? 105 : 92;
    // A break by sense is for narrow screens; here the title has one line.
    std::string one_line(words);
    std::replace(one_line.begin(), one_line.end(), '\n', ' ');
    // Letters that stand high, as Arabic's do, keep clear of the words above them.
    constexpr float air_px = 5;
    const text::RunPointer run = page.context.fonts.shape(one_line, style, page.context.look.language);
    y = std::max(y, head_bottom_ + air_px - page.context.fonts.baseline(style) - run->ink.y);
    const bool beside = step_of(form, step).review && page.context.look.lift_px > 0;
    page.line(one_line, style, {93, y}, page.palette.text, Align::Start,
              beside ? 1728 - review_width_px - review_gap_px : 1728);
    constexpr float below_px = 10; // and Arabic's go deeper
    const float ink_bottom = y + page.context.fonts.baseline(style) + run->ink.bottom() + below_px;
    return std::max(y + style.line_height(), page.mirrored ? ink_bottom : 0);
}

FormScreen::Area FormScreen::area_of(const Page& page, const FormState& form, int step,
                                     float title_bottom) const {
    const bool typing = is_typing_step(form, step);
    Area area;
    const float lift = page.context.look.lift_px;
    area.bottom = 900 - lift;
    if (page.context.portrait()) {
        const float pledge =
            22 + page.style(deck::TypeRole::Text).line_height() + 44 * page.context.look.text_size + 28;
        area = {64, std::max(547.0F, title_bottom + (step > 0 ? pledge : 40)), 952, 1590 - lift};
        return area;
    }
    area.top = std::max(typing ? 193.0F : 212.0F, title_bottom + 16);
    // A question without words of its own leaves their line free, so that cards stand where the eye expects
    // them.
    for (int i = 0; i < form.field_count(); ++i) {
        if (form.step_of(i) != step || !form.visible(i)) continue;
        if (form.field(i).kind == FieldKind::Choice) area.top = std::max(area.top, 250.0F);
        break;
    }
    if (step_of(form, step).review) area.width -= review_width_px + review_gap_px;
    return area;
}

void FormScreen::draw_scroll_arrows(const Page& page, const Area& area) const {
    if (scroll_max_ == 0) return;
    const float x = area.x + area.width + arrow_gap_px;
    const auto arrow = [&](ControlKind kind, std::string_view icon, float y, bool shown) {
        if (!shown) return;
        ButtonSpec spec;
        spec.control = {kind, 0, 0}, spec.surround = Surround::Form, spec.icon = icon, spec.padding_px = 20;
        page.button(Button::make(page.context, spec), {x, y, arrow_px, arrow_px});
    };
    arrow(ControlKind::ScrollBack, "arrow_up", area.top, scroll_ > 0);
    arrow(ControlKind::ScrollOn, "arrow_down", area.bottom - arrow_px, scroll_ < scroll_max_);
}

// Places the rows from `first` on; returns how many whole ones there is room for.
std::size_t FormScreen::place_rows(const FormDrawing& drawing, std::vector<FormRow>& rows, const Area& area,
                                   std::size_t first) {
    float y = area.top;
    std::size_t shown = 0;
    for (std::size_t i = first; i < rows.size(); ++i) {
        if (i > first) y += gap_between(drawing, rows[i - 1], rows[i]);
        rows[i].y = y;
        rows[i].height = row_height(drawing, rows[i], area.width);
        y += rows[i].height;
        if (y > area.bottom && i > first) break;
        ++shown;
    }
    return shown;
}

// All rows where they fit; else as many whole ones as do, from the one scrolled to.
void FormScreen::draw_rows(const FormDrawing& given, std::vector<FormRow>& rows, const Area& wide,
                           int scroll) {
    FormDrawing drawing = given;
    Area area = wide;
    const auto place = [&](std::size_t first) { return place_rows(drawing, rows, area, first); };
    scroll_max_ = 0, scroll_ = 0, scroll_back_ = 0, scroll_on_ = 0;
    scroll_end_ = static_cast<int>(rows.size());
    const auto overflows = [&] {
        return place(0) < rows.size() || rows.back().y + rows.back().height > area.bottom;
    };
    if (!rows.empty() && overflows()) drawing.tight = true;
    std::size_t shown = place(0);
    if (shown < rows.size()) {
        area.width -= arrow_px + arrow_gap_px;
        drawing.tight = false;
        std::size_t last = rows.size() - 1; // the first row of the last page
        while (last > 0 && place(last - 1) + last - 1 >= rows.size()) --last;
        scroll_max_ = static_cast<int>(last);
        scroll_ = std::clamp(scroll, 0, scroll_max_);
        const auto first = static_cast<std::size_t>(scroll_);
        std::size_t back = first; // the first row of the page before
        while (back > 0 && place(back - 1) + back - 1 >= first) --back;
        scroll_back_ = static_cast<int>(back);
        shown = place(first);
        const std::size_t end = first + shown;
        scroll_end_ = static_cast<int>(end);
        scroll_on_ = std::min(scroll_end_, scroll_max_);
        if (shown > 0 && rows[end - 1].y + rows[end - 1].height > area.bottom) {
            drawing.tight = true;
            shown = place(static_cast<std::size_t>(scroll_));
        }
    }
    // One row that is taller than the screen at this text size: the nearest size at which it is there to its
    // end.
    constexpr float size_step = 0.1F;
    const Context& context = given.page.context;
    const std::size_t behind = static_cast<std::size_t>(scroll_) + shown;
    const bool too_tall = shown > 0 && rows[behind - 1].y + rows[behind - 1].height > area.bottom;
    if (too_tall && context.look.text_size > 1) {
        Context smaller = context;
        smaller.look.text_size -= size_step;
        const Page page(given.page.list, given.page.hits, smaller, deck::Ground::Paper, given.page.feel,
                        given.page.now);
        draw_rows({page, given.form, given.secret, given.masked, given.caret, false, given.fade}, rows, wide,
                  scroll);
        return;
    }
    if (too_tall) given.page.report_unfit(context.in(step_of(given.form, given.form.step()).title));
    draw_shown_rows(drawing, rows, area, shown);
}

void FormScreen::draw_shown_rows(FormDrawing& drawing, std::vector<FormRow>& rows, const Area& area,
                                 std::size_t shown) {
    const Context& context = drawing.page.context;
    const auto first = static_cast<std::size_t>(scroll_);
    rows_end_ = area.top;
    if (shown > 0) {
        const FormRow& last = rows[first + shown - 1];
        const float beside = review_bottom_px - context.look.lift_px; // where the pledge so far ends
        if (drawing.tight && !context.portrait() && beside > last.y + last.height) {
            drawing.spare_px = beside - last.y - last.height;
            static_cast<void>(place_rows(drawing, rows, area, first));
        }
        // Controls lower: what fits stands at the foot of its area, under the same title, and clear of the
        // line below.
        const float foot = context.portrait() ? area.bottom : std::min(area.bottom, beside);
        const float free = foot - last.y - last.height;
        for (std::size_t i = first; context.look.lower && free > 0 && i < first + shown; ++i)
            rows[i].y += free;
    }
    for (std::size_t i = first; i < first + shown; ++i) {
        draw_row(drawing, rows[i], area.x, area.width);
        rows_end_ = rows[i].y + rows[i].height;
    }
    draw_scroll_arrows(drawing.page, area);
}

// With the keyboard up there is room for one row: the one that is typed in, above the keys.
void FormScreen::draw_focused_row(const FormDrawing& drawing, const std::vector<FormRow>& rows,
                                  float top) const {
    const int focused = drawing.form.focused();
    const bool portrait = drawing.page.context.portrait();
    const float x = portrait ? 64 : 96, width = portrait ? 952 : 1728;
    if (drawing.form.field(focused).kind == FieldKind::Amount) {
        const float box = portrait ? width : 560;
        draw_amount_field(drawing, focused, {x, top, box, portrait ? 104.0F : 96.0F, width});
        return;
    }
    for (const FormRow& row : rows) {
        const auto holds = [&](const std::vector<int>& fields) {
            return std::find(fields.begin(), fields.end(), focused) != fields.end();
        };
        FormRow shown;
        shown.y = top;
        if (holds(row.fields)) shown.fields = row.fields;
        if (!shown.fields.empty()) {
            // A message of two lines would go under the keys: then the field stands alone, with the whole
            // width.
            const float keys = keyboard_bed(drawing.page.context.look).y;
            if (top + row_height(drawing, shown, width) > keys)
                return draw_field(drawing, focused, {x, top, width, portrait ? 104.0F : 96.0F});
            return draw_row(drawing, shown, x, width);
        }
        if (!holds(row.inside)) continue;
        shown.inside = row.inside;
        std::vector<FieldPlace> places = places_of(drawing, shown, x, width, true);
        const float keys = keyboard_bed(drawing.page.context.look).y;
        const float box = portrait ? 104 : 96;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (top + field_height(drawing, row.inside[i], places[i].width, box) > keys)
                return draw_field(drawing, focused, {x, top, width, box}); // alone, as above
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i].box_height = box;
            draw_field(drawing, row.inside[i], places[i]);
        }
        return;
    }
}

// On a narrow screen the words of the last step stand under its title; returns where they end.
float FormScreen::draw_footnote_above(const Page& page, const FormState& form, float y) {
    constexpr float left_px = 64, width_px = 952;
    return y + page.paragraph(page.context.in(form.definition().footnote), page.style(deck::TypeRole::Text),
                              {left_px, y}, width_px, page.palette.text_2);
}

// The style that the words of the last step and the link beside them share where they do not fit at full
// size: the larger of what one line asks, and two.
text::Style FormScreen::foot_style(const Page& page, std::string_view words, float beside, float full) {
    constexpr float two_lines_most_px = 30, two_lines = 1.2F, ragged = 0.56F;
    text::Style style = page.style(deck::TypeRole::Text);
    const float wide = page.measure(words, style, 1e6F).width;
    if (wide + beside <= full) return style;
    const float one = style.size_px * full / (wide + beside);
    const float two = std::min(two_lines_most_px, style.size_px * full / (wide * ragged + beside));
    style.line = two > one ? two_lines : style.line;
    style.size_px = std::floor(std::max(one, two));
    return style;
}

// What stands below the rows: the words of the last step, and the quiet way to the privacy notice.
void FormScreen::draw_foot(const FormDrawing& drawing, int step, bool keyboard_up, float rows_end) const {
    constexpr float rule_px = 2.5F, target_px = 88;
    const Page& page = drawing.page;
    const form::Definition& definition = drawing.form.definition();
    const bool portrait = page.context.portrait();
    const float lift = page.context.look.lift_px;
    text::Style style = page.style(deck::TypeRole::Text);
    const float left = portrait ? 64 : 96, full = portrait ? 952 : 1728;
    const std::string_view link = page.context.word("form.privacy");
    const std::string_view words = page.context.in(definition.footnote);
    const bool has_link = !definition.privacy_body.empty() && step > 0;
    float link_width = page.measure(link, style, full).width;
    const bool words_here =
        step_of(drawing.form, step).review && !keyboard_up && !portrait && !definition.footnote.empty();
    constexpr float between_px = 48;
    float y = portrait ? rows_end + (keyboard_up ? 0 : 16) : foot_y_px - lift;
    if (words_here) {
        const float line = style.line;
        style = foot_style(page, words, has_link ? link_width + between_px : 0, full);
        link_width = has_link ? page.measure(link, style, full).width : 0;
        page.paragraph(words, style, {left, y}, has_link ? full - link_width - between_px : full,
                       page.palette.text_2, text::Breaking::Balanced);
        // Of two close lines the first shares its foot with the link, whose rule keeps clear of its letters.
        y += style.line_height() / 2;
        style.line = line;
        y -= style.line_height() / 2;
    }
    if (!has_link) return;
    const float middle = (target_px - style.line_height()) / 2;
    const float end = keyboard_up ? keyboard_bed(page.context.look).y : (portrait ? 1656.0F : 940.0F) - lift;
    const float x = portrait ? left : left + full - link_width;
    // Below the arrows of rows that scroll.
    const float least_y = scroll_max_ > 0 ? arrows_foot_px - lift : 0;
    const Rect target{x - 12, portrait ? y : std::min(std::max(y - middle, least_y), end - target_px),
                      link_width + 24, target_px};
    // In landscape the keyboard leaves no room for it; it comes back with Done.
    if ((keyboard_up && !portrait) || target.bottom() > end) return;
    const float line_y = portrait ? target.y + middle : y;
    page.press_ground(target, 18, {ControlKind::PrivacyNotice, 0, 0});
    page.line(link, style, {x, line_y}, page.palette.text);
    page.rule({x, line_y + style.line_height() - 5}, link_width, rule_px, page.palette.text);
    page.target(target, 18, {ControlKind::PrivacyNotice, 0, 0});
}

// "Try again" stands in the bar, in the place of the button that did not succeed.
void FormScreen::draw_failure(const Page& page) const {
    const bool portrait = page.context.portrait();
    const float lift = page.context.look.lift_px;
    const Rect band = portrait ? Rect{64, 1556 - lift, 952, 76} : Rect{96, 852 - lift, 1728, 72};
    page.card(band, 24, page.palette.error_ground, page.palette.error, 3);
    page.icon("error", {band.x + 48, band.centre().y}, 48, page.palette.error);
    const text::Style style = page.style(deck::TypeRole::Label);
    page.line(page.context.word("form.could_not_save"), style,
              {band.x + 88, band.centre().y - style.line_height() / 2}, page.palette.text, Align::Start,
              band.width - 88 - 32);
}

void FormScreen::draw_step(const Page& page, const FormState& form, int step, const form::Keyboard& keyboard,
                           const FormMoment& moment) {
    const bool here = step == form.step();
    const bool keyboard_up = here && keyboard.is_up() && form.focused() >= 0;
    const FormDrawing drawing{page, form, secret_, moment.masked, true, false, &fade_};
    const float title_bottom = draw_title(page, form, step);
    std::vector<FormRow> rows = form_rows(form, step, page.context.portrait());
    Area area = area_of(page, form, step, title_bottom);
    const bool portrait = page.context.portrait();
    const float lift = page.context.look.lift_px;
    if (portrait && step > 0 && !step_of(form, step).review)
        draw_pledge_line(drawing, {64, title_bottom + 22}, 952);

    if (keyboard_up) {
        // Where all rows end above the keys they stay in their places; else only the one typed in is shown.
        const float keys = keyboard_bed(page.context.look).y;
        float end = area.top;
        for (std::size_t i = 0; i < rows.size(); ++i)
            end += row_height(drawing, rows[i], area.width) +
                   (i > 0 ? gap_between(drawing, rows[i - 1], rows[i]) : 0);
        const bool stay = end <= keys - 8 && !step_of(form, step).review &&
                          form.field(form.focused()).kind != FieldKind::Amount;
        if (stay) {
            area.bottom = keys - (page.context.look.lower ? 24.0F : 0.0F);
            draw_rows(drawing, rows, area, 0);
        } else {
            draw_focused_row(drawing, rows, portrait ? area.top : std::max(193.0F, title_bottom + 8));
        }
        draw_foot(drawing, step, true, stay ? rows_end_ : end);
        return;
    }
    if (step_of(form, step).review) {
        if (portrait) {
            FormRow review;
            review.review = true;
            rows.insert(rows.begin(), review);
            // Nothing that is touched stands above the reach band; the words that are only read do.
            area.top = std::max(area.top, draw_footnote_above(page, form, title_bottom + 22) + 24);
        } else {
            // Beside the title there is room for what it must give up at its foot.
            const float top = review_top_px - std::min(lift, review_up_px);
            draw_review(drawing,
                        {1824 - review_width_px, top, review_width_px, review_bottom_px - lift - top});
            area.bottom = 846 - lift;
        }
    }
    if (portrait && step > 0) {
        area.bottom = 1640 - 104 - lift;
    }
    if (moment.saving == FormSaving::Failed) area.bottom = (portrait ? 1532 : 836) - lift;
    draw_rows(drawing, rows, area, moment.scroll);
    // Rows that scroll have an arrow at the foot of their area: what follows stands below it.
    const float end = portrait && scroll_max_ > 0 ? std::max(rows_end_, area.bottom) : rows_end_;
    if (moment.saving != FormSaving::Failed) draw_foot(drawing, step, false, end);
}

void FormScreen::draw(draw::DrawList& list, HitMap* hits, const Context& context, const FormState& form,
                      const form::Keyboard& keyboard, const Feel& feel, const FormMoment& moment) {
    constexpr float slide_px = 64;
    fade_.look(form, moment.now, context.look.still);
    if (!form.is_open()) return;
    const Size size = canvas(context.look.orientation);
    const Page page(list, hits, context, deck::Ground::Paper, feel, moment.now);
    list.fill_rect({0, 0, size.width, size.height},
                   page.palette.ground.empty() ? page.palette.surface : page.palette.ground.front().colour);
    head_bottom_ = draw_head(page, form);
    const bool changing = moment.step_from >= 0 && moment.step_part < 1;
    const float part = motion::eased(motion::Ease::Move, changing ? moment.step_part : 1);
    const bool forward = (moment.step_from < form.step()) != page.mirrored;
    const float way = context.look.still ? 0 : forward ? slide_px : -slide_px;
    if (changing) {
        const Page leaving(list, nullptr, context, deck::Ground::Paper, feel, moment.now);
        const auto alpha = list.faded(1 - part);
        const auto away = list.moved(-way * part, 0);
        draw_step(leaving, form, moment.step_from, keyboard, moment);
    }
    {
        const Page arriving(list, changing ? nullptr : hits, context, deck::Ground::Paper, feel, moment.now);
        const auto alpha = list.faded(part);
        const auto here = list.moved(way * (1 - part), 0);
        draw_step(arriving, form, form.step(), keyboard, moment);
    }
    draw_keyboard(page, keyboard, form, keyboard.is_up() ? moment.keyboard_part : 0);
    if (moment.saving == FormSaving::Failed) draw_failure(page);
    draw_form_chrome(page, form, moment.saving);
    secret_.clear();
}

std::size_t FormScreen::caret_at(const Context& context, const FormState& form, const Rect& field, Point at) {
    constexpr float padding_px = 32;
    if (form.focused() < 0) return 0;
    const std::string_view typed = form.typed(form.focused()).reveal();
    draw::DrawList nowhere;
    const Feel still;
    const Page page(nowhere, nullptr, context, deck::Ground::Paper, still, Instant{});
    context.fonts.shape_secret(typed, page.style(deck::TypeRole::Input),
                               language_of_typed(context, form.field(form.focused())), secret_);
    float left = page.mirrored ? field.right() - padding_px - secret_.width : field.x + padding_px;
    if (form.field(form.focused()).kind == FieldKind::Amount && !page.mirrored)
        left += page.style(deck::TypeRole::Input).size_px * 0.7F;
    std::size_t best = 0;
    float nearest = 1e9F;
    for (std::size_t offset = 0; offset <= typed.size();) {
        const float away = std::abs(left + secret_.caret_x(offset) - at.x);
        if (away < nearest) nearest = away, best = offset;
        if (offset == typed.size()) break;
        offset += decode_utf8(typed.substr(offset)).bytes;
    }
    secret_.clear();
    return best;
}

} // namespace kiosk::scene
