#include "scene/form_fields.hpp"

#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "scene/form_review.hpp"

namespace kiosk::scene {

namespace {

using form::FieldKind;
using form::FormState;
using form::Problem;

constexpr float label_gap_px = 11, message_gap_px = 15, field_gap_px = 32, portrait_gap_px = 24;
constexpr float field_radius_px = 18, field_padding_px = 32, mark_room_px = 88;

bool is_typed(const FormState& form, int field) {
    return FormState::is_typed(form.field(field).kind);
}

bool shown_by(const FormState& form, int field, std::string_view owner) {
    const auto& condition = form.field(field).show_if;
    return condition && condition->field == owner;
}

std::string label_of(const FormDrawing& drawing, int field) {
    return std::string(drawing.page.context.in(drawing.form.question(field)));
}

std::string problem_words(const FormDrawing& drawing, int field) {
    const form::Field& at = drawing.form.field(field);
    const Context& context = drawing.page.context;
    const Problem problem = drawing.form.problem(field);
    const bool missing = problem == Problem::Missing || problem == Problem::ChooseOne ||
                         problem == Problem::ChooseAmount || problem == Problem::MustAgree;
    const Localised& own = missing ? at.error_missing : at.error_invalid;
    const bool amounts = problem == Problem::AmountLow || problem == Problem::AmountHigh;
    const bool precise = problem >= Problem::EmailNoAt && problem <= Problem::EmailCharacter;
    if (!own.empty() && !amounts && !precise) return std::string(context.in(own));
    const std::int64_t limit =
        problem == Problem::AmountLow ? std::max<std::int64_t>(at.amount_min, 1) : at.amount_max;
    return with(context.word(form::word_key(problem)), "amount",
                amount_words(limit, at.currency, context.look.language));
}

// Arabic goes deeper below its line than Latin: its dots keep clear of the ring around the field.
float label_y(const Page& page, float y) {
    constexpr float deeper_px = 6;
    return page.mirrored ? y - deeper_px : y;
}

void draw_mask(const FormDrawing& drawing, const text::Style& style, Point top, float width) {
    const float height = style.size_px * 0.8F;
    const Rect bar{top.x, top.y + (style.line_height() - height) / 2, width, height};
    drawing.page.list.fill_rect(drawing.page.place(bar), drawing.page.palette.hairline, height / 2);
}

void draw_caret(const FormDrawing& drawing, float x, const Rect& box) {
    constexpr float caret_width_px = 4, caret_height_px = 48;
    const Rect at = drawing.page.place(box);
    drawing.page.list.fill_rect({x, at.centre().y - caret_height_px / 2, caret_width_px, caret_height_px},
                                drawing.page.palette.focus, caret_width_px / 2);
}

// Where labels of one row do not fit, all of them are smaller. The line keeps its height.
void draw_label(const FormDrawing& drawing, int field, const FieldPlace& place) {
    const Page& page = drawing.page;
    text::Style style = page.style(deck::TypeRole::Label);
    float y = label_y(page, place.y) + style.line_height() / 2;
    if (place.label_px > 0) style.size_px = std::min(style.size_px, place.label_px);
    y -= style.line_height() / 2;
    page.line(label_of(drawing, field), style, {place.x, y}, page.palette.text, Align::Start, place.width);
}

float label_size(const FormDrawing& drawing, const std::vector<int>& fields,
                 const std::vector<FieldPlace>& places) {
    const Page& page = drawing.page;
    const text::Style style = page.style(deck::TypeRole::Label);
    float size = style.size_px;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const float wide = page.measure(label_of(drawing, fields[i]), style, 1e6F).width;
        if (wide > places[i].width)
            size = std::min(size, std::floor(2 * style.size_px * places[i].width / wide) / 2);
    }
    return size;
}

struct BoxState {
    bool focused = false, error = false;
    float error_part = 1;
};

void draw_box(const FormDrawing& drawing, const Rect& box, BoxState state, Control control) {
    constexpr float rest_px = 3, strong_px = 5;
    const Page& page = drawing.page;
    const deck::Palette& colours = page.palette;
    const bool pressed = page.feel.of(control, page.now).pressed;
    const bool strong = state.focused || state.error || pressed;
    const Colour calm = state.focused || pressed ? colours.text : colours.line;
    const Colour rest = pressed ? colours.selected : colours.surface;
    page.card(box, field_radius_px, state.error ? mix(rest, colours.error_ground, state.error_part) : rest,
              state.error ? mix(calm, colours.error, state.error_part) : calm, strong ? strong_px : rest_px);
    page.target(box, field_radius_px, control);
    if (state.focused && !drawing.masked)
        draw_focus_ring(page.list, page.place(box), field_radius_px, colours.focus, 1);
}

void draw_message(const FormDrawing& drawing, int field, Point at, float width) {
    const Page& page = drawing.page;
    const FieldMessage message = message_of(drawing, field);
    if (!message.words.empty()) {
        text::Style style = page.style(deck::TypeRole::Text);
        if (message.error) style.weight = 600;
        const auto fading = page.list.faded(message.error ? drawing.error_part(field) : 1);
        page.paragraph(message.words, style, at, width,
                       message.error ? page.palette.error : page.palette.text_2);
        return;
    }
    const std::optional<form::Suggestion> meant = drawing.form.suggestion(field);
    if (!meant || drawing.masked) return;
    // The words of the suggestion are constants of ours, never what was typed.
    const std::string words = with(page.context.word("form.did_you_mean"), "suggestion", meant->words);
    text::Style style = page.style(deck::TypeRole::Text);
    style.weight = 600;
    constexpr float target_height_px = 88, rule_px = 2.5F;
    const Control control{ControlKind::AcceptSuggestion, field, 0};
    const float asked = std::min(width, page.measure(words, style, 1e6F).width);
    const Rect target{at.x - 8, at.y - 12, std::max(asked + 16, target_height_px), target_height_px};
    page.press_ground(target, field_radius_px, control);
    const float wide = page.line(words, style, at, page.palette.text, Align::Start, width);
    page.rule({at.x, at.y + style.line_height() - 6}, wide, rule_px, page.palette.text);
    page.target(target, field_radius_px, control);
}

} // namespace

