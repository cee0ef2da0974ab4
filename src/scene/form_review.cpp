#include "scene/form_review.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace kiosk::scene {

namespace {

using form::FieldKind;
using form::FormState;

constexpr float padding_px = 44, rule_px = 3, row_px = 113, card_radius_px = 24;

// What a row of the card shows: one or more typed fields in one line, under one label.
struct Row {
    std::string label;
    std::vector<int> fields;
    int change = -1;
};

std::vector<Row> rows_of(const FormDrawing& drawing) {
    const FormState& form = drawing.form;
    std::vector<Row> rows;
    for (int i = 0; i < form.field_count(); ++i) {
        if (form.step_of(i) >= form.step() || !form.visible(i) || form.empty(i)) continue;
        const form::Field& field = form.field(i);
        if (!FormState::is_typed(field.kind)) continue;
        const bool joins = field.kind == FieldKind::Name && !rows.empty() &&
                           form.field(rows.back().fields.back()).kind == FieldKind::Name;
        if (joins) {
            rows.back().fields.push_back(i);
            continue;
        }
        const bool name = field.kind == FieldKind::Name;
        rows.push_back({std::string(name ? drawing.page.context.word("form.name")
                                         : drawing.page.context.in(field.label)),
                        {i},
                        i});
    }
    return rows;
}

// "By email only", "By email and phone", or that there will be none.
std::string contact_words(const FormDrawing& drawing) {
    const FormState& form = drawing.form;
    const Context& context = drawing.page.context;
    std::vector<std::string> channels;
    for (int i = 0; i < form.field_count(); ++i) {
        if (form.field(i).kind != FieldKind::Consent || !form.visible(i)) continue;
        const auto& options = form.field(i).options;
        for (int o = 0; o < static_cast<int>(options.size()); ++o) {
            if (form.answer(i, o) != form::ConsentAnswer::Yes) continue;
            std::string words(context.in(options[static_cast<std::size_t>(o)].label));
            // Within the sentence a plain word loses its capital; "SMS" and "WhatsApp" keep theirs.
            if (!words.empty() && std::none_of(words.begin() + 1, words.end(), ascii::is_upper))
                words[0] = ascii::lower(words[0]);
            channels.push_back(std::move(words));
        }
    }
    if (channels.empty()) return std::string(context.word("form.contact_none"));
    if (channels.size() == 1) return with(context.word("form.contact_only"), "channel", channels[0]);
    std::string list = channels[0];
    for (std::size_t i = 1; i < channels.size(); ++i) {
        const bool last = i + 1 == channels.size();
        list += context.word(last ? "form.and" : "form.comma");
        list += channels[i];
    }
    return with(context.word("form.contact_by"), "channels", list);
}

bool has_consent(const FormState& form) {
    for (int i = 0; i < form.field_count(); ++i)
        if (form.field(i).kind == FieldKind::Consent && form.visible(i)) return true;
    return false;
}

struct Pledge {
    std::string amount, words; // "£10", "every month"; without an amount only the words of the way
    int field = -1;
    bool typed = false; // the amount came from the pad
};

Pledge pledge_of(const FormDrawing& drawing) {
    const FormState& form = drawing.form;
    const form::Definition& definition = form.definition();
    Pledge pledge;
    const int way = form.index_of(definition.pledge_field);
    if (way >= 0 && form.chosen(way) >= 0) {
        const form::Option& option = form.field(way).options[static_cast<std::size_t>(form.chosen(way))];
        pledge.words = drawing.page.context.in(option.label);
        pledge.field = way;
        for (const auto& [value, words] : definition.frequency)
            if (value == option.value && form.visible_amount() >= 0)
                pledge.words = drawing.page.context.in(words);
    }
    const int index = form.visible_amount();
    if (index < 0) return pledge;
    pledge.field = way >= 0 ? way : index;
    const form::Field& field = form.field(index);
    pledge.typed = form.chosen(index) == static_cast<int>(field.amounts.size());
    // Only the buttons' own amounts become words of ours; what was typed is drawn as what was typed.
    if (const auto minor = form.amount(index); minor && !pledge.typed)
        pledge.amount = amount_words(*minor, field.currency, drawing.page.context.look.language);
    return pledge;
}

// The amount in large figures with its words beside it, on one baseline.
void draw_amount(const FormDrawing& drawing, const Pledge& pledge, float x, float baseline, float width) {
    const Page& page = drawing.page;
    text::Style large = page.context.deck.theme.style(deck::TypeRole::Display);
    large.size_px = 152, large.tracking_em = -0.038F, large.weight = 600;
    text::Style words = page.style(deck::TypeRole::Lead, 44);
    const int index = drawing.form.visible_amount();
    float wide = 0;
    if (!pledge.amount.empty()) {
        const text::RunPointer run =
            page.context.fonts.shape(pledge.amount, large, page.context.look.language);
        if (run->width > width * 0.62F) large.size_px *= width * 0.62F / run->width;
        const Point at{x - 2, baseline - page.context.fonts.baseline(large)};
        wide = page.line(pledge.amount, large, at, page.palette.text) + 18;
    } else if (pledge.typed && index >= 0) {
        const text::Style input = page.style(deck::TypeRole::Input);
        const float top = baseline - page.context.fonts.baseline(input);
        constexpr float gap_px = 16;
        wide =
            draw_typed_amount(drawing, index, input, {x, top}, width / 2, page.palette.text, std::nullopt) +
            gap_px;
    }
    page.line(pledge.words, words, {x + wide, baseline - 3 - page.context.fonts.baseline(words)},
              page.palette.text, Align::Start, width - wide);
}

Button change_button(const Page& page, int field) {
    ButtonSpec spec;
    spec.control = {ControlKind::FormChange, field, 0};
    spec.label = page.context.word("form.change");
    spec.label_size_px = 28, spec.width_min_px = 150, spec.padding_px = 20;
    return Button::make(page.context, spec);
}

// Typed values in one line, each shaped by itself, so that no copy of them is joined anywhere. Set smaller to
// fit, and in two lines when even that is too wide: what one checks must be there to its end.
struct ValuesFit {
    text::Style style;
    bool two_lines = false;
};
constexpr float value_space_em = 0.27F;

float value_width(const FormDrawing& drawing, int field, const text::Style& style) {
    const Page& page = drawing.page;
    page.context.fonts.shape_secret(drawing.form.typed(field).reveal(), style,
                                    language_of_typed(page.context, drawing.form.field(field)),
                                    drawing.secret);
    return drawing.secret.width;
}

ValuesFit fit_values(const FormDrawing& drawing, const Row& row, float width) {
    constexpr float least_px = 26, close_lines = 1.1F;
    ValuesFit fit{drawing.page.style(deck::TypeRole::Input, 34)};
    float total = -fit.style.size_px * value_space_em;
    for (const int field : row.fields)
        total += value_width(drawing, field, fit.style) + fit.style.size_px * value_space_em;
    if (total <= width) return fit;
    const float smaller = std::max(least_px, fit.style.size_px * width / total);
    fit.two_lines = total * smaller / fit.style.size_px > width + 1;
    fit.style.size_px = smaller;
    if (fit.two_lines) fit.style.line = close_lines;
    // Two names without end: smaller than anything else, and whole all the same.
    constexpr float two_full_lines = 1.95F, last_resort_px = 20;
    const float asked = total * smaller / drawing.page.style(deck::TypeRole::Input, 34).size_px;
    if (asked > two_full_lines * width)
        fit.style.size_px = std::max(last_resort_px, smaller * two_full_lines * width / asked);
    return fit;
}

// An address is parted after its "@" where both parts fit.
std::size_t after_at(std::string_view address, std::size_t fits, const text::SecretRun& run, float width) {
    const std::size_t after = address.rfind('@', fits) + 1;
    const bool both = after > 0 && after <= fits && run.width - run.caret_x(after) <= width;
    return both ? after : fits;
}

// `at`: the top of the first line's box.
void draw_values(const FormDrawing& drawing, const Row& row, const ValuesFit& fit, Point at, float width) {
    const Page& page = drawing.page;
    const text::SecretRun& run = drawing.secret;
    float x = at.x, y = at.y;
    for (const int field : row.fields) {
        std::string_view rest = drawing.form.typed(field).reveal();
        const float wide = value_width(drawing, field, fit.style);
        if (fit.two_lines && x + wide > at.x + width) {
            std::size_t fits = 0;
            for (std::size_t next = 0; next < rest.size();) {
                next += decode_utf8(rest.substr(next)).bytes;
                const float used = run.right_to_left ? run.width - run.caret_x(next) : run.caret_x(next);
                if (x + used > at.x + width) break;
                fits = next;
            }
            if (x > at.x && wide <= width) fits = 0; // a name goes over whole
            if (drawing.form.field(field).kind == FieldKind::Email) fits = after_at(rest, fits, run, width);
            if (fits > 0)
                draw_typed(drawing, field, SecretText(rest.substr(0, fits)), fit.style, {x, y}, width,
                           page.palette.text, std::nullopt);
            rest.remove_prefix(fits);
            x = at.x, y += fit.style.line_height();
        }
        x += draw_typed(drawing, field, SecretText(rest), fit.style, {x, y}, at.x + width - x,
                        page.palette.text, std::nullopt);
        x += fit.style.size_px * value_space_em;
    }
    drawing.secret.clear();
}

// Where the rules lie: closer where many rows share the card beside the fields.
struct Rules {
    float first = 268, pitch = 113;
};
Rules rules_of(const FormDrawing& drawing, float height) {
    constexpr float pitch_least_px = 96, first_least_px = 226; // a button of 88 and its gap; the amount
    Rules rules;
    const float count = static_cast<float>(rows_of(drawing).size()) + (has_consent(drawing.form) ? 1 : 0);
    if (drawing.page.context.portrait() || count == 0) {
        if (drawing.tight) rules.first = first_least_px;
        rules.pitch = (drawing.tight ? pitch_least_px : row_px) *
                      std::max(1.0F, drawing.page.context.look.text_size * 0.94F);
        return rules;
    }
    if (count * pitch_least_px + rules.first > height) rules.first = first_least_px;
    rules.pitch = std::clamp((height - rules.first - 9) / count, pitch_least_px, row_px);
    return rules;
}

} // namespace

