#include "app/stops.hpp"

#include <algorithm>
#include <cstddef>

#include "scene/form_fields.hpp"

namespace kiosk::app {

namespace {

using form::FieldKind;
using scene::Control;
using scene::ControlKind;

int options_of(const form::Field& field) {
    switch (field.kind) {
    case FieldKind::Choice:
    case FieldKind::Choices:
    case FieldKind::Consent: return static_cast<int>(field.options.size());
    case FieldKind::Amount: return static_cast<int>(field.amounts.size()) + (field.other ? 1 : 0);
    case FieldKind::GiftAid:
    case FieldKind::Affirmation: return 1;
    default: return 0;
    }
}

bool form_is_on_top(const State& state) {
    return state.screen == Screen::Form && state.sheet == Sheet::None && !state.warned_at;
}

bool is_of_form(ControlKind kind) {
    return kind == ControlKind::FormField || kind == ControlKind::FormOption;
}

} // namespace

std::vector<Control> stops(const State& state, const scene::HitMap& hits, bool with_keys) {
    std::vector<Control> out;
    if (form_is_on_top(state)) {
        for (int i = 0; i < state.form.field_count(); ++i) {
            if (state.form.step_of(i) != state.form.step() || !state.form.visible(i)) continue;
            if (form::FormState::is_typed(state.form.field(i).kind))
                out.push_back({ControlKind::FormField, i, 0});
            for (int option = 0; option < options_of(state.form.field(i)); ++option)
                out.push_back({ControlKind::FormOption, i, option});
        }
    }
    const bool has_form = !out.empty();
    for (const auto& target : hits.targets()) {
        const ControlKind kind = target.control.kind;
        const bool left_out = kind == ControlKind::Slide || kind == ControlKind::CharityName ||
                              (kind == ControlKind::KeyboardKey && !with_keys) ||
                              (has_form && is_of_form(kind));
        // The dialog can be answered anywhere, and by a button that does the same: one stop.
        if (!left_out && std::ranges::count(out, target.control) == 0) out.push_back(target.control);
    }
    return out;
}

Control neighbour(const std::vector<Control>& stops, Control from, int way) {
    if (stops.empty()) return {};
    const auto count = static_cast<std::ptrdiff_t>(stops.size());
    const auto found = std::ranges::find(stops, from);
    std::ptrdiff_t next = way > 0 ? 0 : count - 1;
    if (found != stops.end()) next = (found - stops.begin() + way + count) % count;
    return stops[static_cast<std::size_t>(next)];
}

Control stop_of_field(const State& state, int field) {
    if (field < 0 || field >= state.form.field_count() || !state.form.visible(field)) return {};
    if (form::FormState::is_typed(state.form.field(field).kind)) return {ControlKind::FormField, field, 0};
    if (options_of(state.form.field(field)) == 0) return {};
    return {ControlKind::FormOption, field, std::max(0, state.form.chosen(field))};
}

void scroll_to_field(State& state, int field) {
    if (!state.form.is_open() || field < 0) return;
    const bool portrait = state.look.orientation == scene::Orientation::Portrait;
    const int step = state.form.step();
    const auto rows = scene::form_rows(state.form, step, portrait);
    // On a narrow screen the pledge so far is a row of its own above the others.
    const bool review = state.form.definition().steps[static_cast<std::size_t>(step)].review;
    int place = portrait && review ? 1 : 0;
    for (const scene::FormRow& row : rows) {
        if (std::ranges::count(row.fields, field) + std::ranges::count(row.inside, field) > 0) {
            state.form_scroll = place; // the layout takes it back as far as all rows below are there
            return;
        }
        ++place;
    }
}

} // namespace kiosk::app
