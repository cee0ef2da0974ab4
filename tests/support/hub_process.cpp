#include "support/hub_process.hpp"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace kiosk {

namespace {

// The word after `label` in a text, to the end of the line; "" before it is there.
std::string after(const std::string& text, const std::string& label) {
    const std::size_t at = text.find(label), end = text.find('\n', at);
    if (at == std::string::npos || end == std::string::npos) return "";
    return text.substr(at + label.size(), end - at - label.size());
}

} // namespace

HubProcess::HubProcess(const std::string& program, const std::string& store, const std::string& state) {
    const std::string out = folder_.path() + "/out", log = folder_.path() + "/log";
    child_ = fork();
    if (child_ == 0) {
        dup2(open(out.c_str(), O_WRONLY | O_CREAT, 0600), 1);
        dup2(open(log.c_str(), O_WRONLY | O_CREAT, 0600), 2);
        execl(program.c_str(), program.c_str(), "serve", "--listen", "127.0.0.1:0", "--store", store.c_str(),
              "--state", state.c_str(), "--kiosk-rate", "0", "--address-rate", "0", nullptr);
        _exit(127);
    }
    for (int i = 0; i < 3000 && key_.empty(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        std::ifstream file(out, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        url_ = after(text, "listening on ");
        key_ = after(text, "(upload.hub_keys): ");
    }
    if (!key_.empty()) return;
    std::fputs("pledge-hub did not start; its log:\n", stderr);
    std::ifstream file(log);
    for (std::string line; std::getline(file, line);) std::fprintf(stderr, "%s\n", line.c_str());
    std::abort();
}

HubProcess::~HubProcess() {
    if (child_ > 0) (void)stop();
}

record::HubKey HubProcess::key() const {
    return record::parse_hub_key(key_).value();
}

long HubProcess::pss_kib() const {
    std::ifstream file("/proc/" + std::to_string(child_) + "/smaps_rollup");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("Pss:")) return std::strtol(line.c_str() + 4, nullptr, 10);
    return 0;
}

double HubProcess::cpu_seconds() const {
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(child_, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

int HubProcess::stop() {
    kill(child_, SIGTERM);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace kiosk
