#include "support/postgres.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace kiosk {

namespace {

std::string newest_programs() {
    std::vector<std::string> found;
    std::error_code absent;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", absent))
        found.push_back((version.path() / "bin").string());
    if (found.empty()) {
        std::fputs("no PostgreSQL under /usr/lib/postgresql: install Debian's package postgresql\n", stderr);
        std::abort();
    }
    return *std::ranges::max_element(found);
}

} // namespace

Postgres::Postgres(const std::string& settings) : settings_(settings), programs_(newest_programs()) {
    if (::geteuid() == 0) {
        as_user_ = "runuser -u postgres -- ";
        if (std::system(("chown postgres " + folder_.path()).c_str()) != 0) std::abort();
    }
    control("initdb -D " + folder_.path() + "/data -A trust -U postgres --no-sync -E UTF8");
    start();
}

Postgres::~Postgres() {
    // Not through control(): a server that is down already is no fault here.
    if (std::system((as_user_ + programs_ + "/pg_ctl -D " + folder_.path() +
                     "/data -m immediate stop >/dev/null 2>&1")
                        .c_str()) != 0)
        std::fputs("PostgreSQL of a test had ended before\n", stderr);
}

void Postgres::control(const std::string& command) const {
    const std::string line = "cd / && " + as_user_ + programs_ + "/" + command + " >/dev/null 2>&1";
    if (std::system(line.c_str()) != 0) {
        std::fprintf(stderr, "failed: %s\n", line.c_str());
        std::abort();
    }
}

void Postgres::start() const {
    control("pg_ctl -D " + folder_.path() + "/data -w -l " + folder_.path() + "/log -o \"-k " +
            folder_.path() +
            " -c listen_addresses='' -c shared_buffers=16MB -c recovery_init_sync_method=syncfs " +
            settings_ + "\" start");
}

void Postgres::kill_and_start() {
    control("pg_ctl -D " + folder_.path() + "/data -m immediate stop");
    start();
}

void Postgres::dump() const {
    control("pg_dump -h " + folder_.path() + " -U postgres -Fc -f " + folder_.path() + "/dump postgres");
}

void Postgres::restore() const {
    control("pg_restore -h " + folder_.path() + " -U postgres --clean --if-exists -d postgres " +
            folder_.path() + "/dump");
}

std::string Postgres::log() const {
    std::ifstream file(folder_ / "log", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

double Postgres::cpu_seconds() const {
    long server = 0;
    std::ifstream(folder_ / "data/postmaster.pid") >> server;
    double ticks = 0;
    for (const auto& process : std::filesystem::directory_iterator("/proc")) {
        std::ifstream file(process.path() / "stat");
        std::string words;
        std::getline(file, words);
        if (words.find(')') == std::string::npos) continue; // no process, or one that has just gone
        // After the name: the state, the parent, nine that do not matter, then the times, here and of
        // children.
        std::istringstream rest(words.substr(words.rfind(')') + 1));
        std::string ignored;
        long parent = 0;
        double here_user = 0, here_system = 0, ended_user = 0, ended_system = 0;
        rest >> ignored >> parent;
        for (int i = 0; i < 9; ++i) rest >> ignored;
        rest >> here_user >> here_system >> ended_user >> ended_system;
        const bool is_server = process.path().filename() == std::to_string(server);
        if (is_server || parent == server) ticks += here_user + here_system + ended_user + ended_system;
    }
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::string Postgres::url() const {
    return "postgresql://postgres@/postgres?host=" + folder_.path();
}

} // namespace kiosk
