// The bar of the form: Need help, language, Aa, Leave and clear, Back, Continue or Confirm, at the places of
// the design; in longer languages and larger text it finds room for all of them. Called by form_screen.
#pragma once

#include "form/state.hpp"
#include "scene/form_page.hpp"

namespace kiosk::scene {

// Of the sign-up in hand: not yet, on its way to the disk, taking long, refused by the disk.
enum class FormSaving : std::uint8_t { No, Busy, Slow, Failed };

void draw_form_chrome(const Page& page, const form::FormState& form, FormSaving saving);

} // namespace kiosk::scene
