// Seeds for the fuzz target, made by code: scripts/fuzz asks for them. As a test, each of them does what it
// is for.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>

#include "photo/image_stb.hpp"
#include "support/small_png.hpp"

using namespace kiosk;

TEST_CASE("the seeds of the picture fuzzer are pictures, almost pictures and none") {
    const std::vector<std::uint8_t> four(16, 128);
    const std::map<std::string, std::pair<std::string, bool>> seeds{
        {"four.png", {small_png(2, 2, four), true}},
        {"long.png", {small_png(64, 1, std::vector<std::uint8_t>(256, 7)), true}},
        {"lies.png", {small_png(2, 2, four, 40, 40), false}},
        {"head.jpg", {jpeg_head(8, 8, 6, true), false}},
        {"head-little.jpg", {jpeg_head(8, 8, 3, false, 0xC2), false}},
    };
    const char* folder = std::getenv("KIOSK_WRITE_SEEDS");
    for (const auto& one : seeds) {
        const std::string& name = one.first;
        CAPTURE(name);
        const auto& [bytes, whole] = one.second;
        CHECK(photo::decode(std::as_bytes(std::span(bytes.data(), bytes.size()))).ok() == whole);
        if (folder) std::ofstream(std::filesystem::path(folder) / name, std::ios::binary) << bytes;
    }
}
