// Neither the swap nor a core image of a kiosk holds what a visitor typed: a real kiosk, off screen, is
// forced into the swap and crashed while a form is filled and after the thanks. KIOSK_STOLEN_SWAP names the
// file that is this machine's swap: `scripts/prove stolen` makes one (it needs root). Without it only the
// core is tried.
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/fonts.hpp"
#include "command/visitor.hpp"
#include "platform/process.hpp"
#include "stolen/words.hpp"
#include "support/run_program.hpp"
#include "support/sanitized.hpp"
#include "support/skip.hpp"

using namespace kiosk;
using scene::ControlKind;
using test::Word;
using test::Words;

namespace {

// Not on the way of anybody's typing: what the controls leave to be found.
struct Control {
    Word word{"the control", 12, "bcdfghjkmpqrtvwxz", false, ""};
};

const char* swap_file() {
    return std::getenv("KIOSK_STOLEN_SWAP");
}

// Asks the kernel to write all of a process's memory to the swap. What is locked stays.
void push_out(pid_t process) {
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
    REQUIRE(handle >= 0);
    std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0, to = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx", &from, &to) != 2) continue;
        iovec range{};
        range.iov_len = to - from;
        std::memcpy(&range.iov_base, &from, sizeof from);
        (void)syscall(SYS_process_madvise, handle, &range, 1, MADV_PAGEOUT, 0);
    }
    close(handle);
}

// How much of the process lies in the swap, in KiB.
long swapped_kib(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmSwap:")) return std::strtol(line.c_str() + 7, nullptr, 10);
    return -1;
}

// A pipe each way between the test and a process of it.
struct Wires {
    std::array<int, 2> up{}, down{};
    Wires() {
        REQUIRE(pipe2(up.data(), O_CLOEXEC) == 0);
        REQUIRE(pipe2(down.data(), O_CLOEXEC) == 0);
    }
    ~Wires() {
        for (const int end : {up[0], up[1], down[0], down[1]}) close(end);
    }
    Wires(const Wires&) = delete;
    Wires& operator=(const Wires&) = delete;
};
void say(int to) {
    if (write(to, "x", 1) != 1) _exit(8);
}
bool hear(int from) {
    char byte = 0;
    return read(from, &byte, 1) == 1;
}

// In the process: any failure ends it with a number of its own.
void must(bool so, int status) {
    if (!so) _exit(status);
}

void allow_core(const std::string& folder) {
    must(chdir(folder.c_str()) == 0, 9);
    (void)std::signal(SIGSEGV, SIG_DFL); // doctest's would tell of it first
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    (void)setrlimit(RLIMIT_CORE, &all);
}

void type(command::Kiosk& kiosk, command::Visitor& visitor, int index, const Word& word) {
    if (kiosk.state().form.focused() != index)
        must(visitor.touch({ControlKind::FormField, index, 0}).ok(), 20);
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char letter = word.letter(i);
        must(visitor.type({&letter, 1}).ok(), 21);
    }
}

// Fills the shipped form up to the address; the email field is the last.
void fill(command::Kiosk& kiosk, command::Visitor& visitor, const Words& words) {
    const form::FormState& form = kiosk.state().form;
    for (int steps = 0; steps < 6; ++steps) {
        for (int index = 0; index < form.field_count(); ++index) {
            if (!form.visible(index) || form.step_of(index) != form.step() || !form.empty(index)) continue;
            const form::FieldKind kind = form.field(index).kind;
            if (kind == form::FieldKind::Name) type(kiosk, visitor, index, words.name);
            if (kind == form::FieldKind::Email) return type(kiosk, visitor, index, words.email);
            if (kind == form::FieldKind::Choice || kind == form::FieldKind::Amount)
                must(visitor.touch({ControlKind::FormOption, index, 0}).ok(), 22);
        }
        must(visitor.touch({ControlKind::Continue, 0, 0}).ok(), 23);
        must(visitor.wait(milliseconds(500)).ok(), 24);
    }
    _exit(25);
}

[[noreturn]] void be_kiosk(const Wires& wires, const Words& words, const std::string& folder, bool locked) {
    allow_core(folder);
    must(platform::close_process().ok(), 10);
    if (locked) must(platform::keep_out_of_swap(), 11);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    command::KioskOptions options;
    options.settings.deck = KIOSK_SOURCE_DIR "/config/osec";
    options.state_folder = folder + "/state";
    options.window.size = PixelSize{960, 540};
    auto kiosk = command::Kiosk::create(std::move(options), Instant{1'000'000});
    must(kiosk.ok(), 12);
    command::Visitor visitor(**kiosk, Instant{1'000'000});
    must(visitor.wait(seconds(2)).ok(), 13);
    must(visitor.touch({ControlKind::Pledge, 0, 0}).ok(), 14);
    must(visitor.wait(milliseconds(600)).ok(), 15);
    fill(**kiosk, visitor, words);
    say(wires.up[1]);
    hear(wires.down[0]);
    must(visitor.wait(milliseconds(100)).ok(), 16); // touches what was pushed out, and draws it again
    say(wires.up[1]);
    for (;;) pause();
}

