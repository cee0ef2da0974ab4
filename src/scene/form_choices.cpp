// What is chosen by one touch: cards, amounts, boxes, the Gift Aid switch. Chosen is never told by colour
// alone: the outline grows and a tick comes.
#include "scene/form_fields.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace kiosk::scene {

namespace {

using form::FieldKind;
using form::FormState;

constexpr float card_radius_px = 24, rest_px = 3, chosen_px = 5, card_gap_px = 24, message_gap_px = 15;

enum class Mark : std::uint8_t { Radio, Box };

struct Grid {
    int columns = 1, rows = 1;
    float cell_width = 0, cell_height = 0;
    [[nodiscard]] float height() const {
        return static_cast<float>(rows) * (cell_height + card_gap_px) - card_gap_px;
    }
    [[nodiscard]] Rect cell(int index, float x, float y) const {
        const int row = index / columns, column = index % columns;
        return {x + static_cast<float>(column) * (cell_width + card_gap_px),
                y + static_cast<float>(row) * (cell_height + card_gap_px), cell_width, cell_height};
    }
};

Grid grid_of(int count, int columns, float width, float cell_height) {
    Grid grid;
    grid.columns = std::max(1, std::min(columns, count));
    grid.rows = (count + grid.columns - 1) / grid.columns;
    grid.cell_width =
        (width - card_gap_px * static_cast<float>(grid.columns - 1)) / static_cast<float>(grid.columns);
    grid.cell_height = cell_height;
    return grid;
}

// ---- sizes of words

text::Style card_label(const Page& page) {
    text::Style style = page.style(deck::TypeRole::Lead, 40);
    style.weight = 600, style.tracking_em = -0.008F;
    return style;
}
text::Style box_label(const Page& page) {
    text::Style style = page.style(deck::TypeRole::Lead, 36);
    style.weight = 600, style.tracking_em = -0.015F;
    return style;
}
text::Style question(const Page& page) {
    return page.style(deck::TypeRole::Label, 34);
}
text::Style amount_label(const Page& page, bool other) {
    text::Style style = page.style(deck::TypeRole::Title2, other ? 46 : 60);
    style.line = 1.12F;
    return style;
}
text::Style note_style(const Page& page) {
    return page.style(deck::TypeRole::Text, 32);
}
// Where the rows nearly fit it is set at the least size that the design allows.
text::Style declaration_style(const FormDrawing& drawing) {
    text::Style style = drawing.page.style(deck::TypeRole::Text, drawing.tight ? 26 : 28);
    if (drawing.tight) style.line = 1.3F;
    return style;
}

// ---- cards with a radio or a box

struct CardMeasures {
    float text_x = 108, text_right = 24, label_top = 36, hint_gap = 9, foot = 43.6F, least = 120;
};
constexpr CardMeasures radio_card{}, narrow_card{108, 24, 28, 8, 30, 120}, box_card{100, 20, 28, 4, 28, 104};

CardMeasures measures_of(const Page& page, Mark mark) {
    if (mark == Mark::Box) return box_card;
    return page.context.portrait() ? narrow_card : radio_card;
}

float card_height(const Page& page, const form::Option& option, Mark mark, float width) {
    const CardMeasures m = measures_of(page, mark);
    const float room = width - m.text_x - m.text_right;
    const text::Style style = mark == Mark::Radio ? card_label(page) : box_label(page);
    float height = m.label_top + page.measure(page.context.in(option.label), style, room).height + m.foot;
    const std::string_view hint = page.context.in(option.hint);
    if (!hint.empty())
        height += m.hint_gap + page.measure(hint, page.style(deck::TypeRole::Text), room).height;
    return std::max(height, m.least);
}

Grid card_grid(const Page& page, const form::Field& field, Mark mark, float width) {
    const int count = static_cast<int>(field.options.size());
    const CardMeasures m = measures_of(page, mark);
    const text::Style style = mark == Mark::Radio ? card_label(page) : box_label(page);
    const bool narrow = page.context.portrait() && mark == Mark::Radio;
    for (int columns = narrow ? 1 : std::min(count, 4); columns >= 1; --columns) {
        Grid grid = grid_of(count, columns, width, 0);
        bool fits = true;
        for (const form::Option& option : field.options) {
            const float room = grid.cell_width - m.text_x - m.text_right;
            const text::Paragraph label = page.measure(page.context.in(option.label), style, room);
            // One word is not parted at a hyphen for the sake of a column.
            const std::string_view words = page.context.in(option.label);
            const std::size_t lines_max = words.find(' ') == std::string_view::npos ? 1 : 2;
            fits = fits && label.fits && label.lines.size() <= lines_max;
            grid.cell_height = std::max(grid.cell_height, card_height(page, option, mark, grid.cell_width));
        }
        if (fits || columns == 1) return grid;
    }
    return {};
}

void draw_mark(const Page& page, Mark mark, Point centre, bool chosen) {
    const deck::Palette& colours = page.palette;
    if (mark == Mark::Radio) {
        constexpr float radius_px = 22, line_px = 3;
        if (!chosen) {
            page.list.stroke_circle(page.place(centre), radius_px - line_px / 2,
                                    line_px * colours.stroke_scale, colours.line);
            return;
        }
        page.list.fill_circle(page.place(centre), radius_px, colours.text);
        page.icon("tick", centre, 32, colours.light, 4.1F);
        return;
    }
    constexpr float size_px = 48, radius_px = 12;
    const Rect box = page.place(Rect{centre.x - size_px / 2, centre.y - size_px / 2, size_px, size_px});
    if (!chosen) {
        page.list.stroke_rect_inside(box, radius_px, rest_px * colours.stroke_scale, colours.line);
        return;
    }
    page.list.fill_rect(box, colours.text, radius_px);
    page.icon("tick", centre, 38, colours.light, 4);
}

// True when it is pressed: the card then looks as it will.
void draw_card(const Page& page, const Rect& rect, bool chosen, Control control) {
    const deck::Palette& colours = page.palette;
    const bool pressed = page.target(rect, card_radius_px, control);
    page.card(rect, card_radius_px, page.choice_fill(chosen, pressed), chosen ? colours.text : colours.line,
              chosen ? chosen_px : rest_px);
}

void draw_option(const Page& page, const form::Option& option, Mark mark, const Rect& rect, bool chosen,
                 Control control) {
    const CardMeasures m = measures_of(page, mark);
    draw_card(page, rect, chosen, control);
    const text::Style style = mark == Mark::Radio ? card_label(page) : box_label(page);
    const float room = rect.width - m.text_x - m.text_right;
    const std::string_view hint = page.context.in(option.hint);
    const text::Paragraph label = page.measure(page.context.in(option.label), style, room);
    // Without a hint the label stands in the middle of its card.
    float y = rect.y + m.label_top;
    if (hint.empty()) y = rect.centre().y - label.height / 2;
    const float mark_y = hint.empty() ? rect.centre().y : y + style.line_height() / 2;
    draw_mark(page, mark, {rect.x + (mark == Mark::Radio ? 58.0F : 52.0F), mark_y}, chosen);
    page.paragraph(page.context.in(option.label), style, {rect.x + m.text_x, y}, room, page.palette.text);
    if (!hint.empty())
        page.paragraph(hint, page.style(deck::TypeRole::Text),
                       {rect.x + m.text_x, y + label.height + m.hint_gap}, room, page.palette.text_2);
}

// ---- amounts

Grid amount_grid(const Page& page, const form::Field& field, float width) {
    const int count = static_cast<int>(field.amounts.size()) + (field.other ? 1 : 0);
    return grid_of(count, page.context.portrait() ? 5 : 6, width, page.context.portrait() ? 128 : 144);
}

void draw_amounts(const FormDrawing& drawing, int index, float x, float y, float width) {
    const Page& page = drawing.page;
    const form::Field& field = drawing.form.field(index);
    const Grid grid = amount_grid(page, field, width);
    const int chosen = drawing.form.chosen(index);
    for (int i = 0; i < static_cast<int>(field.amounts.size()); ++i) {
        const Rect cell = grid.cell(i, x, y);
        draw_card(page, cell, chosen == i, {ControlKind::FormOption, index, i});
        const text::Style style = amount_label(page, false);
        const std::string words = amount_words(field.amounts[static_cast<std::size_t>(i)], field.currency,
                                               page.context.look.language);
        page.line(words, style, {cell.centre().x, cell.centre().y - style.line_height() / 2},
                  page.palette.text, Align::Middle, cell.width - 32);
    }
    if (!field.other) return;
    const int other = static_cast<int>(field.amounts.size());
    const Rect cell = grid.cell(other, x, y);
    draw_card(page, cell, chosen == other, {ControlKind::FormOption, index, other});
    const SecretText typed = drawing.form.typed(index);
    const text::Style style = amount_label(page, true);
    const float top = cell.centre().y - style.line_height() / 2;
    if (chosen != other || typed.empty() || drawing.masked) {
        page.line(page.context.word("form.other"), style, {cell.centre().x, top}, page.palette.text,
                  Align::Middle, cell.width - 32);
        return;
    }
    // What was typed under "Other", at 38 px like all that is typed.
    text::Style input = page.style(deck::TypeRole::Input);
    page.context.fonts.shape_secret(typed.reveal(), input, language_of_typed(page.context, field),
                                    drawing.secret);
    float wide = drawing.secret.width + input.size_px * 2 / 3; // with its sign
    if (const float room = cell.width - 48; wide > room) {
        constexpr float least_px = 26;
        const float smaller = std::max(least_px, input.size_px * room / wide);
        wide *= smaller / input.size_px;
        input.size_px = smaller;
    }
    const float line_top = cell.centre().y - input.line_height() / 2;
    draw_typed_amount(drawing, index, input, {cell.centre().x - wide / 2, line_top}, cell.width - 32,
                      page.palette.text, std::nullopt);
}

// ---- the parts around the cards

struct Head {
    std::string_view words;
    text::Style style;
    float gap = 0; // below it
};

Head head_of(const FormDrawing& drawing, int index) {
    const Page& page = drawing.page;
    const form::Field& field = drawing.form.field(index);
    const form::Step& step =
        drawing.form.definition().steps[static_cast<std::size_t>(drawing.form.step_of(index))];
    Head head;
    if (field.kind == FieldKind::Consent) return {page.context.in(field.statement()), question(page), 17.5F};
    if (field.kind == FieldKind::Choice || field.kind == FieldKind::Choices ||
        field.kind == FieldKind::Amount) {
        head = {page.context.in(drawing.form.question(index)), page.style(deck::TypeRole::Title2), 33};
        if (head.words == page.context.in(step.title)) head.words = {}; // the title asks it already
    }
    return head;
}

float draw_head(const FormDrawing& drawing, const Head& head, float x, float y, float width, bool draw) {
    if (head.words.empty()) return 0;
    const float height = drawing.page.measure(head.words, head.style, width, text::Breaking::Balanced).height;
    if (draw)
        drawing.page.paragraph(head.words, head.style, {x, y}, width, drawing.page.palette.text,
                               text::Breaking::Balanced);
    return height + head.gap;
}

float message_height(const FormDrawing& drawing, int index, float x, float y, float width, bool draw) {
    const FieldMessage message = message_of(drawing, index);
    if (message.words.empty()) return 0;
    text::Style style = drawing.page.style(deck::TypeRole::Text);
    if (message.error) style.weight = 600;
    const deck::Palette& colours = drawing.page.palette;
    const auto fading = drawing.page.list.faded(message.error ? drawing.error_part(index) : 1);
    if (draw)
        drawing.page.paragraph(message.words, style, {x, y + message_gap_px}, width,
                               message.error ? colours.error : colours.text_2);
    return message_gap_px + drawing.page.measure(message.words, style, width).height;
}

form::Option as_option(const form::Field& field) {
    return {"yes", field.statement(), {}, ""};
}

} // namespace

