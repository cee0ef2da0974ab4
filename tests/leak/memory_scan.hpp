// Looks for words in the memory of this very process, and in files: as UTF-8, UTF-16 and UTF-32, as code
// points that lie in arrays of structs, and as the numbers of their glyphs. For the test that nothing typed
// is left behind. Holds the words only mangled, so as not to find itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kiosk::test {

// One thing to look for: mangled values that lie `stride` bytes apart, each `width` bytes wide.
struct Pattern {
    std::string name;
    std::vector<std::uint32_t> mangled;
    std::size_t width = 1, stride = 1;
};

// A random word that is nowhere else, given out letter by letter.
class Sentinel {
  public:
    // Small letters, the first a capital when `capital`, as the keyboard begins a name; `ending` follows.
    // The same seed gives the same word.
    Sentinel(std::string name, std::size_t letters, bool capital, const std::string& ending,
             std::uint64_t seed);
    // Its first letters.
    [[nodiscard]] Sentinel cut(std::size_t letters) const;
    [[nodiscard]] std::size_t size() const { return mangled_.size(); }
    [[nodiscard]] char letter(std::size_t index) const;
    [[nodiscard]] const std::string& name() const { return name_; }
    // `glyph_of[c]`: the number of the glyph of an ASCII letter; empty: none are looked for.
    [[nodiscard]] std::vector<Pattern> patterns(const std::vector<std::uint32_t>& glyph_of) const;

  private:
    std::string name_;
    std::vector<std::uint32_t> mangled_;
};

// Where each pattern lies in the memory that this process may write: "UTF-8 of name at 7f00... in [heap]".
[[nodiscard]] std::vector<std::string> find_in_memory(const std::vector<Pattern>& patterns);
// Which files of a folder hold a pattern.
[[nodiscard]] std::vector<std::string> find_in_files(const std::filesystem::path& folder,
                                                     const std::vector<Pattern>& patterns);

} // namespace kiosk::test
