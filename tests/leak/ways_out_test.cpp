// Every way out of a form, at any step: the thank-you, leaving, the dialog, walking away, and the death of
// the process at any letter. What was typed is looked for in the process's memory, in the state folder and in
// what was printed; where the process died, in the core image too, which must not be there.
//
// KIOSK_LEAKS says how many ways out (scripts/prove leak runs 1,000), KIOSK_SEED which.
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "leak/visit.hpp"
#include "platform/process.hpp"
#include "support/number_from.hpp"
#include "support/sanitized.hpp"
#include "support/skip.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using scene::ControlKind;

namespace {

// Small: what is kept does not depend on how many pixels show it.
constexpr PixelSize landscape{480, 270}, portrait{270, 480};
constexpr std::array ends{"first_name", "last_name", "email", "house", "postcode"};
constexpr std::array ways{"thanked",
                          "thanked and gone",
                          "left",
                          "cleared",
                          "gone",
                          "gone from under a sheet",
                          "left in another language"};
constexpr std::size_t letters_of_all = 11 + 11 + 18 + 11;
constexpr const char* why_not_sanitized = "memory under a sanitizer is not the kiosk's";

// Goes out by this way, from wherever the form is.
void go(test::Visit& visit, std::size_t way, std::mt19937_64& chance) {
    constexpr std::array sheets{ControlKind::NeedHelp, ControlKind::LanguagePicker,
                                ControlKind::TextContrast};
    switch (way) {
    case 0:
        visit.confirm();
        visit.touch(ControlKind::Finish);
        break;
    case 1:
        visit.confirm();
        visit.skip_to_end();
        break;
    case 2: visit.leave(); break;
    case 3:
        visit.wait_for_dialog();
        visit.touch(ControlKind::ClearAndLeave);
        break;
    case 4: visit.walk_away(); break;
    case 5:
        visit.touch(sheets[chance() % sheets.size()]);
        visit.walk_away();
        break;
    default:
        visit.change_language(1);
        visit.leave();
        break;
    }
}

void count(const std::vector<std::string>& hits, const char* what, std::uint64_t& all) {
    for (const std::string& hit : hits) MESSAGE(what, ": ", hit);
    all += hits.size();
}

// A kiosk in a process of its own that types until it is told no more; says a byte for each letter.
struct Child {
    pid_t process = -1;
    int letters = -1;

