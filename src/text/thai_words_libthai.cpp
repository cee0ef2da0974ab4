#include "text/thai_words.hpp"

#include <algorithm>

#include <thai/thwbrk.h>

#include "base/utf8.hpp"

namespace kiosk::text {

struct ThaiWords::Impl {
    ThBrk* breaker = th_brk_new(nullptr); // null where the dictionary is not installed
    Impl() = default;
    ~Impl() {
        if (breaker) th_brk_delete(breaker);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
};

ThaiWords::ThaiWords() : impl_(std::make_unique<Impl>()) {}
ThaiWords::~ThaiWords() = default;

bool ThaiWords::has_thai(std::string_view utf8) {
    // U+0E00 to U+0E7F are the bytes E0 B8 and E0 B9 with one more.
    for (std::size_t at = utf8.find('\xE0'); at != std::string_view::npos && at + 1 < utf8.size();
         at = utf8.find('\xE0', at + 1))
        if (utf8[at + 1] == '\xB8' || utf8[at + 1] == '\xB9') return true;
    return false;
}

std::vector<std::size_t> ThaiWords::ends(std::string_view utf8) const {
    std::vector<thwchar_t> letters; // libthai wants a text that ends with 0
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < utf8.size();) {
        const CodePoint point = decode_utf8(utf8.substr(at));
        letters.push_back(static_cast<thwchar_t>(point.value == 0 ? U' ' : point.value));
        places.push_back(at);
        at += point.bytes;
    }
    std::vector<std::size_t> out;
    if (!impl_->breaker || letters.empty()) return out;
    std::vector<int> found(letters.size());
    letters.push_back(0);
    const int count = th_brk_wc_find_breaks(impl_->breaker, letters.data(), found.data(), found.size());
    for (int i = 0; i < count; ++i) {
        const auto letter = static_cast<std::size_t>(found[static_cast<std::size_t>(i)]);
        if (letter > 0 && letter < places.size()) out.push_back(places[letter]);
    }
    return out;
}

} // namespace kiosk::text
