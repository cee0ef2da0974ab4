// What update() asks the loop to do, as data. Effects never carry what a visitor typed: the loop reads the
// form's own wiped memory when it seals.
#pragma once

#include <cstdint>

namespace kiosk::app {

enum class Effect : std::uint8_t {
    OpenForm,     // a form opens: mint the id of its sign-up
    Submit,       // seal what the form holds, append it, answer with SaveAnswer
    TryAgain,     // append the same sealed bytes again
    ForgetSignUp, // the visitor left: drop the sealed bytes that could not be stored
    WipeTraces,   // overwrite draw lists and frame memory that showed what was typed
    OpenPin,      // the pad opens: say whether it is locked
    CheckPin,     // compare the digits of State::pin, answer with PinAnswer
    OpenPanel,    // show the staff panel
    Speak,        // say State::to_say instead of what is being said
    Hush,         // say nothing more
};

} // namespace kiosk::app
