// SIGTERM and SIGINT as something to look at, so that nothing is done inside a signal handler. Made by main
// before any thread starts; polled by the loop. Never ends the program by itself.
#pragma once

#include "base/result.hpp"
#include "platform/descriptor.hpp"

namespace kiosk::platform {

class StopSignals {
  public:
    // From here on both signals only count; SIGPIPE is ignored (a cut connection is an error, not an end).
    [[nodiscard]] static Result<StopSignals> create();
    // True from the first signal on.
    [[nodiscard]] bool asked();
    // Readable (poll, epoll) when a signal has come, for loops that wait on descriptors.
    [[nodiscard]] int descriptor() const { return signals_.number(); }

  private:
    explicit StopSignals(Descriptor signals) : signals_(std::move(signals)) {}
    Descriptor signals_;
    bool asked_ = false;
};

} // namespace kiosk::platform
