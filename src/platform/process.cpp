#include "platform/process.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <link.h>
#include <linux/capability.h>
#include <string>
#include <string_view>
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

// Whether the loader has written into an object's code; none of Debian's is built so.
bool has_changed_code(const dl_phdr_info& object) {
    for (ElfW(Half) i = 0; i < object.dlpi_phnum; ++i) {
        if (object.dlpi_phdr[i].p_type != PT_DYNAMIC) continue;
        const auto* entry =
            reinterpret_cast<const ElfW(Dyn)*>(object.dlpi_addr + object.dlpi_phdr[i].p_vaddr);
        for (; entry->d_tag != DT_NULL; ++entry)
            if (entry->d_tag == DT_TEXTREL ||
                (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0))
                return true;
    }
    return false;
}

// The segments of an object that are never written, not even by the loader: what is relocated is writable
// first.
int give_back_object(dl_phdr_info* object, std::size_t, void* is_locked) {
    if (std::string_view(object->dlpi_name).starts_with("linux-vdso") || has_changed_code(*object)) return 0;
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    for (ElfW(Half) i = 0; i < object->dlpi_phnum; ++i) {
        const ElfW(Phdr)& segment = object->dlpi_phdr[i];
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
        const std::uintptr_t from = (object->dlpi_addr + segment.p_vaddr) & ~(page - 1);
        const std::size_t size = object->dlpi_addr + segment.p_vaddr + segment.p_memsz - from;
        void* first = reinterpret_cast<void*>(from);
        if (munlock(first, size) != 0) continue; // what is locked cannot be given back
        madvise(first, size, MADV_DONTNEED);
        if (*static_cast<const bool*>(is_locked)) mlock2(first, size, MLOCK_ONFAULT);
    }
    return 0;
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

void give_back_start(bool is_locked) {
    dl_iterate_phdr(give_back_object, &is_locked);
}

} // namespace kiosk::platform
