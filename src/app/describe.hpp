// A filled form as the sign-up that the record holds: views of the form's wiped memory and of the deck's
// words, nothing copied but the lists that hold the views. Called by the loop at the moment of sealing. Pure.
#pragma once

#include "app/state.hpp"
#include "record/sign_up.hpp"

namespace kiosk::app {

// What the state does not know: identity, numbers, clocks. Views live as long as the call that uses them.
struct Provenance {
    record::Id id;
    std::uint64_t seq = 0;
    std::string_view receipt;
    record::Captured captured;
    std::string_view kiosk, event;
};

[[nodiscard]] record::SignUp describe(const State& state, const Provenance& from);

} // namespace kiosk::app