// Cards of a choice, or whatever else is touched rather than typed: measured and drawn by the same steps.
float choice_height(const FormDrawing& drawing, int index, float width) {
    const Page& page = drawing.page;
    const form::Field& field = drawing.form.field(index);
    const float head = draw_head(drawing, head_of(drawing, index), 0, 0, width, false);
    const float foot = message_height(drawing, index, 0, 0, width, false);
    switch (field.kind) {
    case FieldKind::Choice: return head + card_grid(page, field, Mark::Radio, width).height() + foot;
    case FieldKind::Choices:
    case FieldKind::Consent: return head + card_grid(page, field, Mark::Box, width).height() + foot;
    case FieldKind::Amount: return head + amount_grid(page, field, width).height() + foot;
    case FieldKind::Affirmation: return card_height(page, as_option(field), Mark::Box, width) + foot;
    case FieldKind::Note:
        return page
            .measure(page.context.in(field.statement()), note_style(page), width, text::Breaking::Balanced)
            .height;
    default: return 0;
    }
}

void draw_choice(const FormDrawing& drawing, int index, float x, float y, float width) {
    const Page& page = drawing.page;
    const FormState& form = drawing.form;
    const form::Field& field = form.field(index);
    if (field.kind == FieldKind::Note) {
        page.paragraph(page.context.in(field.statement()), note_style(page), {x, y}, width,
                       page.palette.text_2, text::Breaking::Balanced);
        return;
    }
    y += draw_head(drawing, head_of(drawing, index), x, y, width, true);
    if (field.kind == FieldKind::Amount) {
        draw_amounts(drawing, index, x, y, width);
        y += amount_grid(page, field, width).height();
    } else if (field.kind == FieldKind::Affirmation) {
        const form::Option option = as_option(field);
        const Rect rect{x, y, width, card_height(page, option, Mark::Box, width)};
        draw_option(page, option, Mark::Box, rect, !drawing.masked && form.ticked(index),
                    {ControlKind::FormOption, index, 0});
        y += rect.height;
    } else {
        const Mark mark = field.kind == FieldKind::Choice ? Mark::Radio : Mark::Box;
        const Grid grid = card_grid(page, field, mark, width);
        for (int i = 0; i < static_cast<int>(field.options.size()); ++i) {
            const bool chosen = mark == Mark::Radio ? form.chosen(index) == i : form.ticked(index, i);
            draw_option(page, field.options[static_cast<std::size_t>(i)], mark, grid.cell(i, x, y), chosen,
                        {ControlKind::FormOption, index, i});
        }
        y += grid.height();
    }
    message_height(drawing, index, x, y, width, true);
}

