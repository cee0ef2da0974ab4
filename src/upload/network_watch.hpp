// Tells that this machine's network changed: an address, a route, a cable. Asked by the worker between its
// waits, so that a kiosk whose Wi-Fi comes back does not sleep through it. It reads nothing of what changed,
// and sends nothing.
#pragma once

namespace kiosk::upload {

class NetworkWatch {
  public:
    // Without the kernel's leave nothing ever changes, and the waits are what they were.
    NetworkWatch();
    ~NetworkWatch();
    NetworkWatch(const NetworkWatch&) = delete;
    NetworkWatch& operator=(const NetworkWatch&) = delete;

    // Whether anything changed since the last call. Never waits.
    [[nodiscard]] bool changed();

  private:
    int socket_ = -1;
};

} // namespace kiosk::upload
