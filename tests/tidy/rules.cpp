#include "tidy/rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace kiosk::tidy {

namespace {

constexpr int lines_max = 500;

struct Library {
    std::string_view header; // how the header's name begins
    std::string_view token;  // what the file's name must hold
};
// FreeType's rasteriser serves the shaper, the painter and the panel's letters, each behind its own adapter.
constexpr std::array libraries{
    Library{"SDL", "sdl"},
    Library{"cairo", "cairo"},
    Library{"hb", "harfbuzz"},
    Library{"ft2build", "freetype"},
    Library{"freetype", "freetype"},
    Library{"fribidi", "fribidi"},
    Library{"fontconfig/", "fontconfig"},
    Library{"sodium", "sodium"},
    Library{"sqlite3", "sqlite"},
    Library{"curl/", "curl"},
    Library{"toml++", "toml"},
    Library{"nlohmann/", "json"},
    Library{"microhttpd", "microhttpd"},
    Library{"qrencode", "qrencode"},
    Library{"imgui", "imgui"},
    Library{"stb", "stb"},
    Library{"zlib", "zlib"},
    Library{"libpq", "libpq"},
    Library{"openssl/", "openssl"},
    Library{"libspeechd", "speechd"},
    Library{"phonenumbers/", "libphonenumber"},
    Library{"thai/", "libthai"},
    Library{"sys/inotify", "inotify"},
};

// A pure room has no I/O, no threads and no time of its own.
constexpr std::array impure_headers{"fstream",  "iostream", "thread",     "future", "chrono",
                                    "unistd.h", "fcntl.h",  "sys/stat.h", "ctime",  "time.h"};

constexpr std::array clock_calls{"_clock::now",   "clock_gettime", "gettimeofday",
                                 "std::time(",    "SDL_GetTicks",  "SDL_GetPerformance",
                                 " time(nullptr", " time(NULL",    "timespec_get("};

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '`')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '`')) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(by);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

// The code of a line, without a comment at its end. Good enough: a "//" within a string only hides code.
std::string_view code_of(std::string_view line) {
    return line.substr(0, line.find("//"));
}

struct Include {
    std::string_view name;
    bool ours = false;
};
std::optional<Include> include_of(std::string_view line) {
    constexpr std::string_view word = "#include ";
    if (!line.starts_with(word)) return std::nullopt;
    line.remove_prefix(word.size());
    if (line.size() < 2) return std::nullopt;
    const bool ours = line.front() == '"';
    return Include{line.substr(1, line.find(ours ? '"' : '>', 1) - 1), ours};
}

std::string_view room_of(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? path : path.substr(0, slash);
}

// The words of a file's name, between underscores.
bool names_library(std::string_view path, std::string_view token) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const auto words = split(name.substr(0, name.find('.')), '_');
    return std::ranges::find(words, token) != words.end();
}

class Checker {
  public:
    Checker(std::string_view path, const Map& rooms) : path_(path), room_(room_of(path)), rooms_(rooms) {}

    std::vector<std::string> check(std::string_view text) {
        const auto lines = lines_of(text);
        if (static_cast<int>(lines.size()) > lines_max) {
            say(lines_max + 1, "expected at most " + std::to_string(lines_max) + " lines, found " +
                                   std::to_string(lines.size()) + "; part the file by what it is about");
        }
        if (is_header()) check_opening(lines);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const int number = static_cast<int>(i) + 1;
            if (const auto include = include_of(lines[i]))
                check_include(number, *include);
            else
                check_clocks(number, code_of(lines[i]));
        }
        return std::move(findings_);
    }

  private:
    [[nodiscard]] bool is_header() const { return path_.ends_with(".hpp"); }

    void say(int line, const std::string& sentence) {
        findings_.push_back("src/" + std::string(path_) + ":" + std::to_string(line) + ": " + sentence);
    }

    void check_opening(const std::vector<std::string_view>& lines) {
        const auto opening =
            std::ranges::find_if_not(lines, [](std::string_view line) { return line.starts_with("//"); });
        if (opening - lines.begin() < 2) {
            say(1, "expected a header to open with two to five lines of comment: what for, who calls it, "
                   "what it never does");
        }
        if (opening == lines.end() || *opening != "#pragma once")
            say(1, "expected \"#pragma once\" after the opening comment");
    }

    void check_include(int line, Include include) {
        if (include.ours) return check_room(line, include.name);
        for (const Library& library : libraries) {
            if (!include.name.starts_with(library.header)) continue;
            if (is_header())
                say(line,
                    "a header of ours must not include <" + std::string(include.name) + ">; forward-declare");
            else if (!names_library(path_, library.token) && !is_shared(library)) {
                say(line, "<" + std::string(include.name) +
                              "> belongs into a file named after the library, with \"" +
                              std::string(library.token) + "\" among the words of its name");
            }
        }
        const auto room = rooms_.find(room_);
        if (room == rooms_.end() || !room->second.pure) return;
        if (std::ranges::find(impure_headers, include.name) != impure_headers.end()) {
            say(line, "the pure room " + std::string(room_) + " must not include <" +
                          std::string(include.name) + ">");
        }
    }

    // FreeType behind the shaper's, the painter's and the panel's adapter.
    [[nodiscard]] bool is_shared(const Library& library) const {
        return library.token == "freetype" &&
               (names_library(path_, "harfbuzz") || names_library(path_, "cairo") ||
                names_library(path_, "imgui"));
    }

    void check_room(int line, std::string_view name) {
        const std::string_view other = room_of(name);
        if (other == room_) return;
        const auto here = rooms_.find(room_);
        if (here == rooms_.end()) return say(line, "this room is not in the table of src/README.md");
        if (!rooms_.contains(other))
            return say(line, "\"" + std::string(name) + "\" is in no room of src/README.md");
        if (here->second.may_include.contains(other)) return;
        say(line, std::string(room_) + " (floor " + std::to_string(here->second.floor) +
                      ") may not include " + std::string(other) + " (floor " +
                      std::to_string(rooms_.find(other)->second.floor) + ")");
    }

    void check_clocks(int line, std::string_view code) {
        check_files(line, code);
        // The service is a second program, with one clock of its own.
        if (room_ == "platform" || path_ == "hub/clock.cpp") return;
        for (const std::string_view call : clock_calls) {
            if (code.find(call) != std::string_view::npos) {
                say(line, "a clock is read outside of platform/ (\"" + std::string(call) +
                              "\"); take the time as an argument");
            }
        }
    }

    // A path is a value; walking the disk is not for a pure room.
    void check_files(int line, std::string_view code) {
        const auto room = rooms_.find(room_);
        if (room == rooms_.end() || !room->second.pure) return;
        for (const char* call : {"directory_iterator", "filesystem::exists", "filesystem::is_", "fopen("}) {
            if (code.find(call) == std::string_view::npos) continue;
            say(line, "the pure room " + std::string(room_) + " reaches for the disk (\"" + call + "\")");
        }
    }

    std::string_view path_, room_;
    const Map& rooms_;
    std::vector<std::string> findings_;
};