// ---- the way out of a soft opt-in: its box beside the field's, the words that it says no to below

namespace {

constexpr float opt_out_gap_px = 11; // below the line that the field's label has

std::string opt_out_words(const Page& page, const form::Field& field) {
    std::string words(page.context.in(field.statement()));
    if (const std::string_view help = page.context.in(field.help); !help.empty())
        words += " " + std::string(help);
    return words;
}

float opt_out_box(const Page& page, const form::Field& field, const FieldPlace& place) {
    return std::max(place.box_height, card_height(page, field.options.front(), Mark::Box, place.width));
}

} // namespace

float opt_out_height(const FormDrawing& drawing, int index, const FieldPlace& place) {
    const Page& page = drawing.page;
    const form::Field& field = drawing.form.field(index);
    const text::Style style = page.style(deck::TypeRole::Text);
    return label_height(drawing) + opt_out_gap_px + opt_out_box(page, field, place) + message_gap_px +
           page.measure(opt_out_words(page, field), style, place.width).height;
}

void draw_opt_out(const FormDrawing& drawing, int index, const FieldPlace& place) {
    const Page& page = drawing.page;
    const form::Field& field = drawing.form.field(index);
    const Rect box{place.x, place.y + label_height(drawing) + opt_out_gap_px, place.width,
                   opt_out_box(page, field, place)};
    draw_option(page, field.options.front(), Mark::Box, box, drawing.form.ticked(index, 0),
                {ControlKind::FormOption, index, 0});
    page.paragraph(opt_out_words(page, field), page.style(deck::TypeRole::Text),
                   {place.x, box.bottom() + message_gap_px}, place.width, page.palette.text_2);
}

