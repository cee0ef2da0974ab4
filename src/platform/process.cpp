#include "platform/process.hpp"

#include <cerrno>
#include <cstring>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace kiosk::platform {

Result<void> close_process() {
    umask(0077);
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) {
        return machine_error(std::string("core images cannot be forbidden: ") + std::strerror(errno), errno);
    }
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return machine_error(std::string("tracing cannot be forbidden: ") + std::strerror(errno), errno);
    }
    return Done{};
}

bool process_is_open() {
    rlimit core{};
    return getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0 ||
           prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;
}

} // namespace kiosk::platform
