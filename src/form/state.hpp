// What one visitor has chosen and typed in a form, and where they are in it. One FormState lives as long as
// the kiosk: its locked memory is taken once, filled by the keyboard, read by scene/ and by the record, and
// wiped by clear(). Never writes, logs or allocates for what is typed; never selects anything beforehand.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/secret_text.hpp"
#include "form/definition.hpp"
#include "form/pattern.hpp"
#include "form/validate.hpp"

namespace kiosk::form {

// What Continue and Confirm led to.
struct Advance {
    enum class Outcome : std::uint8_t {
        Moved,    // the next step is there
        Problems, // the focus is on the first field to mend
        Complete, // every step is good: the form may be confirmed
    };
    Outcome outcome = Outcome::Moved;
    int first_problem = -1; // index of a field
    int problem_count = 0;
};

enum class ConsentAnswer : std::uint8_t { Yes, No, NotAsked };

class FormState {
  public:
    static constexpr std::size_t typed_fields_max = 24; // each takes a page of locked memory
    static constexpr std::size_t characters_max = 250;  // of one field: longer ones are cut to this
    static constexpr std::size_t bytes_max = 4 * characters_max;
    static constexpr std::size_t fields_max = 64;
    static constexpr std::size_t options_max = 32; // of one field

    FormState(); // takes the locked memory, once
    FormState(const FormState&) = delete;
    FormState& operator=(const FormState&) = delete;

    // Starts a form from its defaults: nothing chosen, nothing typed, the first step; amounts in the currency
    // of `language`, where the form has one. Fails when the form has more than the limits above.
    Result<void> open(std::shared_ptr<const Definition> definition, std::string_view language = {});
    // Wipes everything at once and closes the form.
    void clear() noexcept;
    [[nodiscard]] bool is_open() const { return definition_ != nullptr; }

    // ---- what is there. Fields are counted through all steps: field 0 is the first of the first step.
    [[nodiscard]] const Definition& definition() const { return *definition_; }
    [[nodiscard]] int field_count() const { return static_cast<int>(slots_.size()); }
    [[nodiscard]] const Field& field(int index) const { return *slot(index).field; }
    [[nodiscard]] int index_of(std::string_view field_id) const; // -1: none
    [[nodiscard]] int step_of(int index) const { return slot(index).step; }
    [[nodiscard]] bool visible(int index) const; // show-if and consent's `needs`
    [[nodiscard]] static bool is_typed(FieldKind kind);
    // What the field asks: its label, but for the amount, which follows the way to pledge that is chosen.
    [[nodiscard]] const Localised& question(int index) const;

    // ---- values
    // What was typed: a view of wiped memory, valid until the next change. Amount: the digits under "Other".
    [[nodiscard]] SecretText typed(int index) const;
    // Choice: the option; Amount: the button, amounts.size() for "Other"; -1: none yet.
    [[nodiscard]] int chosen(int index) const { return slot(index).chosen; }
    // Choices and Consent: by option; GiftAid and Affirmation: option 0.
    [[nodiscard]] bool ticked(int index, int option = 0) const;
    // Minor units; nothing while none is chosen or typed.
    [[nodiscard]] std::optional<std::int64_t> amount(int index) const;
    [[nodiscard]] int visible_amount() const; // the Amount field that counts now; -1: none
    [[nodiscard]] ConsentAnswer answer(int index, int option) const;
    [[nodiscard]] bool empty(int index) const;

    // ---- what the visitor is told
    [[nodiscard]] Problem problem(int index) const { return slot(index).problem; } // shown now
    [[nodiscard]] bool good(int index) const; // was left, and holds a good value: a tick stands in it
    [[nodiscard]] std::optional<Suggestion> suggestion(int index) const; // after the field was left
    [[nodiscard]] int announced_problems() const; // after Continue: how many are still to mend on this step

