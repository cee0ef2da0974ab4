// The voice as it is heard: the real speech-dispatcher with espeak-ng behind it, whose sound goes to a file
// in place of a loudspeaker. What the kiosk says becomes sound in each language of the first decks, a daemon
// that dies silences the kiosk and nothing else, and one that comes back is spoken through again.
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/clock.hpp"
#include "platform/speech_speechd.hpp"
#include "support/skip.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;

namespace {

constexpr const char* program = "/usr/bin/speech-dispatcher";
constexpr const char* synthesiser = "/usr/lib/speech-dispatcher-modules/sd_espeak-ng";
constexpr const char* synthesiser_settings = "/etc/speech-dispatcher/modules/espeak-ng.conf";
constexpr Duration patience = seconds(30); // of a busy machine

bool eventually(const std::function<bool()>& so) {
    const Instant limit = platform::monotonic_now() + patience;
    while (!so() && platform::monotonic_now() < limit)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return so();
}

// A daemon of its own, for as long as this lives.
class Speaker {
  public:
    Speaker() {
        std::filesystem::create_directory(folder_ / "modules");
        std::filesystem::create_directory(folder_ / "log");
        std::filesystem::copy_file(synthesiser_settings, folder_ / "modules/espeak-ng.conf");
        std::ofstream(folder_ / "speechd.conf") << "LogLevel 0\nDefaultModule espeak-ng\nAddModule "
                                                   "\"espeak-ng\" \"sd_espeak-ng\" \"espeak-ng.conf\"\n"
                                                   "AudioOutputMethod \"alsa\"\n";
        std::ofstream(folder_ / "asound.conf")
            << "pcm.!default { type file slave.pcm silence file \"" << sound() << "\" format \"raw\" }\n"
            << "pcm.silence { type null }\n";
        setenv("ALSA_CONFIG_PATH", (folder_ / "asound.conf").c_str(), 1);
        setenv("SPEECHD_ADDRESS", ("unix_socket:" + (folder_ / "socket").string()).c_str(), 1);
        // The library starts a daemon by itself where it misses one, which would take the place of ours.
        setenv("SPEECHD_CMD", "/bin/false", 1);
    }
    ~Speaker() {
        stop();
        for (const char* name : {"ALSA_CONFIG_PATH", "SPEECHD_ADDRESS", "SPEECHD_CMD"}) unsetenv(name);
    }
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    [[nodiscard]] bool start() {
        const std::string socket = (folder_ / "socket").string(), log = (folder_ / "log").string();
        const std::string pid_file = (folder_ / "pid").string();
        for (const std::string& old : {socket, pid_file, sound()}) std::filesystem::remove(old);
        read_ = 0;
        const char* arguments[] = {program, "-s",
                                   "-t",    "0",
                                   "-c",    "unix_socket",
                                   "-S",    socket.c_str(),
                                   "-C",    folder_.path().c_str(),
                                   "-L",    log.c_str(),
                                   "-P",    pid_file.c_str(),
                                   nullptr};
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
            posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_WRONLY, 0);
        // The voice's thread may be about to start a process as well: whoever inherited its pipe would keep
        // it waiting.
        posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
        const int failed =
            posix_spawn(&process_, program, &files, nullptr, const_cast<char**>(arguments), environ);
        posix_spawn_file_actions_destroy(&files);
        return failed == 0 && eventually([&] { return std::filesystem::exists(socket); });
    }
    void stop() {
        if (process_ > 0) kill(process_, SIGKILL), waitpid(process_, nullptr, 0);
        process_ = 0;
    }
    // Samples that are not silence, since the last call.
    [[nodiscard]] std::size_t heard() {
        std::ifstream file(sound(), std::ios::binary);
        file.seekg(static_cast<std::streamoff>(read_));
        const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        read_ += bytes.size();
        std::size_t loud = 0;
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
            const auto sample = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[i]) |
                                                          static_cast<unsigned char>(bytes[i + 1]) << 8U);
            loud += sample > 500 || sample < -500 ? 1U : 0U;
        }
        return loud;
    }
    // Says it until it is heard: a daemon whose socket is there may not answer yet.
    [[nodiscard]] bool hears(platform::Voice& voice, const char* words, const char* language) {
        constexpr std::size_t word = 1'000; // samples of a twentieth of a second
        constexpr Duration again = seconds(4);
        std::size_t loud = 0;
        Instant said = platform::monotonic_now() - again;
        return eventually([&] {
            if (platform::monotonic_now() - said >= again)
                voice.say(words, language), said = platform::monotonic_now();
            return (loud += heard()) > word;
        });
    }

  private:
    [[nodiscard]] std::string sound() const { return (folder_ / "sound.raw").string(); }
    TemporaryFolder folder_;
    pid_t process_ = 0;
    std::size_t read_ = 0;
};

} // namespace

TEST_CASE("espeak-ng behind speech-dispatcher is heard in every language, dies and comes back" *
          doctest::timeout(240)) {
    for (const char* needed : {program, synthesiser, synthesiser_settings})
        if (!std::filesystem::exists(needed))
            return test::say_skipped("no speech-dispatcher with espeak-ng on this machine");
    Speaker speaker;
    REQUIRE(speaker.start());
    platform::Voice voice;
    struct Said {
        const char *language, *words;
    };
    // Filipino has no voice of its own there: the daemon's own reads it.
    for (const Said& said :
         {Said{"en", "Need help?"}, Said{"cy", "Angen help?"}, Said{"fil", "Kailangan ng tulong?"},
          Said{"ar", "\u0647\u0644 \u062A\u062D\u062A\u0627\u062C \u0625\u0644\u0649 "
                     "\u0645\u0633\u0627\u0639\u062F\u0629\u061F"}}) {
        CAPTURE(std::string(said.language));
        CHECK(speaker.hears(voice, said.words, said.language));
        CHECK(voice.trouble() == "");
        voice.stop();
    }
    speaker.stop();
    const Instant before = platform::monotonic_now();
    for (int i = 0; i < 3; ++i) voice.say("Nobody hears this.", "en");
    CHECK(platform::monotonic_now() - before < seconds(1)); // nothing waits for it
    CHECK(eventually([&] { return !voice.trouble().empty(); }));
    REQUIRE(speaker.start());
    CHECK(speaker.hears(voice, "Here again.", "en"));
    CHECK(voice.trouble() == "");
}
