// The on-screen keyboard as rules: which face and shift are up, what a finger on a key does, when backspace
// repeats. Called by app/ with the keys that were hit and by scene/ to draw. Never knows coordinates or
// clocks; types straight into the FormState and keeps nothing of what was typed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "form/keyboard_layout.hpp"
#include "form/state.hpp"

namespace kiosk::form {

enum class Face : std::uint8_t { Letters, Symbols, Accents, NumberPad };
enum class Shift : std::uint8_t { Off, Once, Locked };

class Keyboard {
  public:
    static constexpr Duration repeat_after{500}, repeat_every{80};
    // Two thumbs type; whatever lies on the glass besides is a palm or a play of hands.
    static constexpr std::size_t fingers_max = 2;

    // The layout must outlive the keyboard, or the next call. Changing it in mid-word keeps what is typed.
    void set_layout(const KeyboardLayout& layout, bool portrait);
    // Brings up the face and shift that the focused field of `form` asks for; hides it when none is focused.
    // Call it whenever the focus changes.
    void follow(const FormState& form);
    [[nodiscard]] bool is_up() const { return field_ >= 0 && layout_ != nullptr; }

    [[nodiscard]] Face face() const { return face_; }
    [[nodiscard]] Shift shift() const { return shift_; }
    [[nodiscard]] const KeyboardLayout& layout() const { return *layout_; }
    [[nodiscard]] bool portrait() const { return portrait_; }
    [[nodiscard]] const LayoutPage& page() const;
    // Keys are counted row by row through the page, unused ones too. Null when there is no such key.
    [[nodiscard]] const LayoutKey* key(int index) const;
    [[nodiscard]] bool used(const LayoutKey& key) const;              // for this kind of field
    [[nodiscard]] std::string_view label(const LayoutKey& key) const; // what Type keys show now
    [[nodiscard]] bool pressed(int index) const;

    // Fingers. A key acts when it is lifted; a second key going down commits the first; more than two fingers
    // at once act as none. `inside` tells whether the finger still is on its key.
    void down(std::int64_t finger, int key_index, Instant now, FormState& form);
    void moved(std::int64_t finger, bool inside);
    void up(std::int64_t finger, Instant now, FormState& form);
    void cancelled(std::int64_t finger);
    void release_all(); // a dialog came up, the form was left
    // Lets a held backspace repeat.
    void tick(Instant now, FormState& form);
    [[nodiscard]] Instant
    next_change() const; // when tick() has something to do; never() when nothing is held

    // One whole touch, for a keyboard that is driven by switch or script.
    void act(int key_index, FormState& form);

  private:
    struct Held {
        std::int64_t finger = 0;
        const LayoutKey* key = nullptr;
        int index = -1;
        bool inside = true;
        Instant repeats_at;
        bool repeated = false;
    };
    void commit(const LayoutKey& key, FormState& form);
    void type(const LayoutKey& key, FormState& form);
    void press_shift();
    [[nodiscard]] Face first_face() const; // of this kind of field
    void shift_for(const FormState& form); // one capital at the start of a name and of each of its parts
    [[nodiscard]] std::string_view output(const LayoutKey& key) const;

    const KeyboardLayout* layout_ = nullptr;
    bool portrait_ = false;
    int field_ = -1;
    FieldKind kind_ = FieldKind::Text;
    Face face_ = Face::Letters;
    Shift shift_ = Shift::Off;
    bool shift_is_ours_ = false; // put up by shift_for(), not by the visitor
    std::optional<Held> held_;
    std::array<std::int64_t, 16> fingers_{};
    std::size_t finger_count_ = 0;
};

// What a key for email addresses should add to text `before` and `after` the caret: never a second "@", never
// two dots side by side, no space. A slice of `output`.
[[nodiscard]] std::string_view email_aware(std::string_view output, std::string_view before,
                                           std::string_view after);

} // namespace kiosk::form
