// The kiosk's word to its supervisor (systemd's notify protocol, over NOTIFY_SOCKET): ready, alive, what it
// does. Called by the main loop alone, so that a hung loop falls silent. Without a supervisor it says
// nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace kiosk::platform {

class Watchdog {
  public:
    // Reads NOTIFY_SOCKET and WATCHDOG_USEC.
    Watchdog();
    // For tests: a socket's path ("@" for an abstract one) and the supervisor's patience.
    Watchdog(std::string socket, std::optional<Duration> patience);

    void ready() const { say("READY=1"); }
    void stopping() const { say("STOPPING=1"); }
    void status(std::string_view sentence) const { say("STATUS=" + std::string(sentence)); }
    // Call once a turn of the loop while it is well: a frame was shown lately, the store answers. Speaks at
    // most three times within the supervisor's patience.
    void alive(Instant now);

  private:
    void say(const std::string& line) const;
    std::string socket_;
    std::optional<Duration> patience_;
    std::optional<Instant> last_;
};

} // namespace kiosk::platform
