// The fonts of the design by their Debian families, read for text/: shared by run, demo, render and check.
// Never falls back to a family that merely resembles the one asked for.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "text/text.hpp"

namespace kiosk::command {

// A missing family is an error of the machine that names the package which brings it.
[[nodiscard]] Result<std::unique_ptr<text::Fonts>> load_fonts();

} // namespace kiosk::command