// What the kiosk would be without its locks: a word in plain memory.
[[noreturn]] void be_careless(const Wires& wires, const Word& word, const std::string& folder) {
    allow_core(folder);
    auto* page = static_cast<char*>(
        mmap(nullptr, 1U << 16U, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    for (std::size_t i = 0; i < word.size(); ++i) page[100 + i] = word.letter(i);
    say(wires.up[1]);
    for (;;) pause();
}

// Crashes it; whether it left a core image.
bool crash(pid_t process) {
    kill(process, SIGSEGV);
    int status = 0;
    waitpid(process, &status, 0);
    CHECK(WIFSIGNALED(status));
    return WCOREDUMP(status);
}

std::vector<std::uint32_t> glyphs_of_letters() {
    auto fonts = command::load_fonts();
    REQUIRE(fonts.ok());
    text::Style style;
    style.weight = 500;
    std::vector<std::uint32_t> glyphs(128, 0);
    for (char letter = '!'; letter < 127; ++letter) {
        const auto run = (*fonts)->shape({&letter, 1}, style, "en");
        if (!run->glyphs.empty()) glyphs[static_cast<unsigned char>(letter)] = run->glyphs[0].id;
    }
    return glyphs;
}

Ran search(const std::vector<std::string>& words) {
    std::vector<std::string> line{"python3", KIOSK_SOURCE_DIR "/tests/stolen/search.py"};
    line.insert(line.end(), words.begin(), words.end());
    return run_program(line);
}

bool lies_in(const std::string& words, const std::string& place) {
    return search({words, place}).status == 1;
}

// Fills a form, pushes the kiosk into the swap, lets it draw on, pushes it out again, and crashes it. Gives
// how much of it lay in the swap, in KiB.
long rob(const Words& words, const std::string& folder, bool locked) {
    const Wires wires;
    const pid_t kiosk = fork();
    if (kiosk == 0) be_kiosk(wires, words, folder, locked);
    REQUIRE(hear(wires.up[0]));
    if (swap_file() != nullptr) push_out(kiosk);
    const long swapped = swapped_kib(kiosk);
    say(wires.down[1]);
    REQUIRE(hear(wires.up[0]));
    if (swap_file() != nullptr) push_out(kiosk);
    CHECK_FALSE(crash(kiosk));
    return swapped;
}

} // namespace

TEST_CASE(
    "stolen: a kiosk that is pushed into the swap and crashed leaves no core image and no letter there") {
    if (sanitized) return test::say_skipped("a sanitizer's memory can't be locked");
    const TemporaryFolder aside, cores, careless_cores, other_cores;
    const Words words, others;
    const Control control;
    const long swapped = rob(words, cores.path(), swap_file() != nullptr);
    CHECK(std::ranges::none_of(std::filesystem::directory_iterator(cores.path()), [](const auto& entry) {
        return entry.path().filename().string().find("core") != std::string::npos;
    }));
    bool core = false;
    {
        const Wires wires;
        const pid_t careless = fork();
        if (careless == 0) be_careless(wires, control.word, careless_cores.path());
        REQUIRE(hear(wires.up[0]));
        if (swap_file() != nullptr) push_out(careless);
        core = crash(careless);
    }
    if (!core && swap_file() == nullptr)
        return test::say_skipped("this machine writes no core images, and has no swap of ours");
    words.write(aside / "words", glyphs_of_letters());
    std::vector<std::string> where{(aside / "words").string(), cores.path()};
    if (swap_file() != nullptr) where.emplace_back(swap_file());
    const Ran found = search(where);
    CHECK_MESSAGE(found.status == 0, (found.out + found.err));
    std::cout << "stolen: a kiosk with a filled form had " << swapped << " KiB in the swap; " << found.out;

    // The controls: what is in plain memory is found, and so are the letters of a kiosk that is not locked.
    const std::string word = (aside / "control").string();
    std::ofstream(word) << control.word.line({});
    if (core) CHECK(lies_in(word, careless_cores.path()));
    if (swap_file() == nullptr) return;
    CHECK(lies_in(word, swap_file()));
    const long open = rob(others, other_cores.path(), false);
    others.write(aside / "others", glyphs_of_letters());
    const Ran leaked = search({(aside / "others").string(), swap_file()});
    CHECK(leaked.status == 1);
    std::cout << "the same kiosk without its lock: " << open << " KiB in the swap; " << leaked.out;
}