    Child(const std::filesystem::path& folder, std::uint64_t seed, bool guarded) {
        std::array<int, 2> said{};
        REQUIRE(pipe2(said.data(), O_CLOEXEC) == 0);
        process = fork();
        REQUIRE(process >= 0);
        if (process == 0) {
            const rlimit most{RLIM_INFINITY, RLIM_INFINITY};
            (void)setrlimit(RLIMIT_CORE, &most);
            dup2(said[1], 9);
            const int log = open((folder / "child.log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
            dup2(log, STDOUT_FILENO), dup2(log, STDERR_FILENO);
            setenv("KIOSK_LEAK_FOLDER", folder.c_str(), 1);
            setenv("KIOSK_LEAK_SEED", std::to_string(seed).c_str(), 1);
            setenv("KIOSK_LEAK_GUARDED", guarded ? "1" : "0", 1);
            const std::string self = std::filesystem::read_symlink("/proc/self/exe");
            if (chdir(folder.c_str()) != 0) _exit(8);
            execl(self.c_str(), self.c_str(), "--no-skip", "-tc=child: a visitor types until the end",
                  nullptr);
            _exit(9);
        }
        close(said[1]);
        letters = said[0];
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        close(letters);
        if (process > 0) kill(process, SIGKILL), waitpid(process, nullptr, 0);
    }
    // How many letters it has typed: `wanted`, or fewer where it ended.
    [[nodiscard]] std::size_t wait_for(std::size_t wanted) const {
        std::size_t typed = 0;
        for (char letter = 0; typed < wanted && read(letters, &letter, 1) == 1;) ++typed;
        return typed;
    }
    void die(int signal) {
        kill(process, signal);
        waitpid(process, nullptr, 0);
        process = -1;
    }
};

bool has_core(const std::filesystem::path& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().filename().string().starts_with("core")) return true;
    return false;
}

} // namespace

TEST_CASE("nothing typed is left behind by any way out, at any step" * doctest::timeout(36'000)) {
    if (sanitized) return test::say_skipped(why_not_sanitized);
    const std::uint64_t runs = number_from("KIOSK_LEAKS", 3), seed = number_from("KIOSK_SEED", 1);
    std::uint64_t hits = 0;
    std::array<int, ways.size()> gone{};
    constexpr std::uint64_t runs_of_one = 50; // then a new kiosk, with new words
    for (std::uint64_t run = 0; run < runs;) {
        const TemporaryFolder folder;
        const bool upright = run / runs_of_one % 2 == 1;
        test::Visit visit(upright ? portrait : landscape, folder.path(), seed + run);
        for (std::uint64_t i = 0; i < runs_of_one && run < runs; ++i, ++run) {
            std::mt19937_64 chance(seed + run);
            const std::size_t way = run < ways.size() ? run : chance() % ways.size();
            const std::size_t end = way < 2 ? ends.size() - 1 : chance() % ends.size();
            CAPTURE(run);
            CAPTURE(std::string(ways[way]));
            CAPTURE(std::string(ends[end]));
            visit.open_form();
            visit.fill_up_to(ends[end]);
            if (i == 0) CHECK_FALSE(visit.in_memory().empty()); // the search finds what is there
            go(visit, way, chance);
            CHECK(visit.state().screen == app::Screen::Slides);
            CHECK_FALSE(visit.state().form.is_open());
            CHECK(visit.state().look == visit.state().default_look);
            count(visit.in_memory(), "memory", hits);
            ++gone[way];
        }
        count(visit.in_files(), "file", hits);
    }
    CHECK(hits == 0);
    std::string list;
    for (std::size_t i = 0; i < ways.size(); ++i)
        list += (i == 0 ? "" : ", ") + std::to_string(gone[i]) + " " + ways[i];
    MESSAGE(runs << " ways out: " << list << "; hits: " << hits);
}

TEST_CASE("nothing typed is left in files, logs or a core image when the kiosk dies at any letter" *
          doctest::timeout(36'000)) {
    if (sanitized) return test::say_skipped(why_not_sanitized);
    const std::uint64_t runs = number_from("KIOSK_LEAK_KILLS", 1), seed = number_from("KIOSK_SEED", 1);
    constexpr std::array signals{SIGKILL, SIGABRT, SIGSEGV};
    std::uint64_t hits = 0, cores = 0, typed = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        std::mt19937_64 chance(seed + run);
        const TemporaryFolder folder;
        const std::uint64_t words = chance();
        Child child(folder.path(), words, true);
        const std::size_t letters = child.wait_for(1 + chance() % letters_of_all);
        CHECK(letters > 0);
        child.die(signals[run % signals.size()]);
        typed += letters;
        count(test::find_in_files(folder.path(), test::Words(words).patterns({}, letters)), "file", hits);
        cores += has_core(folder.path()) ? 1U : 0U;
    }
    CHECK(hits == 0);
    CHECK(cores == 0);
    MESSAGE(runs << " deaths after " << typed << " letters in all; hits: " << hits
                 << ", core images: " << cores);
}

TEST_CASE("control: a kiosk that allows core images leaves one, so that the search would meet it" *
          doctest::skip()) {
    const TemporaryFolder folder;
    Child child(folder.path(), 1, false);
    CHECK(child.wait_for(letters_of_all) == letters_of_all);
    child.die(SIGABRT);
    CHECK(has_core(folder.path()));
}

// The process that dies: started by the cases above.
TEST_CASE("child: a visitor types until the end" * doctest::skip()) {
    const char* folder = std::getenv("KIOSK_LEAK_FOLDER");
    const char* seed = std::getenv("KIOSK_LEAK_SEED");
    REQUIRE(folder != nullptr);
    REQUIRE(seed != nullptr);
    if (std::string(std::getenv("KIOSK_LEAK_GUARDED")) == "1") REQUIRE(platform::close_process().ok());
    std::signal(SIGABRT, SIG_DFL), std::signal(SIGSEGV, SIG_DFL);
    test::Visit visit(landscape, folder, std::strtoull(seed, nullptr, 10));
    visit.typed_one = [] {
        if (write(9, "x", 1) != 1) _exit(7);
    };
    visit.open_form();
    visit.fill_up_to("postcode");
    for (;;) pause();
}