float review_height(const FormDrawing& drawing) {
    constexpr float foot_px = 9;
    const Rules rules = rules_of(drawing, 616);
    const float rows = static_cast<float>(rows_of(drawing).size()) + (has_consent(drawing.form) ? 1 : 0);
    return rules.first + rows * rules.pitch + foot_px;
}

float draw_review(const FormDrawing& drawing, const Rect& room) {
    const Page& page = drawing.page;
    const deck::Palette& colours = page.palette;
    const Rect card{room.x, room.y, room.width, std::max(room.height, review_height(drawing))};
    page.card(card, card_radius_px, colours.surface, colours.line, 3);
    const float x = card.x + padding_px, inner = card.width - 2 * padding_px;
    const text::Style label = page.style(deck::TypeRole::Label);
    page.line(page.context.in(drawing.form.definition().pledge_title), label,
              {x, card.y + 52 - label.line_height() / 2}, colours.text_2, Align::Start, inner - 170);
    const Pledge pledge = pledge_of(drawing);
    draw_amount(drawing, pledge, x, card.y + 207, inner);
    const auto place_change = [&](int field, float y) {
        const Button change = change_button(page, field);
        page.button(change, {x + inner - change.rect().width, y, change.rect().width, 88});
        return change.rect().width;
    };
    if (pledge.field >= 0) place_change(pledge.field, card.y + 16);

    const text::Style small = page.style(deck::TypeRole::Source);
    const text::Style least = page.context.deck.theme.style(deck::TypeRole::Source);
    const text::Style value = page.style(deck::TypeRole::Input, 34);
    const Rules rules = rules_of(drawing, 616);
    const float pitch = rules.pitch;
    float y = card.y + rules.first;
    // Label and value share the height between two rules; a value of two lines pushes its label up.
    constexpr float label_part = 0.32F, value_part = 0.655F, high_label_part = 0.2F, values_part = 0.64F;
    const bool crowded = small.line_height() + value.line_height() > pitch * 0.9F;
    const auto head = [&](std::string_view words, bool two_lines) {
        page.rule({x, y}, inner, rule_px, colours.hairline);
        const float middle = y + pitch * (two_lines ? high_label_part : label_part);
        const text::Style& style = two_lines || crowded ? least : small;
        page.line(words, style, {x, middle - style.line_height() / 2}, colours.text_2, Align::Start,
                  inner - 190);
    };
    for (const Row& row : rows_of(drawing)) {
        const float change = place_change(row.change, y + (pitch - 88) / 2 + 1);
        const float beside = inner - change - 24;
        const ValuesFit fit = fit_values(drawing, row, beside);
        head(row.label, fit.two_lines);
        const float top = fit.two_lines ? y + pitch * values_part - fit.style.line_height()
                                        : y + pitch * value_part - fit.style.line_height() / 2;
        draw_values(drawing, row, fit, {x, top}, beside);
        y += pitch;
    }
    if (has_consent(drawing.form)) {
        head(page.context.word("form.contact"), false);
        page.line(contact_words(drawing), value, {x, y + pitch * value_part - value.line_height() / 2},
                  colours.text, Align::Start, inner);
    }
    return card.height;
}

