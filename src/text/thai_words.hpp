// Where the words of Thai end, which is written without spaces between them: by a dictionary, libthai's. For
// fonts.cpp. Reads that dictionary from its package when it is first asked; without it there are no ends, and
// Thai breaks at its spaces only.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace kiosk::text {

class ThaiWords {
  public:
    ThaiWords();
    ~ThaiWords();
    ThaiWords(const ThaiWords&) = delete;
    ThaiWords& operator=(const ThaiWords&) = delete;

    [[nodiscard]] static bool has_thai(std::string_view utf8);
    // Bytes of `utf8` before which a word begins, the first one left out; in order.
    [[nodiscard]] std::vector<std::size_t> ends(std::string_view utf8) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::text