void ErrorFade::look(const FormState& form, Instant now, bool still) {
    now_ = now, still_ = still;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        const int field = static_cast<int>(i);
        const Problem problem =
            form.is_open() && field < form.field_count() ? form.problem(field) : Problem::None;
        // Another message in the place of one that stands comes at once.
        if (shown_[i] == Problem::None && problem != Problem::None) since_[i] = now;
        shown_[i] = problem;
    }
}

float ErrorFade::part(int field) const {
    constexpr float error_in_ms = 200;
    if (still_) return 1;
    const Instant since = since_[static_cast<std::size_t>(field)];
    return std::clamp(milliseconds_between(since, now_) / error_in_ms, 0.0F, 1.0F);
}

Instant ErrorFade::next_change(Instant now) const {
    for (std::size_t i = 0; i < shown_.size(); ++i)
        if (shown_[i] != Problem::None && part(static_cast<int>(i)) < 1) return now;
    return Instant::never();
}

FieldMessage message_of(const FormDrawing& drawing, int field) {
    if (drawing.form.problem(field) != Problem::None) return {problem_words(drawing, field), true};
    if (drawing.form.suggestion(field)) return {};
    return {std::string(drawing.page.context.in(drawing.form.field(field).help)), false};
}

std::string_view language_of_typed(const Context& context, const form::Field& field) {
    const FieldKind kind = field.kind;
    const bool from_left = kind == FieldKind::Email || kind == FieldKind::Phone ||
                           kind == FieldKind::Postcode || kind == FieldKind::Amount;
    return from_left ? std::string_view("en") : std::string_view(context.look.language);
}

float draw_typed(const FormDrawing& drawing, int field, SecretText typed, const text::Style& wanted,
                 Point top, float width_max, Colour colour, std::optional<std::size_t> caret) {
    constexpr float smallest = 0.75F;
    const Page& page = drawing.page;
    text::Style style = wanted;
    if (drawing.masked) {
        const float wide = static_cast<float>(count_code_points(typed.reveal())) * style.size_px * 0.55F;
        if (!typed.empty()) draw_mask(drawing, style, top, std::min(wide, width_max));
        return std::min(wide, width_max);
    }
    const auto shape = [&] {
        page.context.fonts.shape_secret(typed.reveal(), style,
                                        language_of_typed(page.context, drawing.form.field(field)),
                                        drawing.secret);
        return drawing.secret.width;
    };
    float wide = shape();
    // What is a little too wide is set smaller, but not while it is written.
    if (!caret && wide > width_max && wide * smallest <= width_max) {
        style.size_px *= width_max / wide;
        top.y += (wanted.line_height() - style.line_height()) / 2;
        wide = shape();
    }
    const Rect room =
        page.place(Rect{top.x, top.y - style.size_px, width_max, style.line_height() + 2 * style.size_px});
    // Longer than the field: the part around the caret, or else the start, is shown.
    const bool from_right = wide > width_max ? drawing.secret.right_to_left : page.mirrored;
    float left = from_right ? room.right() - wide : room.x;
    const float caret_x = caret && !typed.empty() ? drawing.secret.caret_x(*caret) : 0;
    if (wide > width_max && caret) {
        const float at = left + caret_x;
        if (at > room.right() - 8) left -= at - (room.right() - 8);
        if (at < room.x) left += room.x - at;
    }
    {
        const auto clip = page.list.clipped(room.grown(4));
        if (!typed.empty())
            page.list.secret_text(drawing.secret, {left, top.y + page.context.fonts.baseline(style)}, colour);
    }
    if (caret && drawing.caret) {
        const Rect line{top.x, top.y, width_max, style.line_height()};
        const float at = typed.empty() ? (page.mirrored ? room.right() : room.x) : left + caret_x;
        draw_caret(drawing, at + 4, line);
    }
    drawing.secret.clear();
    return wide;
}

