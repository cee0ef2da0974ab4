// Runs a program on a terminal of its own (a pty), for programs that ask for a passphrase there.
#pragma once

#include <string>
#include <vector>

// Writes each of `answers` and Enter whenever the program has asked (printed a colon and gone quiet). Returns
// its exit status, or -1 when it did not end within 60 s.
[[nodiscard]] int run_on_terminal(const std::vector<std::string>& command,
                                  const std::vector<std::string>& answers);
