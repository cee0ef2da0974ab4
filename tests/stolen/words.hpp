// The words that a test's visitors type and a thief looks for: random, nowhere else, and held only mangled,
// so that the test itself leaves none of them in memory, in a swap or in a core image.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kiosk::test {

class Word {
  public:
    // `letters` random ones out of `alphabet`, the first a capital when `capital`, as a keyboard begins a
    // name; `ending` follows.
    Word(std::string name, std::size_t letters, const std::string& alphabet, bool capital,
         const std::string& ending);
    [[nodiscard]] std::size_t size() const { return mangled_.size(); }
    [[nodiscard]] char letter(std::size_t index) const;
    // A line of what search.py reads. The word stands in it as hexadecimal digits: to be called when no
    // process is left that could have them in its memory.
    [[nodiscard]] std::string line(const std::vector<std::uint32_t>& glyph_of) const;

  private:
    std::string name_;
    std::vector<unsigned char> mangled_;
};

// A name, an address and a telephone number.
struct Words {
    Word name{"the name", 11, "bcdfghjkmpqrtvwxz", true, ""};
    Word email{"the email", 9, "bcdfghjkmpqrtvwxz", false, "@xqzk.org"};
    // Without the 0 that E.164 drops: a record holds it as it was typed, after +44.
    Word phone{"the phone", 10, "123456789", false, ""};
    void write(const std::filesystem::path& file, const std::vector<std::uint32_t>& glyph_of) const;
};

} // namespace kiosk::test
