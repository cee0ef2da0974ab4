// The kind `picture`: what its file must be, and where its author is named.
#include <doctest/doctest.h>

#include "findings.hpp"
#include "support/small_png.hpp"

using namespace kiosk;
using namespace kiosk::deck;

namespace {

constexpr std::string_view picture = "[[slide]]\n"
                                     "id = \"river\"\n"
                                     "kind = \"picture\"\n"
                                     "title = \"A river.\"\n"
                                     "description = \"A river.\"\n"
                                     "file = \"pictures/river.png\"\n"
                                     "credit = \"Ada\"\n";

// The small deck with a slide of a picture before the ask; `from` in it replaced by `to`.
MemoryFiles pictured(const std::string& bytes, std::string_view from = "", std::string_view to = "") {
    MemoryFiles files = small_deck();
    std::string slide(picture);
    if (!from.empty()) slide.replace(slide.find(from), from.size(), to);
    std::string& deck = files.at("deck.toml");
    deck.insert(deck.rfind("[[slide]]"), slide);
    if (!bytes.empty()) files.set("pictures/river.png", bytes);
    return files;
}

std::string png(std::uint32_t width, std::uint32_t height) {
    return small_png(1, 1, {9, 9, 9, 255}, width, height);
}

void refuses(const MemoryFiles& files, std::string_view expected) {
    const LoadedDeck loaded = load_small(files);
    const std::string text = all_of(loaded.diagnostics);
    INFO("expected " << expected << "; found\n" << text);
    CHECK(loaded.deck == nullptr);
    CHECK(text.find(expected) != std::string::npos);
}

} // namespace

TEST_CASE("a picture is known by its size and its author, who stands in the source line") {
    const LoadedDeck loaded =
        load_small(pictured(png(1600, 900), "credit", "focus_x = 0.25\nfit = \"contain\"\ncredit"));
    CAPTURE(all_of(loaded.diagnostics));
    REQUIRE(loaded.deck != nullptr);
    const Slide& slide = loaded.deck->slides[1];
    const auto& kind = std::get<Photograph>(slide.kind);
    CHECK(kind.file == "pictures/river.png");
    CHECK(kind.size == PixelSize{1600, 900});
    CHECK_FALSE(kind.cover);
    CHECK(kind.focus == Point{0.25F, 0.5F});
    CHECK(slide.source.in("en") == "Picture: Ada");
    const LoadedDeck told = load_small(pictured(png(1600, 900), "credit", "facts = [\"found\"]\ncredit"));
    REQUIRE(told.deck != nullptr);
    CHECK(told.deck->slides[1].source.in("en") == "Source: Us. Picture: Ada");
}

TEST_CASE("a picture that is missing, no picture, too large or by nobody makes no deck") {
    refuses(pictured(""), "pictures/river.png: expected this picture, found none");
    refuses(pictured("GIF89a and more"), "expected a PNG or JPEG picture");
    refuses(pictured(png(9000, 10)), "expected at most 8192 pixels a side, found 9000 x 10");
    refuses(pictured(png(8000, 8000)), "expected at most 16.8 million pixels");
    refuses(pictured(png(100, 100).substr(0, 20)), "expected a whole PNG");
    refuses(pictured(png(100, 100), "credit = \"Ada\"\n", ""), "expected credit");
    refuses(pictured(std::string(std::size_t{21} << 20, 'x')), "expected at most 20 MiB");
    refuses(pictured(png(100, 100), "credit", "focus_y = 1.5\ncredit"), "focus_y");
}

TEST_CASE("another picture under the same name is another version of the deck") {
    const LoadedDeck one = load_small(pictured(png(1600, 900))), other = load_small(pictured(png(1600, 901)));
    REQUIRE(one.deck != nullptr);
    REQUIRE(other.deck != nullptr);
    CHECK(one.deck->version != other.deck->version);
}

TEST_CASE("an icon may be a PNG of the deck's folder, which must be there and be one") {
    MemoryFiles files = small_deck();
    files.set("theme.toml", "[icons]\notter = \"icons/otter.png\"\n");
    refuses(files, "icons.otter: icons/otter.png: expected this picture, found none");
    files.set("icons/otter.png", "no picture");
    refuses(files, "[picture]");
    files.set("icons/otter.png", jpeg_head(64, 64, 0, true));
    refuses(files, "expected a PNG");
    files.set("icons/otter.png", png(64, 64));
    const LoadedDeck loaded = load_small(files);
    CAPTURE(all_of(loaded.diagnostics));
    REQUIRE(loaded.deck != nullptr);
    CHECK(loaded.deck->theme.icons.at("otter") == "icons/otter.png");
    const std::string before = loaded.deck->version;
    files.set("icons/otter.png", png(65, 64));
    CHECK(load_small(files).deck->version != before);
    files.set("theme.toml", "[icons]\notter = \"M0 0Q\"\n");
    refuses(files, "[value]");
}
