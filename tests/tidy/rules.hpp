// The rules of the house that a program can check: who may include whom, where a library's header may stand,
// where clocks are read, sizes, opening comments, words that do not belong. Used by the tests beside it.
// Pure: text in, sentences out.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::tidy {

struct Room {
    int floor = 0;
    std::set<std::string, std::less<>> may_include; // names of rooms; always lower ones
    bool pure = false;
};
using Map = std::map<std::string, Room, std::less<>>;

// The table of src/README.md. A room on its own floor or above in "may include" comes back as a finding.
struct ReadMap {
    Map rooms;
    std::vector<std::string> findings;
};
[[nodiscard]] ReadMap read_map(std::string_view readme);

// All that is wrong with one source file below src/; `path` relative to src/ ("paint/present_sdl.cpp").
[[nodiscard]] std::vector<std::string> check_source(std::string_view path, std::string_view text,
                                                    const Map& rooms);
// What holds for every text of the repository; `path` relative to its root.
[[nodiscard]] std::vector<std::string> check_words(std::string_view path, std::string_view text);

} // namespace kiosk::tidy
