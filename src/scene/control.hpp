// Names of everything that can be touched, and the hit map: which control lies where in the list that was
// painted. update() receives controls, never coordinates.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/geometry.hpp"

namespace kiosk::scene {

enum class ControlKind : std::uint8_t {
    None,
    // chrome
    NeedHelp,
    LanguagePicker,
    TextContrast,
    PipsBack,
    PipsOn,
    Pause,
    Pledge,
    CharityName,
    // form
    LeaveAndClear,
    Back,
    Continue,
    Confirm,
    FormField,
    FormOption,
    FormChange,
    AcceptSuggestion, // "Did you mean gmail.com?"; index: the field
    PrivacyNotice,
    TryAgain,
    KeyboardKey,
    ScrollBack,
    ScrollOn,
    // sheets and dialogs
    Close,
    ChooseLanguage,
    ChooseTextSize,
    ChooseContrast,
    ChooseMovement,
    ChooseReach, // index 1: controls lower
    ChooseAloud, // index 1: reading aloud
    StillHere,
    ClearAndLeave,
    Finish,
    // staff PIN
    PinDigit,
    PinDelete,
    PinCancel,
    // bare slide, for swipes and touch rings
    Slide,
};

struct Control {
    ControlKind kind = ControlKind::None;
    std::int32_t index = 0; // which field, option, key, language, digit
    std::int32_t part = 0;  // which option of the field
    bool operator==(const Control&) const = default;
    explicit operator bool() const { return kind != ControlKind::None; }
};

class HitMap {
  public:
    void clear() { targets_.clear(); }
    // Later targets lie on top of earlier ones.
    void add(const Rect& rect, Control control) {
        const float x = mirror_ > 0 ? mirror_ - rect.right() : rect.x;
        targets_.push_back({{x, rect.y, rect.width, rect.height}, control});
    }
    // Targets that are added from now on lie mirrored on a canvas of this width, as what is drawn does
    // (mirrored.hpp); 0: they do not. Gives back what held before.
    float mirror(float canvas_width) { return std::exchange(mirror_, canvas_width); }
    // Everything added before is covered: a sheet or dialog takes all touches.
    void cover() { targets_.clear(); }
    // The control at `p`; else the nearest one whose edge is within `slop_px`.
    [[nodiscard]] Control at(Point p, float slop_px = 8) const;
    [[nodiscard]] Rect rect_of(Control control) const; // empty when it is not there

    struct Target {
        Rect rect;
        Control control;
    };
    [[nodiscard]] const std::vector<Target>& targets() const { return targets_; }

  private:
    std::vector<Target> targets_;
    float mirror_ = 0;
};

} // namespace kiosk::scene
