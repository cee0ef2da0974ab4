#include "platform/signals.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/signalfd.h>

namespace kiosk::platform {

Result<StopSignals> StopSignals::create() {
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    // Threads that start later inherit the mask, so that the signals stay for the descriptor.
    pthread_sigmask(SIG_BLOCK, &stop, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    Descriptor signals(signalfd(-1, &stop, SFD_NONBLOCK | SFD_CLOEXEC));
    if (!signals)
        return machine_error(std::string("signals cannot be received: ") + std::strerror(errno), errno);
    return StopSignals(std::move(signals));
}

bool StopSignals::asked() {
    signalfd_siginfo signal{};
    while (read(signals_.number(), &signal, sizeof signal) == static_cast<ssize_t>(sizeof signal))
        asked_ = true;
    return asked_;
}

} // namespace kiosk::platform
