// Runs one of our programs as a person does: words, environment, exit status, both streams. For tests only.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace kiosk {

struct Ran {
    int status = -1;
    std::string out, err;
};

inline std::string quoted(const std::string& word) {
    std::string out = "'";
    for (const char letter : word) out += letter == '\'' ? "'\\''" : std::string(1, letter);
    return out + "'";
}

// `environment`: assignments for env(1), such as "PATH=/bin" or "-u" "DISPLAY". Standard input is empty.
inline Ran run_program(const std::vector<std::string>& words,
                       const std::vector<std::string>& environment = {}) {
    const TemporaryFolder folder;
    std::string line = "env";
    for (const std::string& word : environment) line += " " + quoted(word);
    for (const std::string& word : words) line += " " + quoted(word);
    line += " </dev/null 2>" + quoted((folder / "err").string());
    Ran ran;
    FILE* pipe = popen(line.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char part[4096];
    for (std::size_t n = 0; (n = std::fread(part, 1, sizeof part, pipe)) > 0;) ran.out.append(part, n);
    const int status = pclose(pipe);
    if (WIFEXITED(status)) ran.status = WEXITSTATUS(status);
    std::ifstream in(folder / "err", std::ios::binary);
    ran.err.assign(std::istreambuf_iterator<char>(in), {});
    return ran;
}

} // namespace kiosk
