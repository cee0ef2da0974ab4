#include "lint/frame.hpp"

#include <algorithm>
#include <iterator>

namespace kiosk::lint {

namespace {

constexpr std::uint8_t standing_alpha = 230; // nine tenths

} // namespace

std::string without_spaces(std::string_view words) {
    std::string out;
    std::copy_if(words.begin(), words.end(), std::back_inserter(out),
                 [](char c) { return c != ' ' && c != '\n' && c != '\t'; });
    return out;
}

Frame read_frame(const draw::DrawList& list, Size canvas) {
    Frame frame{canvas, {}};
    for (const draw::Command& command : list.commands()) {
        const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
        if (run == nullptr || run->ink.colour.a < standing_alpha || command.bounds.empty()) continue;
        frame.words.push_back({list.characters(run->text), command.bounds, run->size_px, run->ink.colour});
    }
    return frame;
}

std::vector<Words> lines_of(const Frame& frame, std::string_view paragraph) {
    const std::string wanted = without_spaces(paragraph);
    if (wanted.empty()) return {};
    for (std::size_t first = 0; first < frame.words.size(); ++first) {
        std::vector<Words> lines;
        std::size_t at = 0;
        for (std::size_t i = first; i < frame.words.size() && at < wanted.size(); ++i) {
            const std::string line = without_spaces(frame.words[i].text);
            if (wanted.compare(at, line.size(), line) != 0) break;
            at += line.size();
            lines.push_back(frame.words[i]);
        }
        if (at == wanted.size()) return lines;
    }
    return {};
}

} // namespace kiosk::lint
