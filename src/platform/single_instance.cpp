#include "platform/single_instance.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>

namespace kiosk::platform {

Result<SingleInstance> SingleInstance::create(const std::string& state_folder) {
    const std::string path = state_folder + "/lock";
    Descriptor lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock) return machine_error(path + ": cannot be opened: " + std::strerror(errno), errno);
    if (flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return machine_error(path + ": cannot be locked: " + std::strerror(errno), errno);
        char holder[16] = {};
        const ssize_t length = pread(lock.number(), holder, sizeof holder - 1, 0);
        return machine_error(
            "another Pledge Kiosk" + (length > 0 ? " (process " + std::string(holder) + ")" : std::string()) +
            " uses " + state_folder + "; close it first, or give this one a state folder of its own");
    }
    // Who holds it, for the message above; the lock itself does not need it.
    const std::string number = std::to_string(getpid());
    if (ftruncate(lock.number(), 0) != 0 || pwrite(lock.number(), number.data(), number.size(), 0) < 0) {
        return machine_error(path + ": cannot be written: " + std::strerror(errno), errno);
    }
    return SingleInstance(std::move(lock));
}

} // namespace kiosk::platform