    // ---- where the visitor is. Steps that show nothing are passed over and not counted.
    [[nodiscard]] int step() const { return step_; }
    [[nodiscard]] int step_number() const; // 1..step_count()
    [[nodiscard]] int step_count() const;
    [[nodiscard]] bool is_first_step() const { return previous_step(step_) < 0; }
    [[nodiscard]] bool is_last_step() const { return following_step(step_) < 0; }
    [[nodiscard]] int focused() const { return focused_; }     // -1: no field has the keyboard
    [[nodiscard]] std::size_t caret() const { return caret_; } // byte offset in typed(focused())
    [[nodiscard]] int next_typed_field() const; // behind the focused one on this step; -1: it is the last

    // ---- acting. Whatever does not fit the state (a field that is not shown, a wrong option) does nothing.
    void choose(int index, int option); // a card, an amount, a tick, the switch
    void focus(int index);              // leaves the old field; the caret stands at the end
    void place_caret(std::size_t offset);
    void move_caret(int code_points);
    // At the caret; false when it is full, or holds control characters.
    bool type(std::string_view utf8);
    bool backspace();
    void leave_field(); // tidies and checks the focused field, and takes the keyboard away
    void accept_suggestion(int index);
    Advance next_step();
    void back();
    void go_to_field(int index); // "Change": the next good Continue comes back here

    // ---- for the record: only what is shown now. Views live as long as the call.
    using ValueSink = std::function<void(std::string_view field_id, std::string_view value)>;
    void for_each_value(const ValueSink& sink) const;
    struct ConsentView {
        std::string_view channel;
        ConsentAnswer answer = ConsentAnswer::NotAsked;
        std::string_view basis, wording;
    };
    // The exact words shown in `language`, each choice with its channel's words; affirmations too.
    void for_each_consent(std::string_view language,
                          const std::function<void(const ConsentView&)>& sink) const;
    // Index of the Gift Aid field when it is on; -1 otherwise.
    [[nodiscard]] int gift_aid() const;
    // Shown with Gift Aid: the first typed field that is no postcode, and the postcode; -1: none.
    [[nodiscard]] int gift_aid_house() const;
    [[nodiscard]] int gift_aid_postcode() const;
    [[nodiscard]] bool gift_aid_complete() const; // a name, a house and a good postcode (HMRC's least)

  private:
    struct Slot {
        const Field* field = nullptr;
        int step = 0;
        int buffer = -1; // of typed_; -1: nothing is typed here
        int chosen = -1;
        std::uint32_t ticks = 0;
        Problem problem = Problem::None;
        bool left = false; // was left at least once, or checked by Continue
        std::optional<Pattern> pattern;
    };
    [[nodiscard]] const Slot& slot(int index) const { return slots_[static_cast<std::size_t>(index)]; }
    [[nodiscard]] Slot& slot(int index) { return slots_[static_cast<std::size_t>(index)]; }
    [[nodiscard]] bool holds(int index) const { return index >= 0 && index < field_count(); }
    [[nodiscard]] SecretBytes* buffer(int index);
    [[nodiscard]] std::string_view text_of(int index) const; // what was typed
    [[nodiscard]] bool shown_by_condition(const ShowIf& condition) const;
    [[nodiscard]] bool holds_value(int index, const std::vector<std::string>& values) const;
    // Whether some consent asks for this field; if so, whether that channel is ticked.
    [[nodiscard]] std::optional<bool> needed(const Field& field) const;
    [[nodiscard]] Problem check(int index) const;
    [[nodiscard]] Problem check_typed(int index) const;
    [[nodiscard]] std::size_t characters_allowed(int index) const;
    [[nodiscard]] Problem check_amount(int index) const;
    [[nodiscard]] int following_step(int step) const; // with something to show; -1: none
    [[nodiscard]] int previous_step(int step) const;
    [[nodiscard]] bool step_shows(int step) const;
    [[nodiscard]] Advance check_step(int step);
    void changed(int index);
    [[nodiscard]] int gift_aid_part(bool postcode) const;
    [[nodiscard]] std::size_t characters_of_all() const;

    std::shared_ptr<const Definition> definition_;
    std::vector<Slot> slots_;
    std::vector<SecretBytes> typed_;
    int step_ = 0;
    int focused_ = -1;
    std::size_t caret_ = 0;
    bool announced_ = false;
    int return_to_step_ = -1; // after "Change"
};

} // namespace kiosk::form
