#include <doctest/doctest.h>

#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/image_header.hpp"
#include "photo/album.hpp"
#include "photo/decode_child.hpp"
#include "photo/sandbox.hpp"
#include "support/sanitized.hpp"
#include "support/skip.hpp"
#include "support/small_png.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using photo::Wish;

namespace {

const std::string program = KIOSK_PROGRAM;

std::string four_colours() {
    return small_png(2, 2, {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255});
}

void put(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string refusal(const TemporaryFolder& folder, const std::string& name) {
    const auto made = photo::decode_in_child(program, {folder.path(), name}, {{16, 16}});
    CHECK_FALSE(made.ok());
    return made.ok() ? "" : made.error().message;
}

// The signal by which a process dies that does `what` in the cell; 0 when it lives.
template <typename What> int signal_of(const What& what) {
    const pid_t pid = fork();
    if (pid == 0) {
        if (!photo::enter_sandbox().ok()) _exit(3);
        what();
        _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(pid, &status, 0) == pid);
    if (WIFEXITED(status)) CHECK(WEXITSTATUS(status) == 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

std::shared_ptr<const draw::Image> wait_for(photo::Album& album, const std::string& file, const Wish& wish) {
    auto image = album.find(file, wish);
    for (int i = 0; i < 2000 && !image && album.busy(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        static_cast<void>(album.take_news());
        image = album.find(file, wish);
    }
    return image;
}

} // namespace

TEST_CASE("a picture is decoded in a child and comes back at the size that was wished for") {
    const TemporaryFolder folder;
    put(folder / "four.png", four_colours());
    const auto made = photo::decode_in_child(program, {folder.path(), "four.png"}, {{2, 2}});
    REQUIRE(made.ok());
    CHECK(made->pixels == std::vector<std::uint32_t>{0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF});
    const auto photograph = photo::decode_in_child(
        program, {KIOSK_SOURCE_DIR "/config/river", "pictures/morning.jpg"}, {{320, 180}});
    REQUIRE(photograph.ok());
    CHECK(photograph->size == PixelSize{320, 180});
    for (const std::uint32_t pixel : photograph->pixels) REQUIRE((pixel >> 24U) == 255U);
}

TEST_CASE("a hostile picture costs a child and a sentence, never more") {
    const TemporaryFolder folder;
    const std::string png = four_colours();
    put(folder / "cut.png", png.substr(0, png.size() - 30));
    put(folder / "huge.png", small_png(1, 1, {0, 0, 0, 0}, 60'000, 60'000));
    put(folder / "lies.png", small_png(1, 1, {0, 0, 0, 0}, 4000, 4000)); // a bomb that holds nothing
    std::string greedy = png; // says that its pixels take two gigabytes
    greedy[33] = '\x6F';
    put(folder / "greedy.png", greedy);
    put(folder / "words.png", "no picture at all");
    put(folder / "cut.jpg", jpeg_head(4000, 4000, 6, true));
    put(folder / "empty.jpg", "");
    for (const char* name :
         {"cut.png", "greedy.png", "huge.png", "lies.png", "words.png", "cut.jpg", "empty.jpg"}) {
        CAPTURE(name);
        CHECK(refusal(folder, name).find("expected") == 0);
    }
    CHECK(refusal(folder, "none.png").find("found none") != std::string::npos);
    // Every cut of a whole file ends well, whatever it gives.
    for (std::size_t size = 20; size < png.size(); size += 9) {
        put(folder / "part.png", png.substr(0, size));
        static_cast<void>(photo::decode_in_child(program, {folder.path(), "part.png"}, {{4, 4}}));
    }
}

TEST_CASE("nothing outside of the deck's folder is opened as a picture, nor a pipe") {
    const TemporaryFolder folder, outside;
    put(outside / "four.png", four_colours());
    std::filesystem::create_symlink(outside / "four.png", folder / "link.png");
    CHECK(refusal(folder, "link.png").find("cannot be") != 0);
    CHECK_FALSE(
        refusal(folder, "../" + std::filesystem::path(outside.path()).filename().string() + "/four.png")
            .empty());
    CHECK_FALSE(refusal(folder, (outside / "four.png").string()).empty());
    REQUIRE(mkfifo((folder / "pipe.png").c_str(), 0600) == 0);
    CHECK(refusal(folder, "pipe.png").find("no file") != std::string::npos);
}

TEST_CASE("files are shut out by the first of the two locks alone") {
    if (sanitized) return test::say_skipped("a sanitizer reads files at the end of its process");
    const TemporaryFolder folder;
    put(folder / "four.png", four_colours());
    const pid_t pid = fork();
    if (pid == 0) {
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) _exit(3);
        const auto shut = photo::shut_files_out();
        if (!shut.ok()) _exit(4);
        if (!*shut) _exit(5);
        const bool opens = open((folder / "four.png").c_str(), O_RDONLY) >= 0;
        const bool makes = open((folder / "new").c_str(), O_WRONLY | O_CREAT, 0600) >= 0;
        const bool removes = unlink((folder / "four.png").c_str()) == 0;
        _exit(opens || makes || removes ? 6 : 0);
    }
    int status = 0;
    REQUIRE(waitpid(pid, &status, 0) == pid);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 5) return test::say_skipped("this kernel has no Landlock");
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("in the cell a process can compute and end, and dies when it reaches for anything else") {
    if (sanitized) return test::say_skipped("a sanitizer asks the system for more than the cell allows");
    CHECK(signal_of([] {
              const std::string some(100'000, 'x');
              if (some.size() != 100'000) _exit(4);
          }) == 0);
    CHECK(signal_of([] { static_cast<void>(open("/etc/passwd", O_RDONLY)); }) == SIGSYS);
    CHECK(signal_of([] { static_cast<void>(fork()); }) == SIGSYS);
    CHECK(signal_of([] { static_cast<void>(getpid() + static_cast<int>(unlink("/nowhere"))); }) == SIGSYS);
    // Ten seconds of processor, or fifteen by the clock where others have it.
    const int ended = signal_of([] {
        for (std::atomic<unsigned> i = 0;; ++i) {
        }
    });
    CHECK((ended == SIGKILL || ended == SIGALRM));
}
TEST_CASE("an album keeps the last pictures within its bound, and tells of those that it cannot show") {
    const TemporaryFolder folder;
    for (const char* name : {"a.png", "b.png", "c.png"}) put(folder / name, four_colours());
    put(folder / "bad.png", "no picture");
    constexpr Wish wish{{16, 16}};
    photo::Album album(program, folder.path(), std::size_t{2} * 16 * 16 * 4);
    CHECK(album.find("a.png", wish) == nullptr); // never waits
    const auto a = wait_for(album, "a.png", wish);
    REQUIRE(a);
    CHECK(a->size == PixelSize{16, 16});
    const auto b = wait_for(album, "b.png", wish);
    CHECK(album.find("a.png", wish) == a); // used now, so that b is the older one
    REQUIRE(wait_for(album, "c.png", wish));
    CHECK(album.find("a.png", wish) == a);
    const auto again = wait_for(album, "b.png", wish);
    REQUIRE(again);
    CHECK(again->id != b->id);
    CHECK(wait_for(album, "bad.png", wish) == nullptr);
    const auto troubles = album.take_troubles();
    REQUIRE(troubles.size() == 1);
    CHECK(troubles[0].file == "bad.png");
    CHECK(album.find("bad.png", wish) == nullptr); // and is not tried again
    CHECK_FALSE(album.busy());
    album.forget();
    put(folder / "bad.png", four_colours());
    CHECK(wait_for(album, "bad.png", wish) != nullptr);
}

TEST_CASE("what an album keeps is bounded whatever it is asked to keep") {
    const TemporaryFolder folder;
    for (const std::size_t asked : {photo::decoded_bytes_max - 1, photo::decoded_bytes_max})
        CHECK(photo::Album(program, folder.path(), asked).bytes_max() == asked);
    CHECK(photo::Album(program, folder.path(), photo::decoded_bytes_max + 1).bytes_max() ==
          photo::decoded_bytes_max);
}

TEST_CASE("a picture of as many bytes as are allowed is decoded, and one of a byte more is refused") {
    const TemporaryFolder folder;
    std::string png = four_colours();
    png.resize(image_bytes_max); // what follows a picture's end is not read as a picture
    put(folder / "most.png", png);
    const auto made = photo::decode_in_child(program, {folder.path(), "most.png"}, {{2, 2}});
    CHECK_MESSAGE(made.ok(), (made.ok() ? "" : made.error().message));
    put(folder / "more.png", png + " ");
    CHECK(refusal(folder, "more.png").find("at most 20 MiB") != std::string::npos);
}
