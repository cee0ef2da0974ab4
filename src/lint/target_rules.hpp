// The rules on what is touched, for a screen of stated size at a stated height: target-size, target-reach and
// target-overlap. Called by lint.cpp for each hit map; pure.
#pragma once

#include "deck/settings.hpp"
#include "lint/findings.hpp"
#include "scene/control.hpp"

namespace kiosk::lint {

void check_targets(const scene::HitMap& hits, Size canvas, const deck::ScreenSettings& screen,
                   const Subject& subject, Findings& findings);
// Two controls of which one takes the other's touches. On any screen.
void check_targets_apart(const scene::HitMap& hits, Size canvas, const Subject& subject, Findings& findings);

} // namespace kiosk::lint
