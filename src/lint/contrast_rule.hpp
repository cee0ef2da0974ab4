// The rule contrast-seen: words against what is really painted beneath them. Called by lint.cpp for each
// moment; see beneath.hpp for the ground.
#pragma once

#include "lint/beneath.hpp"
#include "lint/findings.hpp"
#include "lint/frame.hpp"

namespace kiosk::lint {

void check_contrast_seen(const Frame& frame, const Luminances& beneath, const Subject& subject,
                         Findings& findings);

} // namespace kiosk::lint
