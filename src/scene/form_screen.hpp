// The form as a visitor meets it: head, the rows of the step, the pledge so far, keyboard or number pad, the
// bar. Works for any form definition. Owned by app's view, which calls draw() for every frame; what was typed
// passes through one wiped run and is kept nowhere.
#pragma once

#include <optional>

#include "form/keyboard.hpp"
#include "form/state.hpp"
#include "scene/form_chrome.hpp"
#include "scene/form_fields.hpp"

namespace kiosk::scene {

struct FormMoment {
    Instant now;
    int step_from = -1;      // the step that slides out; -1: none
    float step_part = 1;     // 0..1 of the 320 ms of a change of step
    float keyboard_part = 1; // 0..1 of the 280 ms in which the keyboard rises
    FormSaving saving = FormSaving::No;
    bool masked = false; // a dialog is over the form: bars in place of words
    int scroll = 0;      // rows that have gone up, where a step is longer than the screen
};

class FormScreen {
  public:
    // `hits` may be null where nothing can be touched. The keyboard is drawn when it is up.
    void draw(draw::DrawList& list, HitMap* hits, const Context& context, const form::FormState& form,
              const form::Keyboard& keyboard, const Feel& feel, const FormMoment& moment);
    // The largest `scroll` of the step last drawn, the scroll that was used, and where a whole page back and
    // on lead from it.
    [[nodiscard]] int scroll_max() const { return scroll_max_; }
    [[nodiscard]] int scroll() const { return scroll_; }
    [[nodiscard]] int scroll_back() const { return scroll_back_; }
    [[nodiscard]] int scroll_on() const { return scroll_on_; }
    [[nodiscard]] int scroll_end() const { return scroll_end_; } // the first row below that is not shown
    // The byte offset in the focused field that lies nearest to a touch at `at`. `field` is its box.
    [[nodiscard]] std::size_t caret_at(const Context& context, const form::FormState& form, const Rect& field,
                                       Point at);
    // `now` while an error comes in.
    [[nodiscard]] Instant next_change(Instant now) const { return fade_.next_change(now); }
    // Wipes what the last frame shaped.
    void forget() { secret_.clear(); }

  private:
    struct Area {
        float x = 96, top = 0, width = 1728, bottom = 846;
    };
    void draw_step(const Page& page, const form::FormState& form, int step, const form::Keyboard& keyboard,
                   const FormMoment& moment);
    // Returns where its words end, for a title that must keep clear of them.
    float draw_head(const Page& page, const form::FormState& form) const;
    float draw_title(const Page& page, const form::FormState& form, int step) const;
    float head_bottom_ = 0; // of the words beside the bars
    [[nodiscard]] Area area_of(const Page& page, const form::FormState& form, int step,
                               float title_bottom) const;
    [[nodiscard]] static std::size_t place_rows(const FormDrawing& drawing, std::vector<FormRow>& rows,
                                                const Area& area, std::size_t first);
    void draw_shown_rows(FormDrawing& drawing, std::vector<FormRow>& rows, const Area& area,
                         std::size_t shown);
    void draw_rows(const FormDrawing& drawing, std::vector<FormRow>& rows, const Area& area, int scroll);
    void draw_focused_row(const FormDrawing& drawing, const std::vector<FormRow>& rows, float top) const;
    void draw_scroll_arrows(const Page& page, const Area& area) const;
    void draw_foot(const FormDrawing& drawing, int step, bool keyboard_up, float rows_end) const;
    [[nodiscard]] static text::Style foot_style(const Page& page, std::string_view words, float beside,
                                                float full);
    [[nodiscard]] static float draw_footnote_above(const Page& page, const form::FormState& form, float y);
    void draw_failure(const Page& page) const;

    text::SecretRun secret_;
    ErrorFade fade_;
    int scroll_ = 0, scroll_max_ = 0, scroll_back_ = 0, scroll_on_ = 0, scroll_end_ = 0;
    float rows_end_ = 0; // where the rows of the step ended
};

} // namespace kiosk::scene
