// The cell in which a stranger's bytes are decoded: a process that can read what it was given, write its
// answer, and nothing else. Entered by the decoding child before it reads a byte; there is no way out but to
// end.
#pragma once

#include <cstddef>

#include "base/result.hpp"

namespace kiosk::photo {

// What the decoding of the largest picture that is allowed needs, three times over.
constexpr std::size_t sandbox_memory_bytes = std::size_t{1} << 30;
constexpr unsigned sandbox_cpu_s = 10;
// By the wall clock: a child that hangs ends by itself, so that who waits for it needs no clock.
constexpr unsigned sandbox_wall_s = 15;

// No file or folder can be opened, made or removed from here on, by Landlock (Linux 5.13, landlock(7)). False
// where this kernel has none of it, and then nothing has changed. A part of enter_sandbox(), by itself for
// its test.
[[nodiscard]] Result<bool> shut_files_out();

// From here on: no file can be opened (by two locks, of which one is enough), no socket, no other process;
// files that are open but the first three are closed; memory, processor time and life are bounded; it dies
// with its parent. In a build with address sanitizer, which needs memory and calls of its own, the bounds on
// memory and calls are left out.
[[nodiscard]] Result<void> enter_sandbox();

} // namespace kiosk::photo