float label_height(const FormDrawing& drawing) {
    return drawing.page.style(deck::TypeRole::Label).line_height();
}

void draw_field(const FormDrawing& drawing, int field, const FieldPlace& place) {
    const Page& page = drawing.page;
    const FormState& form = drawing.form;
    draw_label(drawing, field, place);
    const Rect box{place.x, place.y + label_height(drawing) + label_gap_px, place.width, place.box_height};
    const bool focused = form.focused() == field, error = form.problem(field) != Problem::None;
    draw_box(drawing, box, {focused, error, drawing.error_part(field)}, {ControlKind::FormField, field, 0});
    const bool marked = error || form.good(field);
    const float room = box.width - field_padding_px - (marked ? mark_room_px : field_padding_px);
    const text::Style style = page.style(deck::TypeRole::Input);
    const Point top{box.x + field_padding_px, box.centre().y - style.line_height() / 2};
    draw_typed(drawing, field, form.typed(field), style, top, room, page.palette.text,
               focused ? std::optional(form.caret()) : std::nullopt);
    if (error && !drawing.masked)
        page.icon("error", {box.right() - 56, box.centre().y}, 50, page.palette.error, 3);
    else if (form.good(field) && !drawing.masked)
        page.icon("tick", {box.right() - 52, box.centre().y}, 36, page.palette.ok, 3.6F);
    draw_message(drawing, field, {box.x, box.bottom() + message_gap_px}, box.width);
}

float draw_typed_amount(const FormDrawing& drawing, int field, const text::Style& style, Point top,
                        float width_max, Colour sign_colour, std::optional<std::size_t> caret) {
    constexpr float gap_px = 4;
    const Page& page = drawing.page;
    // The sign alone: the amount without its figures.
    std::string sign = amount_words(0, drawing.form.field(field).currency, page.context.look.language);
    sign.pop_back();
    const float sign_width = page.measure(sign, style, width_max).width + gap_px;
    const auto typed = [&](float x) {
        return draw_typed(drawing, field, drawing.form.typed(field), style, {x, top.y},
                          width_max - sign_width, page.palette.text, caret);
    };
    // On a page that is read from the right, places count from there: the figures come first.
    const float wide = typed(page.mirrored ? top.x : top.x + sign_width);
    page.line(sign, style, {page.mirrored ? top.x + wide + gap_px : top.x, top.y}, sign_colour);
    return sign_width + wide;
}

void draw_amount_field(const FormDrawing& drawing, int field, const FieldPlace& place) {
    const Page& page = drawing.page;
    const FormState& form = drawing.form;
    page.line(label_of(drawing, field), page.style(deck::TypeRole::Label), {place.x, label_y(page, place.y)},
              page.palette.text, Align::Start, place.width);
    const Rect box{place.x, place.y + label_height(drawing) + label_gap_px, place.width, place.box_height};
    const bool error = form.problem(field) != Problem::None;
    draw_box(drawing, box, {true, error, drawing.error_part(field)}, {ControlKind::FormField, field, 0});
    const text::Style style = page.style(deck::TypeRole::Input);
    const Point top{box.x + field_padding_px, box.centre().y - style.line_height() / 2};
    draw_typed_amount(drawing, field, style, top, box.width - 2 * field_padding_px, page.palette.text_2,
                      form.caret());
    draw_message(drawing, field, {box.x, box.bottom() + message_gap_px}, place.message_width);
}

float field_height(const FormDrawing& drawing, int field, float width, float box_height) {
    const Page& page = drawing.page;
    float height = label_height(drawing) + label_gap_px + box_height;
    const FieldMessage message = message_of(drawing, field);
    text::Style style = page.style(deck::TypeRole::Text);
    if (message.error) style.weight = 600;
    if (!message.words.empty())
        height += message_gap_px + page.measure(message.words, style, width).height;
    else if (drawing.form.suggestion(field))
        height += message_gap_px + 76; // one touch accepts it
    return height;
}

// ---- rows

bool is_opt_out_beside(const form::Field& field) {
    constexpr int whole_row = 12;
    return field.kind == FieldKind::Consent && field.basis == "soft-opt-in" && field.options.size() == 1 &&
           field.columns < whole_row;
}