// ---- Gift Aid

namespace {

constexpr float gift_padding_px = 36;

// From edge to title, title to words, words to fields, fields to edge.
struct GiftGaps {
    float title = 31, words = 31, fields = 42, foot = 52;
};
GiftGaps gift_gaps(const FormDrawing& drawing) {
    if (!drawing.tight) return {};
    // What room is left goes where the card is closest, up to the gaps of one that is not tight.
    constexpr GiftGaps tight{20, 8, 22, 28}, wide{};
    const float part =
        std::min(1.0F, drawing.spare_px / (wide.title + wide.words + wide.fields + wide.foot - tight.title -
                                           tight.words - tight.fields - tight.foot));
    return {lerp(tight.title, wide.title, part), lerp(tight.words, wide.words, part),
            lerp(tight.fields, wide.fields, part), lerp(tight.foot, wide.foot, part)};
}

float gift_aid_words_y(const FormDrawing& drawing) {
    const GiftGaps gaps = gift_gaps(drawing);
    return gaps.title + card_label(drawing.page).line_height() + gaps.words;
}

void draw_switch(const FormDrawing& drawing, int index, const Rect& rect, bool on) {
    constexpr float knob_px = 26, inset_px = 34, hit_height_px = 88;
    const Page& page = drawing.page;
    const deck::Palette& colours = page.palette;
    const Rect at = page.place(rect);
    const Rect hit{rect.x - 12, rect.centre().y - hit_height_px / 2, rect.width + 24, hit_height_px};
    page.press_ground(hit, hit_height_px / 2, {ControlKind::FormOption, index, 0});
    page.target(hit, hit_height_px / 2, {ControlKind::FormOption, index, 0});
    page.list.fill_rect(at, on ? colours.text : colours.surface, at.height / 2);
    if (!on) page.list.stroke_rect_inside(at, at.height / 2, rest_px * colours.stroke_scale, colours.line);
    const Point knob{on ? rect.right() - inset_px : rect.x + inset_px, rect.centre().y};
    page.list.fill_circle(page.place(knob), on ? knob_px : knob_px - 2, on ? colours.light : colours.line);
    if (on) page.icon("tick", knob, 34, colours.text, 4.4F);
    const text::Style style = page.style(deck::TypeRole::Label);
    page.line(page.context.word(on ? "form.on" : "form.off"), style,
              {rect.x - 20, rect.centre().y - style.line_height() / 2}, colours.text, Align::End);
}

} // namespace

