#include "platform/terminal.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "platform/descriptor.hpp"

namespace kiosk::platform {

namespace {

// Echo off, and on again whatever happens. Signals wait meanwhile, so that Control-C cannot leave a dumb
// terminal.
class Unseen {
  public:
    explicit Unseen(int terminal) : terminal_(terminal) {
        sigemptyset(&before_signals_);
        sigset_t held;
        sigemptyset(&held);
        for (const int signal : {SIGINT, SIGTERM, SIGQUIT, SIGTSTP}) sigaddset(&held, signal);
        pthread_sigmask(SIG_BLOCK, &held, &before_signals_);
        good_ = tcgetattr(terminal_, &before_) == 0;
        if (!good_) return;
        termios unseen = before_;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        unseen.c_lflag |= ECHONL;
        good_ = tcsetattr(terminal_, TCSAFLUSH, &unseen) == 0;
    }
    ~Unseen() {
        if (good_) tcsetattr(terminal_, TCSAFLUSH, &before_);
        pthread_sigmask(SIG_SETMASK, &before_signals_, nullptr);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    [[nodiscard]] bool good() const { return good_; }

  private:
    int terminal_;
    bool good_ = false;
    termios before_{};
    sigset_t before_signals_{};
};

// One line without its end, byte by byte into wiped memory.
Result<SecretBytes> read_line(int number, const std::string& where) {
    SecretBytes line(passphrase_bytes_max);
    char byte = 0;
    for (;;) {
        const ssize_t got = read(number, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || byte == '\n') break;
        const bool fits = line.append({&byte, 1});
        wipe(&byte, 1);
        if (!fits)
            return key_error(where + ": expected a passphrase of at most 1024 bytes, found a longer one");
    }
    if (!line.empty() && line.reveal().back() == '\r') line.erase(line.size() - 1, 1);
    if (line.empty()) return key_error(where + ": expected a passphrase, found an empty line");
    return line;
}

} // namespace

bool is_terminal_in() {
    return isatty(STDIN_FILENO) == 1;
}
bool is_terminal_out() {
    return isatty(STDOUT_FILENO) == 1;
}
bool is_terminal_err() {
    return isatty(STDERR_FILENO) == 1;
}

Result<SecretBytes> ask_passphrase(std::string_view prompt) {
    const Descriptor terminal(open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (!terminal) {
        return key_error(
            "a passphrase is needed and there is no terminal to ask on; write it into a file and name it "
            "with --passphrase-file");
    }
    const Unseen unseen(terminal.number());
    if (!unseen.good()) return key_error("the terminal cannot hide what is typed; use --passphrase-file");
    if (write(terminal.number(), prompt.data(), prompt.size()) < 0)
        return key_error("the terminal cannot be written");
    return read_line(terminal.number(), "terminal");
}

Result<SecretBytes> read_passphrase_file(const std::string& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return key_error(path + ": the passphrase file cannot be opened: " + std::strerror(errno));
    return read_line(file.number(), path);
}

Progress::Progress(std::string label, std::uint64_t total)
    : label_(std::move(label)),
      total_(total),
      shown_percent_(101),
      visible_(is_terminal_err()) {}

Progress::~Progress() {
    if (visible_) std::fputs("\r\033[K", stderr);
}

void Progress::at(std::uint64_t done) {
    const std::uint64_t percent = total_ == 0 ? 100 : done * 100 / total_;
    if (!visible_ || percent == shown_percent_) return;
    shown_percent_ = percent;
    std::fprintf(stderr, "\r\033[K%s %llu of %llu", label_.c_str(), static_cast<unsigned long long>(done),
                 static_cast<unsigned long long>(total_));
    std::fflush(stderr);
}

} // namespace kiosk::platform
