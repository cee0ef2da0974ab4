#include "lint/target_rules.hpp"

#include <algorithm>
#include <cmath>

#include "deck/say.hpp"
#include "scene/reach.hpp"

namespace kiosk::lint {

using deck::say;
using scene::ControlKind;

namespace {

constexpr float least_mm = 22; // design.md's [touch]: a fingertip that hurries
using scene::reach_high_mm, scene::reach_low_mm;
constexpr float rounding_mm = 0.05F;
constexpr float overlap_px = 1;

std::string_view name_of(ControlKind kind) {
    switch (kind) {
    case ControlKind::NeedHelp: return "\"Need help?\"";
    case ControlKind::LanguagePicker: return "the language button";
    case ControlKind::TextContrast: return "the \"Aa\" button";
    case ControlKind::PipsBack:
    case ControlKind::PipsOn: return "the row of pips";
    case ControlKind::Pause: return "the pause button";
    case ControlKind::Pledge: return "the pledge button";
    case ControlKind::Close: return "the close button";
    case ControlKind::ChooseLanguage: return "a language";
    case ControlKind::ChooseTextSize: return "a text size";
    case ControlKind::ChooseContrast: return "a contrast";
    case ControlKind::ChooseMovement: return "the movement switch";
    case ControlKind::LeaveAndClear: return "\"Leave and clear\"";
    case ControlKind::Back: return "\"Back\"";
    case ControlKind::Continue:
    case ControlKind::Confirm:
    case ControlKind::TryAgain: return "the button that leads on";
    case ControlKind::FormField: return "a field";
    case ControlKind::FormOption: return "an answer";
    case ControlKind::FormChange: return "\"Change\"";
    case ControlKind::AcceptSuggestion: return "the suggested email";
    case ControlKind::PrivacyNotice: return "the privacy notice's link";
    case ControlKind::KeyboardKey: return "a key";
    case ControlKind::ScrollBack:
    case ControlKind::ScrollOn: return "an arrow";
    case ControlKind::PinDigit:
    case ControlKind::PinDelete: return "a key of the PIN pad";
    default: return "a control";
    }
}

// Visitors touch these; staff alone touch the charity's name, and the bare slide is as large as the screen.
bool for_visitors(ControlKind kind) {
    return kind != ControlKind::None && kind != ControlKind::Slide && kind != ControlKind::CharityName;
}

} // namespace

void check_targets(const scene::HitMap& hits, Size canvas, const deck::ScreenSettings& screen,
                   const Subject& subject, Findings& findings) {
    const float mm = scene::pixel_mm(screen, canvas.height > canvas.width ? scene::Orientation::Portrait
                                                                          : scene::Orientation::Landscape);
    if (mm <= 0) return;
    for (const auto& [rect, control] : hits.targets()) {
        if (!for_visitors(control.kind)) continue;
        const float least = std::min(rect.width, rect.height) * mm;
        if (least < least_mm - rounding_mm)
            findings.add(subject, "target-size", "",
                         say("expected every control at least ", least_mm, " mm wide and high, found ",
                             name_of(control.kind), " of ", std::lround(least), " mm"),
                         "take a larger screen, or state its true size in [screen]");
        const float above_mm =
            static_cast<float>(screen.lower_edge_mm) + (canvas.height - rect.centre().y) * mm;
        if (above_mm < reach_low_mm || above_mm > reach_high_mm)
            findings.add(subject, "target-reach", "",
                         say("expected every control ", reach_low_mm, " to ", reach_high_mm,
                             " mm above the floor, found ", name_of(control.kind), " at ",
                             std::lround(above_mm / 10) * 10, " mm"),
                         above_mm > reach_high_mm
                             ? "hang the screen lower, or state its true height in [screen]"
                             : "hang the screen higher, or state its true height in [screen]");
    }
}

void check_targets_apart(const scene::HitMap& hits, Size canvas, const Subject& subject, Findings& findings) {
    const auto& all = hits.targets();
    // What is as large as the screen lies under the others on purpose: the bare slide, the dialog's
    // "anywhere".
    const auto covers = [&](const scene::HitMap::Target& target) {
        return target.rect.width >= canvas.width / 2 && target.rect.height >= canvas.height / 2;
    };
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            if (!for_visitors(all[i].control.kind) || !for_visitors(all[j].control.kind)) continue;
            if (covers(all[i]) || covers(all[j])) continue;
            const Rect both = intersection(all[i].rect, all[j].rect);
            if (both.empty() || both.width <= overlap_px || both.height <= overlap_px) continue;
            findings.add(subject, "target-overlap", "",
                         say("expected controls apart, found ", name_of(all[i].control.kind), " on ",
                             name_of(all[j].control.kind)),
                         "say what stands in or above them shorter");
        }
}

} // namespace kiosk::lint