float gift_aid_height(const FormDrawing& drawing, const FormRow& row, float width) {
    const Page& page = drawing.page;
    const float inner = width - 2 * gift_padding_px;
    const form::Field& field = drawing.form.field(row.fields.front());
    float height = gift_aid_words_y(drawing) +
                   page.measure(page.context.in(field.declaration), declaration_style(drawing), inner).height;
    if (row.inside.empty()) return height + gift_padding_px;
    const std::vector<FieldPlace> places = places_of(drawing, row, 0, inner, true);
    float fields = 0;
    bool message = false;
    for (std::size_t i = 0; i < row.inside.size(); ++i) {
        fields =
            std::max(fields, field_height(drawing, row.inside[i], places[i].width, places[i].box_height));
        message = message || !message_of(drawing, row.inside[i]).words.empty();
    }
    return height + gift_gaps(drawing).fields + fields + (message ? 24 : gift_gaps(drawing).foot);
}

void draw_gift_aid(const FormDrawing& drawing, const FormRow& row, float x, float width) {
    constexpr float switch_width_px = 124, switch_height_px = 68, switch_gaps_px = 20 + 24;
    const Page& page = drawing.page;
    const int index = row.fields.front();
    const form::Field& field = drawing.form.field(index);
    const Rect card{x, row.y, width, gift_aid_height(drawing, row, width)};
    page.card(card, card_radius_px, page.palette.surface, page.palette.line, rest_px);
    const float inner = width - 2 * gift_padding_px, left = x + gift_padding_px;
    const text::Style state = page.style(deck::TypeRole::Label);
    const float state_words = std::max(page.measure(page.context.word("form.on"), state, inner).width,
                                       page.measure(page.context.word("form.off"), state, inner).width);
    page.line(page.context.in(field.label), card_label(page), {left, row.y + gift_gaps(drawing).title},
              page.palette.text, Align::Start, inner - switch_width_px - state_words - switch_gaps_px);
    draw_switch(drawing, index,
                {card.right() - gift_padding_px - switch_width_px, row.y + gift_gaps(drawing).title - 8,
                 switch_width_px, switch_height_px},
                drawing.form.ticked(index));
    float y = row.y + gift_aid_words_y(drawing);
    y += page.paragraph(page.context.in(field.declaration), declaration_style(drawing), {left, y}, inner,
                        page.palette.text_2);
    FormRow fields = row;
    fields.y = y + gift_gaps(drawing).fields;
    const std::vector<FieldPlace> places = places_of(drawing, fields, left, inner, true);
    for (std::size_t i = 0; i < row.inside.size(); ++i) draw_field(drawing, row.inside[i], places[i]);
}

} // namespace kiosk::scene
