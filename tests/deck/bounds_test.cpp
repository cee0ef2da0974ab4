// The bounds of what staff bring, each at the limit and one past it: a folder, its files, its pictures. Those
// of single files in other formats stand beside their readers (csv_test, load_test, tests/base, tests/photo).
#include <doctest/doctest.h>

#include "base/image_header.hpp"
#include "deck/theme.hpp"
#include "findings.hpp"
#include "support/small_png.hpp"

using namespace kiosk;
using namespace kiosk::deck;

namespace {

std::string repeated(std::size_t count, std::string (*make)(std::size_t)) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += make(i);
    return out;
}

std::string found_in(const Files& files) {
    static const Assets assets = shipped_assets();
    return all_of(load_deck(files, assets).diagnostics);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// The small deck with more slides before its own two.
MemoryFiles with_slides(const std::string& slides) {
    MemoryFiles files = small_deck();
    std::string& deck = files.at("deck.toml");
    deck.insert(deck.find("[[slide]]"), slides);
    return files;
}

std::string picture_slide(std::size_t i) {
    const std::string id = "p" + std::to_string(i);
    return "[[slide]]\nid = \"" + id +
           "\"\nkind = \"picture\"\ntitle = \"A.\"\ndescription = \"A.\"\nfile = \"" + id +
           ".png\"\ncredit = \"Ada\"\n";
}

// Files that say of a picture that it is this long.
class LongFiles final : public MemoryFiles {
  public:
    LongFiles(MemoryFiles files, std::uint64_t bytes) : MemoryFiles(std::move(files)), bytes_(bytes) {}
    [[nodiscard]] Result<std::optional<Head>> head(std::string_view path,
                                                   std::size_t bytes_max) const override {
        auto head = MemoryFiles::head(path, bytes_max);
        if (head.ok() && *head) (*head)->file_bytes = bytes_;
        return head;
    }

  private:
    std::uint64_t bytes_;
};

// A JPEG that says its size in the last bytes of the first `size`, behind comments (T.81, B.2.4.5).
std::string jpeg_with_size_at(std::size_t size) {
    const std::string head = jpeg_head(1600, 900, 0, true);
    std::string out = head.substr(0, 2);
    std::size_t fill = size - head.size();
    while (fill > 0) {
        // None is left over that is too short for the four bytes of its own head.
        const std::size_t block = fill > 65'537 ? std::min<std::size_t>(65'537, fill - 4) : fill;
        const std::size_t told = block - 2;
        out += std::string{'\xFF', '\xFE', static_cast<char>(told >> 8U), static_cast<char>(told & 0xFFU)};
        out += std::string(block - 4, 'c');
        fill -= block;
    }
    return out + head.substr(2);
}

} // namespace

TEST_CASE("a deck has at most so many slides") {
    const auto statement = [](std::size_t i) {
        return "[[slide]]\nid = \"s" + std::to_string(i) +
               "\"\nkind = \"statement\"\ntitle = \"A.\"\ndescription = \"A.\"\n";
    };
    CHECK(found_in(with_slides(repeated(slides_max - 2, statement))) == "");
    CHECK(has(found_in(with_slides(repeated(slides_max - 1, statement))), "300"));
}

TEST_CASE("a deck has at most so many files, and a file that is named twice counts once") {
    // Beside deck, facts, help and form, a theme is looked for.
    constexpr std::size_t own = 5;
    const auto with_pictures = [](std::size_t count) {
        MemoryFiles files = with_slides(repeated(count, picture_slide));
        for (std::size_t i = 0; i < count; ++i)
            files.set("p" + std::to_string(i) + ".png", small_png(1, 1, {9, 9, 9, 255}, 1600, 900));
        return files;
    };
    MemoryFiles most = with_pictures(deck_files_max - own);
    std::string again = picture_slide(0); // a slide more of the same picture
    again.replace(again.find("p0"), 2, "q0");
    most.at("deck.toml") += again;
    CHECK(found_in(most) == "");
    CHECK(has(found_in(with_pictures(deck_files_max - own + 1)), "at most 256 files"));
}

TEST_CASE("a deck has at most so many languages and icons") {
    const auto with_languages = [](std::size_t count) {
        MemoryFiles files = small_deck();
        for (std::size_t i = 0; i < count; ++i)
            files.set("lang/x" + std::to_string(i) + ".toml", "name = \"X\"\n");
        return found_in(files);
    };
    CHECK_FALSE(has(with_languages(languages_max), "at most 24 languages"));
    CHECK(has(with_languages(languages_max + 1), "at most 24 languages"));
    const auto with_icons = [](std::size_t count) {
        MemoryFiles files = small_deck();
        files.set("theme.toml", "[icons]\n" + repeated(count, [](std::size_t i) {
                                    return "i" + std::to_string(i) + " = \"M0 0H9V9Z\"\n";
                                }));
        return found_in(files);
    };
    CHECK(with_icons(theme_icons_max) == "");
    CHECK(has(with_icons(theme_icons_max + 1), "at most 60"));
}

TEST_CASE("a picture has at most so many bytes, and says its size within the first of them") {
    MemoryFiles files = with_slides(picture_slide(0));
    files.set("p0.png", small_png(1, 1, {9, 9, 9, 255}, 1600, 900));
    CHECK(found_in(LongFiles(files, image_bytes_max)) == "");
    CHECK(has(found_in(LongFiles(files, image_bytes_max + 1)), "at most 20 MiB"));
    files.set("p0.png", jpeg_with_size_at(image_head_bytes_max));
    CHECK(found_in(files) == "");
    files.set("p0.png", jpeg_with_size_at(image_head_bytes_max + 32));
    CHECK(has(found_in(files), "[picture]"));
}