// The service's program stands beside the table: base, record, handover, what it shares with the outbox, and
// its own.
Room hub_room() {
    return {4, {"base", "record", "outbox", "handover", "platform"}, false};
}

} // namespace

ReadMap read_map(std::string_view readme) {
    ReadMap map;
    for (const std::string_view line : lines_of(readme)) {
        const auto cells = split(line, '|');
        if (cells.size() < 6) continue;
        Room room;
        if (std::from_chars(cells[1].data(), cells[1].data() + cells[1].size(), room.floor).ec != std::errc())
            continue;
        for (const std::string_view name : split(cells[4], ',')) {
            if (!name.empty()) room.may_include.emplace(name);
        }
        room.pure = cells[5] == "yes";
        map.rooms.emplace(cells[2], room);
    }
    if (!map.rooms.empty()) map.rooms.emplace("hub", hub_room());
    for (auto& [name, room] : map.rooms) {
        if (room.may_include.erase("all below") != 0) {
            for (const auto& [other, its] : map.rooms) {
                if (its.floor < room.floor) room.may_include.insert(other);
            }
        }
        for (const std::string& other : room.may_include) {
            const auto found = map.rooms.find(other);
            if (found == map.rooms.end())
                map.findings.push_back(name + " may include " + other + ", which is no room");
            else if (found->second.floor >= room.floor) {
                map.findings.push_back(name + " may include " + other + ", which is not on a lower floor");
            }
        }
    }
    return map;
}

std::vector<std::string> check_source(std::string_view path, std::string_view text, const Map& rooms) {
    return Checker(path, rooms).check(text);
}

std::vector<std::string> check_words(std::string_view path, std::string_view text) {
    // In two halves, so that this file is itself free of them.
    struct Word {
        std::string word;
        const char* why;
        bool only_in_code;
    };
    const std::array words{
        Word{std::string("/wo") + "rk/", "a path of one machine", false},
        Word{std::string("mock") + "-up", "the pictures that it was made from are not in the repository",
             false},
        Word{std::string("TO") + "DO", "what is not done belongs into an issue", false},
        Word{std::string("FIX") + "ME", "what is wrong belongs into an issue", false},
        Word{std::string("Clau") + "de", "nothing names who typed it", false},
        Word{std::string("sub") + "agent", "nothing names who typed it", false},
        Word{std::string("I") + "JM", "a campaign's words belong into config/", true},
        Word{std::string("International") + " Justice", "a campaign's words belong into config/", true},
        Word{std::string("Philip") + "pine", "a campaign's words belong into config/", true},
    };
    const bool is_code = path.starts_with("src/") && (path.ends_with(".cpp") || path.ends_with(".hpp"));
    std::vector<std::string> findings;
    int number = 0;
    for (const std::string_view line : lines_of(text)) {
        ++number;
        for (const Word& word : words) {
            if (word.only_in_code && !is_code) continue;
            if (line.find(word.word) == std::string_view::npos) continue;
            findings.push_back(std::string(path) + ":" + std::to_string(number) + ": \"" + word.word +
                               "\": " + word.why);
        }
    }
    return findings;
}

} // namespace kiosk::tidy
