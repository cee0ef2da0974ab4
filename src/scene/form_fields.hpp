// The fields of a form as they lie on paper: typed fields with their label, message, tick and caret; cards to
// choose from; boxes of consent; the Gift Aid card; notes. Called by form_screen for each row of a step.
#pragma once

#include <array>
#include <vector>

#include "form/state.hpp"
#include "scene/form_page.hpp"
#include "text/text.hpp"

namespace kiosk::scene {

// How far the outline and the message of each error have come in. Owned by the screen, which draws every
// frame; keeps which error stands where, nothing that was typed.
class ErrorFade {
  public:
    void look(const form::FormState& form, Instant now, bool still);
    [[nodiscard]] float part(int field) const;
    [[nodiscard]] Instant next_change(Instant now) const;

  private:
    std::array<form::Problem, form::FormState::fields_max> shown_{};
    std::array<Instant, form::FormState::fields_max> since_{};
    Instant now_;
    bool still_ = false;
};

// What all the parts of a form need to draw one frame.
struct FormDrawing {
    const Page& page;
    const form::FormState& form;
    text::SecretRun& secret; // scratch for what was typed, wiped by its owner
    bool masked = false;     // bars in place of words: a dialog is over the form
    bool caret = true;
    bool tight = false;              // rows that nearly fit stand closer
    const ErrorFade* fade = nullptr; // null: errors stand
    float spare_px = 0;              // room that they then leave, for a Gift Aid card to take
    [[nodiscard]] float error_part(int field) const { return fade == nullptr ? 1 : fade->part(field); }
};

// Fields that stand side by side, or one that takes a row of its own.
struct FormRow {
    std::vector<int> fields;
    std::vector<int> inside; // of a Gift Aid card: the fields that it shows
    bool review = false;     // the pledge so far, where it scrolls with the fields
    float y = 0, height = 0; // label, field and message included
};

// The rows of a step, in its order; hidden fields are left out.
[[nodiscard]] std::vector<FormRow> form_rows(const form::FormState& form, int step, bool portrait);
// The height of a row in a column of `width`.
[[nodiscard]] float row_height(const FormDrawing& drawing, const FormRow& row, float width);
[[nodiscard]] float gap_between(const FormDrawing& drawing, const FormRow& above, const FormRow& below);
void draw_row(const FormDrawing& drawing, const FormRow& row, float x, float width);

// One typed field: label, box, tick or error, caret, message. `y` is the top of the label's line.
struct FieldPlace {
    float x = 0, y = 0, width = 0;
    float box_height = 96;
    float message_width = width; // of an amount, whose field is narrow
    float label_px = 0;          // the size that the labels of a row share; 0: as large as may be
};
void draw_field(const FormDrawing& drawing, int field, const FieldPlace& place);
// The amount under "Other", with its sign, as a field above the number pad.
void draw_amount_field(const FormDrawing& drawing, int field, const FieldPlace& place);
[[nodiscard]] float field_height(const FormDrawing& drawing, int field, float width, float box_height);
[[nodiscard]] float label_height(const FormDrawing& drawing);
// Where each typed field of a row lies: by columns of the twelve, or in halves within a card.
[[nodiscard]] std::vector<FieldPlace> places_of(const FormDrawing& drawing, const FormRow& row, float x,
                                                float width, bool in_card);

// The message that a field shows now: an error with its amounts filled in, or its help; empty: none.
struct FieldMessage {
    std::string words;
    bool error = false;
};
[[nodiscard]] FieldMessage message_of(const FormDrawing& drawing, int field);

// The language that what is typed into a field is shaped in: addresses and numbers run from the left in all.
[[nodiscard]] std::string_view language_of_typed(const Context& context, const form::Field& field);
// Draws what was typed into a field, on the baseline of a line box with its top at `top`, and returns its
// width. Without a caret it is set up to a quarter smaller where that makes it fit.
float draw_typed(const FormDrawing& drawing, int field, SecretText typed, const text::Style& style, Point top,
                 float width_max, Colour colour, std::optional<std::size_t> caret);
// The amount that was typed, with its sign on its left in every language; returns the width of both.
float draw_typed_amount(const FormDrawing& drawing, int field, const text::Style& style, Point top,
                        float width_max, Colour sign_colour, std::optional<std::size_t> caret);

// The way out of a soft opt-in, which stands beside the field that it is about, in that field's row.
[[nodiscard]] bool is_opt_out_beside(const form::Field& field);

// form_choices.cpp
[[nodiscard]] float choice_height(const FormDrawing& drawing, int field, float width);
void draw_choice(const FormDrawing& drawing, int field, float x, float y, float width);
[[nodiscard]] float opt_out_height(const FormDrawing& drawing, int field, const FieldPlace& place);
void draw_opt_out(const FormDrawing& drawing, int field, const FieldPlace& place);
[[nodiscard]] float gift_aid_height(const FormDrawing& drawing, const FormRow& row, float width);
void draw_gift_aid(const FormDrawing& drawing, const FormRow& row, float x, float width);

} // namespace kiosk::scene
