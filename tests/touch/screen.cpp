#include "screen.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::test {

bool can_start_a_screen() {
    return geteuid() == 0 && std::filesystem::exists("/usr/lib/xorg/modules/drivers/dummy_drv.so") &&
           std::filesystem::exists("/usr/lib/xorg/Xorg") && std::filesystem::exists("/usr/bin/import");
}

int run_on_screen(PixelSize size, const std::string& test_case, const std::string& environment) {
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    const std::string display = std::to_string(100 + getpid() % 400);
    const std::string command = std::string(KIOSK_SOURCE_DIR) + "/tests/support/touchscreen run --size " +
                                std::to_string(size.width) + "x" + std::to_string(size.height) +
                                " --display " + display + " -- env " + environment + " " + self +
                                " --no-skip '-tc=" + test_case + "'";
    return std::system(command.c_str());
}

std::string ask_panel(const std::string& verb, const std::string& numbers) {
    const char* path = std::getenv("KIOSK_TOUCHSCREEN");
    if (path == nullptr) return "not inside `touchscreen run`";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (std::strlen(path) >= sizeof address.sun_path) return "the panel's socket has too long a name";
    std::strcpy(address.sun_path, path);
    const int panel = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::string answer;
    const std::string line = "[\"" + verb + "\", [" + numbers + "]]\n";
    if (connect(panel, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        write(panel, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        answer = std::string("the panel does not answer: ") + std::strerror(errno);
    char c = 0;
    while (answer.empty() && read(panel, &c, 1) == 1 && c != '\n') {
        answer += c;
        while (read(panel, &c, 1) == 1 && c != '\n') answer += c;
        break;
    }
    close(panel);
    return answer;
}

std::string tap(Point at) {
    return ask_panel("tap", std::to_string(std::lround(at.x)) + ", " + std::to_string(std::lround(at.y)));
}

std::array<int, 3> pixel(int x, int y) {
    const std::string command = "import -silent -window root -crop 1x1+" + std::to_string(x) + "+" +
                                std::to_string(y) + " -depth 8 rgb:-";
    std::array<int, 3> colour{-1, -1, -1};
    if (std::FILE* out = popen(command.c_str(), "r")) {
        for (int& channel : colour) channel = std::fgetc(out);
        pclose(out);
    }
    return colour;
}

} // namespace kiosk::test
