// The repository's own files for tests: a folder read into MemoryFiles, and the assets that ship.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "deck/load_assets.hpp"
#include "deck/memory_files.hpp"
#include "deck/report.hpp"

namespace kiosk::deck {

inline MemoryFiles folder_of_source(const std::string& folder) {
    namespace fs = std::filesystem;
    const fs::path root = fs::path(KIOSK_SOURCE_DIR) / folder;
    MemoryFiles files;
    REQUIRE_MESSAGE(fs::is_directory(root), root.string());
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files.set(fs::relative(entry.path(), root).generic_string(),
                  std::string(std::istreambuf_iterator<char>(in), {}));
    }
    return files;
}

inline Assets shipped_assets() {
    auto assets = load_assets(folder_of_source("assets"));
    REQUIRE_MESSAGE(assets.ok(), (assets.ok() ? std::string{} : assets.error().message));
    return std::move(*assets);
}

inline std::string all_of(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& one : diagnostics) {
        text += to_text(one) + "\n";
        const bool known =
            std::ranges::any_of(rules(), [&](const Rule& rule) { return rule.name == one.rule; });
        CHECK_MESSAGE(known, ("this rule has no reason in report.cpp: " + one.rule));
    }
    return text;
}

} // namespace kiosk::deck
