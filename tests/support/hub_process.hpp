// A real `pledge-hub serve` as its own process on loopback, for tests that stop it, measure it, or run two.
// For tests only.
#pragma once

#include <string>
#include <sys/types.h>

#include "record/receipt.hpp"
#include "support/temporary_folder.hpp"

namespace kiosk {

class HubProcess {
  public:
    // `state` holds the signing key, which hubs of one store share. Waits until it listens.
    HubProcess(const std::string& program, const std::string& store, const std::string& state);
    ~HubProcess(); // terminates it when stop() has not
    HubProcess(const HubProcess&) = delete;
    HubProcess& operator=(const HubProcess&) = delete;
    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] record::HubKey key() const;
    // Its share of memory, in KiB.
    [[nodiscard]] long pss_kib() const;
    // What it has taken of the processors so far.
    [[nodiscard]] double cpu_seconds() const;
    // SIGTERM, as systemd sends it; its exit status, or -1 when a signal ended it.
    int stop();

  private:
    TemporaryFolder folder_;
    std::string url_, key_;
    pid_t child_ = -1;
};

} // namespace kiosk
