#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "base/secret.hpp"
#include "support/specimen.hpp"
#include "text/text.hpp"

using namespace kiosk;

namespace {

constexpr text::Style input{text::Family::Text, 500, 38, 1.2F, -0.01F};

// Calls `found` on each stretch of this process's writable memory.
void each_writable(const std::function<void(const char* bytes, std::size_t size)>& look) {
    std::ifstream maps("/proc/self/maps");
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> memory(std::fopen("/proc/self/mem", "rb"),
                                                                 &std::fclose);
    REQUIRE(memory != nullptr);
    std::vector<std::pair<std::size_t, std::size_t>> stretches;
    for (std::string line; std::getline(maps, line);) {
        std::size_t from = 0, to = 0;
        std::array<char, 5> rights{};
        if (std::sscanf(line.c_str(), "%zx-%zx %4s", &from, &to, rights.data()) != 3) continue;
        if (rights[0] == 'r' && rights[1] == 'w') stretches.emplace_back(from, to);
    }
    // The sanitizers reserve terabytes of shadow, which hold none of the program's bytes.
    constexpr std::size_t stretch_max_bytes = std::size_t{1} << 30U;
    std::vector<char> copy;
    for (const auto& [from, to] : stretches) {
        if (to - from > stretch_max_bytes) continue;
        copy.resize(to - from);
        if (std::fseek(memory.get(), static_cast<long>(from), SEEK_SET) != 0) continue;
        const std::size_t got = std::fread(copy.data(), 1, copy.size(), memory.get());
        look(copy.data(), got);
        std::memset(copy.data(), 0, copy.size());
    }
}

// The secret of this test is a shuffled stretch of the alphabet that is computed and never written out. Even
// the rows that are looked for are kept with all bits turned, so that the search does not find itself.
constexpr std::size_t letters = 12;
using Row = std::array<std::uint32_t, letters>;
constexpr std::uint32_t letter(std::size_t i) {
    return 'h' + static_cast<std::uint32_t>(i * 5 % letters);
}

// Numbers of 32 bits, the turned ones of `row` in their order, at this distance from each other.
bool holds(const Row& row, std::size_t distance) {
    constexpr std::size_t count = letters;
    bool found = false;
    each_writable([&](const char* bytes, std::size_t size) {
        if (size < count * distance) return;
        for (std::size_t at = 0; at + count * distance <= size; at += 4) {
            bool is_row = true;
            for (std::size_t i = 0; i < count && is_row; ++i) {
                std::uint32_t value = 0;
                std::memcpy(&value, bytes + at + i * distance, sizeof(value));
                is_row = value == ~row.at(i);
            }
            found = found || is_row;
        }
    });
    return found;
}

constexpr std::size_t code_point_distance = 4,
                      glyph_info_distance = 20; // of char32_t, and of hb_glyph_info_t

} // namespace

TEST_CASE("typed text has the glyphs and the width of the same text in a slide") {
    const auto fonts = test::load_fonts();
    const auto run = fonts->shape("Zo\u00EB Smith", input, "en");
    text::SecretRun secret;
    fonts->shape_secret("Zo\u00EB Smith", input, "en", secret);
    REQUIRE(secret.count == run->glyphs.size());
    for (std::size_t i = 0; i < secret.count; ++i) CHECK(secret.glyphs[i] == run->glyphs[i]);
    CHECK(secret.width == run->width);
    CHECK(secret.ink == run->ink);
}

TEST_CASE("the caret stands before the letter of its offset, and behind the last") {
    const auto fonts = test::load_fonts();
    text::SecretRun secret;
    fonts->shape_secret("a\u00EBb", input, "en", secret);
    CHECK(secret.caret_x(0) == 0);
    CHECK(secret.caret_x(1) == secret.glyphs[1].x);
    CHECK(secret.caret_x(3) == secret.glyphs[2].x);
    CHECK(secret.caret_x(4) == secret.width);
    fonts->shape_secret("\u05D0\u05D1", input, "he", secret);
    CHECK(secret.caret_x(0) == secret.width);
    CHECK(secret.caret_x(2) == secret.glyphs[1].x);
    CHECK(secret.caret_x(4) == 0);
    fonts->shape_secret("", input, "en", secret);
    CHECK(secret.caret_x(0) == 0);
}

TEST_CASE("typed text is cut after its most glyphs") {
    const auto fonts = test::load_fonts();
    text::SecretRun secret;
    fonts->shape_secret(std::string(text::SecretRun::glyphs_max, 'a'), input, "en", secret);
    CHECK(secret.count == text::SecretRun::glyphs_max);
    fonts->shape_secret(std::string(text::SecretRun::glyphs_max + 1, 'a'), input, "en", secret);
    CHECK(secret.count == text::SecretRun::glyphs_max);
}

TEST_CASE("nothing of typed text is left in memory after it was shaped and cleared") {
    const auto fonts = test::load_fonts();
    text::SecretRun secret;
    {
        SecretBytes typed(64);
        for (std::size_t i = 0; i < letters; ++i) {
            const char typed_letter = static_cast<char>(letter(i));
            REQUIRE(typed.append({&typed_letter, 1}));
        }
        fonts->shape_secret(typed.reveal(), input, "en", secret);
    }
    REQUIRE(secret.count == letters);
    Row code_points{}, glyphs{};
    for (std::size_t i = 0; i < letters; ++i) {
        code_points.at(i) = ~letter(i);
        glyphs.at(i) = ~secret.glyphs.at(i).id;
    }
    // The test can see: in the run, which is not cleared yet, the glyphs stand in this order.
    REQUIRE(holds(glyphs, sizeof(text::Glyph)));
    secret.clear();
    CHECK_FALSE(holds(glyphs, sizeof(text::Glyph)));
    CHECK_FALSE(holds(glyphs, glyph_info_distance));
    CHECK_FALSE(holds(code_points, code_point_distance));
    CHECK_FALSE(holds(code_points, glyph_info_distance));
}
