// The kiosk's side: starts the child, reads its answer, believes none of its numbers.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/image_header.hpp"
#include "photo/answer.hpp"
#include "photo/decode_child.hpp"

namespace kiosk::photo {

namespace {

class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { shut(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void set(int number) { shut(), number_ = number; }
    void shut() {
        if (number_ >= 0) close(number_);
        number_ = -1;
    }
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_ = -1;
};

class SpawnActions {
  public:
    SpawnActions() { posix_spawn_file_actions_init(&actions_); }
    ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    void give(int from, int as) { posix_spawn_file_actions_adddup2(&actions_, from, as); }
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

// A running child: whatever happens, it is ended and waited for.
class Child {
  public:
    explicit Child(pid_t pid) : pid_(pid) {}
    ~Child() {
        kill(pid_, SIGKILL);
        while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

  private:
    pid_t pid_;
};

// Exactly `size` bytes; false where there are fewer. It waits as long as the child lives, which has its own
// limits.
bool read_exactly(int from, void* to, std::size_t size) {
    auto* at = static_cast<char*>(to);
    while (size > 0) {
        const ssize_t count = read(from, at, size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

Error died() {
    return input_error("expected a picture that can be decoded within 10 s and 1 GiB, found one at which the "
                       "decoder stopped; save it again, or smaller");
}

// What a hostile file might make the child say is cut to plain letters.
std::string plain(std::string words) {
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return words;
}

Result<Fitted> read_answer(int from, const Wish& wish) {
    Answer answer;
    if (!read_exactly(from, &answer, sizeof answer) || answer.mark != Answer{}.mark) return died();
    if (answer.text_bytes > 0) {
        std::string words(std::min<std::size_t>(answer.text_bytes, answer_text_max), ' ');
        if (!read_exactly(from, words.data(), words.size())) return died();
        return input_error(plain(std::move(words)));
    }
    const bool fits = answer.width > 0 && answer.height > 0 && answer.width <= wish.room.width &&
                      answer.height <= wish.room.height;
    if (!fits) return died();
    Fitted fitted;
    fitted.size = {answer.width, answer.height};
    fitted.pixels.resize(static_cast<std::size_t>(answer.width) * static_cast<std::size_t>(answer.height));
    if (!read_exactly(from, fitted.pixels.data(), fitted.pixels.size() * sizeof(std::uint32_t)))
        return died();
    return fitted;
}

// Nothing outside of the folder, and no symbolic link: openat2(2), Linux 5.6.
int open_inside(const PictureFile& file) {
    const Descriptor folder(open(file.folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0) return -1;
    open_how how{};
    how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    return static_cast<int>(syscall(SYS_openat2, folder.number(), file.path.c_str(), &how, sizeof how));
}

Result<pid_t> start(const std::string& program, const Wish& wish, int input, int output, int silence) {
    std::vector<std::string> words = words_of(wish);
    words.insert(words.begin(), {"pledge-kiosk", decode_word});
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    char* no_environment[] = {nullptr};
    SpawnActions actions;
    actions.give(input, STDIN_FILENO);
    actions.give(output, STDOUT_FILENO);
    actions.give(silence, STDERR_FILENO);
    pid_t pid = 0;
    const int failed =
        posix_spawn(&pid, program.c_str(), actions.get(), nullptr, pointers.data(), no_environment);
    if (failed != 0)
        return machine_error(
            std::string("no process for decoding pictures can be started: ") + std::strerror(failed), failed);
    return pid;
}

} // namespace

Result<Fitted> decode_in_child(const std::string& program, const PictureFile& file, const Wish& wish) {
    const Descriptor input(open_inside(file));
    if (input.number() < 0)
        return errno == ENOENT
                   ? input_error("expected this picture, found none; check the name, or put it there")
                   : input_error(std::string("expected a picture that can be opened, found: ") +
                                 std::strerror(errno));
    struct stat about {};
    if (fstat(input.number(), &about) != 0 || !S_ISREG(about.st_mode))
        return input_error("expected a picture, found something that is no file");
    if (about.st_size > static_cast<off_t>(image_bytes_max))
        return input_error("expected at most 20 MiB, found more; save it smaller");
    const Descriptor silence(open("/dev/null", O_WRONLY | O_CLOEXEC));
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return machine_error(std::string("no pipe for decoding pictures: ") + std::strerror(errno), errno);
    const Descriptor from(ends[0]);
    Descriptor to(ends[1]);
    const auto pid = start(program, wish, input.number(), to.number(), silence.number());
    if (!pid) return pid.error();
    to.shut(); // or the end of the child would never be seen
    const Child child(*pid);
    return read_answer(from.number(), wish);
}

} // namespace kiosk::photo
