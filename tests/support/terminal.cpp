#include "support/terminal.hpp"

#include <array>
#include <csignal>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int quiet_ms = 200, limit_ms = 60'000;

[[noreturn]] void become(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
}

} // namespace

int run_on_terminal(const std::vector<std::string>& command, const std::vector<std::string>& answers) {
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child < 0) return -1;
    if (child == 0) become(command);
    std::string said;
    std::size_t answered = 0;
    bool open = true;
    for (int waited_ms = 0; open && waited_ms < limit_ms;) {
        pollfd ready{terminal, POLLIN, 0};
        if (poll(&ready, 1, quiet_ms) > 0) {
            std::array<char, 512> bytes;
            const ssize_t count = read(terminal, bytes.data(), bytes.size());
            if (count <= 0)
                open = false;
            else
                said.append(bytes.data(), static_cast<std::size_t>(count));
        } else {
            waited_ms += quiet_ms;
            if (answered < answers.size() && said.find(':') != std::string::npos) {
                const std::string line = answers[answered++] + "\n";
                said.clear();
                if (write(terminal, line.data(), line.size()) < 0) open = false;
            }
        }
    }
    if (open) kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    close(terminal);
    return !open && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