std::vector<FormRow> form_rows(const FormState& form, int step, bool portrait) {
    std::vector<FormRow> rows;
    int columns = 0;
    bool open = false; // the last row takes more typed fields
    std::string_view card;
    for (int i = 0; i < form.field_count(); ++i) {
        if (form.step_of(i) != step || !form.visible(i)) continue;
        const form::Field& field = form.field(i);
        if (!card.empty() && is_typed(form, i) && shown_by(form, i, card)) {
            rows.back().inside.push_back(i);
            continue;
        }
        const bool typed = is_typed(form, i) || is_opt_out_beside(field);
        const bool review = form.definition().steps[static_cast<std::size_t>(step)].review;
        const int wide = portrait                      ? (field.columns > 5 ? 12 : 6)
                         : review && field.columns > 5 ? 12
                                                       : std::clamp(field.columns, 1, 12);
        if (!typed || !open || columns + wide > 12) rows.emplace_back(), columns = 0;
        rows.back().fields.push_back(i);
        columns += wide;
        open = typed;
        card = field.kind == FieldKind::GiftAid ? std::string_view(field.id) : std::string_view{};
    }
    return rows;
}

std::vector<FieldPlace> places_of(const FormDrawing& drawing, const FormRow& row, float x, float width,
                                  bool in_card) {
    const bool portrait = drawing.page.context.portrait();
    const std::vector<int>& fields = in_card ? row.inside : row.fields;
    const float box = in_card ? 88 : portrait ? 104 : 96;
    std::vector<FieldPlace> places;
    int columns = 0;
    for (const int field : fields) {
        // Beside the pledge so far half a row is too short for an address or a telephone number.
        constexpr float narrow_px = 1000;
        const bool narrow = !in_card && !portrait && width < narrow_px;
        const int given = std::clamp(drawing.form.field(field).columns, 1, 12);
        const int asked = narrow && given > 5 ? 12 : given;
        const int wide = in_card    ? 12 / static_cast<int>(std::max<std::size_t>(fields.size(), 1))
                         : portrait ? (asked > 5 ? 12 : 6)
                                    : asked;
        const float gap = portrait ? portrait_gap_px : field_gap_px;
        const float unit = in_card || portrait ? (width + gap) / 12 : width / 12;
        const float left = x + unit * static_cast<float>(columns);
        columns += wide;
        const bool last = columns >= 12;
        places.push_back({left, row.y, last ? x + width - left : unit * static_cast<float>(wide) - gap, box});
    }
    const float size = label_size(drawing, fields, places);
    for (FieldPlace& place : places) place.label_px = size;
    return places;
}

float row_height(const FormDrawing& drawing, const FormRow& row, float width) {
    if (row.review) return review_height(drawing);
    const FieldKind kind = drawing.form.field(row.fields.front()).kind;
    if (kind == FieldKind::GiftAid) return gift_aid_height(drawing, row, width);
    if (!FormState::is_typed(kind)) return choice_height(drawing, row.fields.front(), width);
    float height = 0;
    const std::vector<FieldPlace> places = places_of(drawing, row, 0, width, false);
    for (std::size_t i = 0; i < row.fields.size(); ++i)
        height = std::max(height,
                          is_opt_out_beside(drawing.form.field(row.fields[i]))
                              ? opt_out_height(drawing, row.fields[i], places[i])
                              : field_height(drawing, row.fields[i], places[i].width, places[i].box_height));
    return height;
}

float gap_between(const FormDrawing& drawing, const FormRow& above, const FormRow& below) {
    if (above.review) return 40;
    const FieldKind first = drawing.form.field(above.fields.front()).kind;
    const FieldKind second = drawing.form.field(below.fields.front()).kind;
    if (second == FieldKind::Note) return 59;
    if (first == FieldKind::Choice || second == FieldKind::Amount)
        return drawing.page.context.portrait() ? 56 : 71;
    if (!FormState::is_typed(first)) return drawing.tight ? 22 : 36;
    const bool message = std::any_of(above.fields.begin(), above.fields.end(), [&](int field) {
        return is_opt_out_beside(drawing.form.field(field)) || !message_of(drawing, field).words.empty();
    });
    return message ? 24 : 52;
}

void draw_row(const FormDrawing& drawing, const FormRow& row, float x, float width) {
    if (row.review) {
        draw_review(drawing, {x, row.y, width, 0});
        return;
    }
    const FieldKind kind = drawing.form.field(row.fields.front()).kind;
    if (kind == FieldKind::GiftAid) return draw_gift_aid(drawing, row, x, width);
    if (!FormState::is_typed(kind)) return draw_choice(drawing, row.fields.front(), x, row.y, width);
    const std::vector<FieldPlace> places = places_of(drawing, row, x, width, false);
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        const bool opt_out = is_opt_out_beside(drawing.form.field(row.fields[i]));
        (opt_out ? draw_opt_out : draw_field)(drawing, row.fields[i], places[i]);
    }
}

} // namespace kiosk::scene
