#include "support/golden.hpp"

#include <fstream>
#include <iterator>
#include <sstream>

namespace kiosk::test {

std::string golden_difference(std::string_view text, const std::filesystem::path& golden) {
    std::ifstream file(golden, std::ios::binary);
    const std::string wanted{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::filesystem::path actual = golden;
    actual.replace_extension(".actual.txt");
    if (file.is_open() && wanted == text) {
        std::error_code none;
        std::filesystem::remove(actual, none);
        return {};
    }
    std::ofstream(actual, std::ios::binary) << text;
    if (!file.is_open()) return golden.string() + " is missing; what was drawn is in " + actual.string();
    std::istringstream expected(wanted), found{std::string(text)};
    std::string expected_line, found_line;
    for (int line = 1;; ++line) {
        const bool more_expected = static_cast<bool>(std::getline(expected, expected_line));
        const bool more_found = static_cast<bool>(std::getline(found, found_line));
        if (more_expected == more_found && (!more_expected || expected_line == found_line)) {
            if (!more_expected) return golden.string() + ": the line ends differ";
            continue;
        }
        return golden.string() + ":" + std::to_string(line) + ": expected \"" +
               (more_expected ? expected_line : "") + "\", found \"" + (more_found ? found_line : "") + "\"";
    }
}

} // namespace kiosk::test
