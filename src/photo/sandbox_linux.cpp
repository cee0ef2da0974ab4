#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "photo/sandbox.hpp"

namespace kiosk::photo {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

#if defined(__x86_64__)
constexpr std::uint32_t machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t machine = AUDIT_ARCH_AARCH64;
#else
#error "say which machine this is: a filter of system calls must know their numbers"
#endif

// Memory, its answer, its end. No call that names a file, an address or a process is among them.
constexpr std::array<std::uint32_t, 12> allowed{
    SYS_read,    SYS_write,        SYS_mmap, SYS_munmap,     SYS_mremap,    SYS_brk,
    SYS_madvise, SYS_rt_sigreturn, SYS_exit, SYS_exit_group, SYS_getrandom, SYS_mprotect,
};

Error failed(const char* what) {
    return machine_error(std::string("the cell for pictures: ") + what + ": " + std::strerror(errno), errno);
}

bool limit(__rlimit_resource resource, rlim_t most) {
    const rlimit both{most, most};
    return setrlimit(resource, &both) == 0;
}

// Classic BPF over struct seccomp_data (seccomp(2)): the machine, then the number of the call.
bool filter_calls() {
    constexpr std::size_t head = 4, count = head + allowed.size() + 2;
    std::array<sock_filter, count> program{};
    const auto load = [](std::size_t offset) {
        return sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<std::uint32_t>(offset)};
    };
    const sock_filter kill{BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS};
    program[0] = load(offsetof(seccomp_data, arch));
    program[1] = {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, machine};
    program[2] = kill;
    program[3] = load(offsetof(seccomp_data, nr));
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        const auto to_allow = static_cast<std::uint8_t>(allowed.size() - i);
        program[head + i] = {BPF_JMP | BPF_JEQ | BPF_K, to_allow, 0, allowed[i]};
    }
    program[count - 2] = kill;
    program[count - 1] = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW};
    const sock_fprog all{static_cast<unsigned short>(program.size()), program.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) == 0;
}

} // namespace

// A ruleset that handles every right of the kernel's version and allows none.
Result<bool> shut_files_out() {
    const long version =
        syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return false; // too old, or switched off when it started
    landlock_ruleset_attr rules{};
    rules.handled_access_fs = LANDLOCK_ACCESS_FS_REFER - 1; // all of version 1
    if (version >= 2) rules.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3) rules.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER << 1U; // cutting files short
    const long made = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0U);
    if (made < 0) return failed("files cannot be shut out");
    const bool shut = syscall(SYS_landlock_restrict_self, made, 0U) == 0;
    close(static_cast<int>(made));
    if (!shut) return failed("files cannot be shut out");
    return true;
}

Result<void> enter_sandbox() {
    constexpr unsigned first_closed = 3;
    alarm(sandbox_wall_s); // the signal ends it, wherever it hangs
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return failed("it would outlive the kiosk");
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return failed("it could be looked into");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("it could gain rights");
    if (close_range(first_closed, ~0U, 0) != 0) return failed("open files cannot be closed");
    if (!limit(RLIMIT_CORE, 0) || !limit(RLIMIT_FSIZE, 0) || !limit(RLIMIT_CPU, sandbox_cpu_s))
        return failed("processor time cannot be bounded");
    if (sanitized) return Done{};
    if (const auto shut = shut_files_out(); !shut) return shut.error();
    if (!limit(RLIMIT_AS, sandbox_memory_bytes)) return failed("memory cannot be bounded");
    if (!filter_calls()) return failed("system calls cannot be filtered");
    return Done{};
}

} // namespace kiosk::photo
