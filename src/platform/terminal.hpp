// The terminal of the commands: passphrases typed unseen, and a progress line that a pipe never sees. Used by
// the commands only; the kiosk has no terminal. Never takes a passphrase from an argument or echoes one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace kiosk::platform {

constexpr std::size_t passphrase_bytes_max = 1024;

[[nodiscard]] bool is_terminal_in();
[[nodiscard]] bool is_terminal_out();
[[nodiscard]] bool is_terminal_err();

// Asks on the controlling terminal (not standard input, which may be data), echo off, up to the end of the
// line. Fault::Key where there is no terminal or nothing was typed.
[[nodiscard]] Result<SecretBytes> ask_passphrase(std::string_view prompt);
// The first line of a file, for scripts.
[[nodiscard]] Result<SecretBytes> read_passphrase_file(const std::string& path);

// "label 120 of 400" on one line of standard error, where that is a terminal; cleared when done.
class Progress {
  public:
    Progress(std::string label, std::uint64_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void at(std::uint64_t done);

  private:
    std::string label_;
    std::uint64_t total_, shown_percent_;
    bool visible_;
};

} // namespace kiosk::platform
