// A PostgreSQL of Debian's package in a temporary folder, on a Unix socket only, gone when the test ends. Run
// by the user postgres when the tests run as root, which PostgreSQL refuses. Ends the test program when it
// does not start.
#pragma once

#include <string>

#include "support/temporary_folder.hpp"

namespace kiosk {

class Postgres {
  public:
    explicit Postgres(const std::string& settings = ""); // such as "-c fsync=off"
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;
    [[nodiscard]] std::string url() const;
    [[nodiscard]] const std::string& socket_folder() const { return folder_.path(); }
    [[nodiscard]] std::string program(const std::string& name) const { return programs_ + "/" + name; }
    [[nodiscard]] std::string log() const; // what the server has written so far
    // What the server, its children and those that have ended have taken of the processors so far.
    [[nodiscard]] double cpu_seconds() const;
    // As a crash of the machine would: no checkpoint, no goodbye; and up again.
    void kill_and_start();

    // The whole database into a file of the server's folder, and back from it, as a backup does.
    void dump() const;
    void restore() const;

  private:
    void control(const std::string& command) const;
    void start() const;
    TemporaryFolder folder_;
    std::string settings_, as_user_, programs_;
};

} // namespace kiosk