bool draw_pledge_line(const FormDrawing& drawing, Point at, float width) {
    const Page& page = drawing.page;
    const Pledge pledge = pledge_of(drawing);
    if (pledge.words.empty() && pledge.amount.empty()) return false;
    const text::Style label = page.style(deck::TypeRole::Text);
    page.line(page.context.in(drawing.form.definition().pledge_title), label, {at.x, at.y + 4},
              page.palette.text_2, Align::Start, width);
    text::Style style = page.style(deck::TypeRole::Lead, 44);
    style.weight = 600, style.line = 1, style.tracking_em = -0.010F;
    const float y = at.y + label.line_height() + 2.5F;
    const int index = drawing.form.visible_amount();
    if (pledge.typed && index >= 0) {
        const text::Style input = page.style(deck::TypeRole::Input);
        constexpr float gap_px = 14;
        const float typed =
            draw_typed_amount(drawing, index, input, {at.x, y}, width / 2, page.palette.text, std::nullopt);
        page.line(pledge.words, input, {at.x + typed + gap_px, y}, page.palette.text);
        return true;
    }
    const std::string words = pledge.amount.empty() ? pledge.words : pledge.amount + " " + pledge.words;
    page.line(words, style, {at.x, y}, page.palette.text, Align::Start, width);
    return true;
}

} // namespace kiosk::scene
