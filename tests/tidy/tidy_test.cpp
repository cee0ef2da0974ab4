#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <doctest/doctest.h>

#include "tidy/rules.hpp"

using namespace kiosk::tidy;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE_MESSAGE(file.good(), path.string());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const fs::path root = KIOSK_SOURCE_DIR;

Map rooms() {
    return read_map(read(root / "src/README.md")).rooms;
}

// Files below a folder of the repository with one of these endings, relative to its root.
std::vector<std::string> files(const fs::path& folder, const std::set<std::string>& endings) {
    std::vector<std::string> found;
    if (!fs::exists(root / folder)) return found;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        if (!entry.is_regular_file() || !endings.contains(entry.path().extension().string())) continue;
        found.push_back(fs::relative(entry.path(), root).generic_string());
    }
    return found;
}

std::string all(const std::vector<std::string>& findings) {
    std::string text = "\n";
    for (const std::string& finding : findings) text += finding + "\n";
    return text;
}

constexpr const char* small_map = R"(
| floor | room | what it is for | may include | pure |
| --- | --- | --- | --- | --- |
| 2 | app | the program | all below | |
| 1 | paint | pictures | base | yes |
| 1 | platform | the machine | base | |
| 0 | base | the ground | | yes |
| 1 | record | bytes | base | yes |
| 1 | outbox | the queue | base | |
| 1 | handover | bundles | base | |
)";

constexpr const char* opening = "// What it is for.\n// What it never does.\n#pragma once\n";

std::vector<std::string> found_in(std::string_view path, const std::string& text) {
    return check_source(path, text, read_map(small_map).rooms);
}

} // namespace

TEST_CASE("the map of src/README.md is whole: every arrow goes down, every folder is a room") {
    const ReadMap map = read_map(read(root / "src/README.md"));
    CHECK_MESSAGE(map.findings.empty(), all(map.findings));
    CHECK(map.rooms.size() >= 15);
    for (const auto& entry : fs::directory_iterator(root / "src")) {
        const std::string name = entry.path().filename().string();
        if (entry.is_directory() && name != "decisions") CHECK_MESSAGE(map.rooms.contains(name), name);
    }
}

TEST_CASE("no source file breaks a rule of the house") {
    const Map map = rooms();
    std::vector<std::string> findings;
    const auto sources = files("src", {".cpp", ".hpp"});
    REQUIRE(sources.size() > 50);
    for (const std::string& path : sources) {
        const auto found = check_source(std::string_view(path).substr(4), read(root / path), map);
        findings.insert(findings.end(), found.begin(), found.end());
    }
    CHECK_MESSAGE(findings.empty(), all(findings));
}

TEST_CASE("no committed text holds a word that does not belong") {
    std::vector<std::string> findings;
    std::vector<std::string> texts;
    for (const char* folder : {"src", "tests", "config", "assets", "scripts", "cmake"}) {
        const auto found =
            files(folder, {".cpp", ".hpp", ".md", ".toml", ".txt", ".cmake", ".py", ".csv", ""});
        texts.insert(texts.end(), found.begin(), found.end());
    }
    for (const char* name : {"README.md", "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json", ".ci/run"}) {
        if (fs::exists(root / name)) texts.emplace_back(name);
    }
    REQUIRE(texts.size() > 50);
    for (const std::string& path : texts) {
        const auto found = check_words(path, read(root / path));
        findings.insert(findings.end(), found.begin(), found.end());
    }
    CHECK_MESSAGE(findings.empty(), all(findings));
}

TEST_CASE("an arrow that climbs, goes sideways or leads nowhere is found") {
    CHECK(found_in("app/a.cpp", "#include \"paint/p.hpp\"\n#include \"base/b.hpp\"\n#include \"app/x.hpp\"\n")
              .empty());
    CHECK(found_in("base/b.cpp", "#include \"paint/p.hpp\"\n").size() == 1);
    CHECK(found_in("paint/p.cpp", "#include \"platform/files.hpp\"\n").size() == 1);
    CHECK(found_in("paint/p.cpp", "#include \"nowhere/files.hpp\"\n").size() == 1);
    CHECK(found_in("nowhere/p.cpp", "#include \"base/files.hpp\"\n").size() == 1);
    CHECK(found_in("paint/p.cpp", "#include \"platform/files.hpp\"\n")[0].starts_with(
        "src/paint/p.cpp:1: paint (floor 1)"));
    const auto sideways = read_map("| 1 | a | x | b | |\n| 1 | b | x | | |\n").findings;
    CHECK(std::ranges::count(sideways, "a may include b, which is not on a lower floor") == 1);
}

TEST_CASE("a library's header in a file of another name, or in any header of ours, is found") {
    CHECK(found_in("app/window_sdl.cpp", "#include <SDL.h>\n").empty());
    CHECK(found_in("app/window.cpp", "#include <SDL.h>\n").size() == 1);
    CHECK(found_in("app/sdling.cpp", "#include <SDL.h>\n").size() == 1);
    CHECK(found_in("app/painter_cairo.cpp", "#include <cairo.h>\n#include <ft2build.h>\n").empty());
    CHECK(found_in("app/outbox_sqlite.hpp", std::string(opening) + "#include <sqlite3.h>\n").size() == 1);
    CHECK(found_in("app/x.cpp", "#include <sodium.h>\n#include <curl/curl.h>\n#include <vector>\n").size() ==
          2);
}

TEST_CASE("a clock that is read outside of platform is found, and one inside is not") {
    for (const char* code :
         {"auto t = std::chrono::steady_clock::now();", "clock_gettime(CLOCK_MONOTONIC, &t);",
          "const auto t = std::time(nullptr);", "auto t = SDL_GetTicks64();"}) {
        CHECK(found_in("app/a.cpp", code).size() == 1);
        CHECK(found_in("platform/clock.cpp", code).empty());
    }
    CHECK(found_in("app/a.cpp", "// std::time(nullptr) is not for us\nint runtime(int);\n").empty());
}

TEST_CASE("a pure room that reaches for files, threads or time is found") {
    CHECK(found_in("paint/p.cpp", "#include <fstream>\n#include <thread>\n#include <chrono>\n").size() == 3);
    CHECK(found_in("platform/p.cpp", "#include <fstream>\n").empty());
    CHECK(found_in("paint/p.cpp", "for (auto& e : std::filesystem::directory_iterator(p)) {}\n").size() == 1);
}

TEST_CASE("a file past 500 lines and a header without its opening comment are found") {
    std::string lines;
    for (int i = 0; i < 500; ++i) lines += "int x;\n";
    CHECK(found_in("app/a.cpp", lines).empty());
    CHECK(found_in("app/a.cpp", lines + "int y;\n").size() == 1);
    CHECK(found_in("app/a.hpp", opening).empty());
    CHECK(found_in("app/a.hpp", "#pragma once\nint x;\n").size() == 1);
    CHECK(found_in("app/a.hpp", "// One.\n// Two.\nint x;\n").size() == 1);
}

TEST_CASE("words of a campaign are found in code but not in its deck") {
    const std::string line = std::string("const char* name = \"I") + "JM\";\n";
    CHECK(check_words("src/app/a.cpp", line).size() == 1);
    CHECK(check_words("config/osec/deck.toml", line).empty());
    CHECK(check_words("README.md", std::string("see /wo") + "rk/main\n").size() == 1);
}
