#include "platform/process.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <linux/capability.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kiosk::platform {

namespace {

// Whether the limit of locked memory is none for this process.
bool may_lock_all() {
    rlimit limit{};
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY) return true;
    __user_cap_header_struct asked{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> held{};
    if (syscall(SYS_capget, &asked, held.data()) != 0) return false;
    return (held[0].effective & (1U << CAP_IPC_LOCK)) != 0;
}

} // namespace

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

bool keep_out_of_swap() {
    // With a finite limit the lock would hold at first, and a later allocation would fail.
    return may_lock_all() && mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0;
}

} // namespace kiosk::platform
