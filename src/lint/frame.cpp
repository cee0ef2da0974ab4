#include "lint/frame.hpp"

#include <algorithm>
#include <iterator>

namespace kiosk::lint {

namespace {

constexpr std::uint8_t standing_alpha = 230; // nine tenths
constexpr std::uint8_t scrim_alpha = 150;    // under this and more nothing is read
constexpr float covered_em = 0.3F;           // of a letter, both ways

// Nothing but spaces, the one that does not break among them.
bool is_blank(std::string_view text) {
    while (!text.empty()) {
        const std::size_t blank = text.starts_with("\u00A0") ? 2 : text.front() == ' ' ? 1 : 0;
        if (blank == 0) return false;
        text.remove_prefix(blank);
    }
    return true;
}

void cover(Frame& frame, const draw::FillRect& fill) {
    const bool gradient = fill.ink.gradient != draw::no_gradient;
    const std::uint8_t alpha = gradient ? 255 : fill.ink.colour.a;
    const bool whole = fill.rect.width >= frame.canvas.width && fill.rect.height >= frame.canvas.height;
    if (whole && alpha >= scrim_alpha) return frame.words.clear();
    if (alpha < standing_alpha) return;
    for (Words& words : frame.words) {
        const Rect both = intersection(words.ink, fill.rect);
        const float least = covered_em * words.size_px;
        words.covered = words.covered || (both.width > least && both.height > least);
    }
}

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
        if (const auto* fill = std::get_if<draw::FillRect>(&command.shape)) cover(frame, *fill);
        const auto* run = std::get_if<draw::GlyphRun>(&command.shape);
        if (run == nullptr || run->ink.colour.a < standing_alpha || command.bounds.empty()) continue;
        const std::string_view text = list.characters(run->text);
        if (!run->secret && is_blank(text)) continue;
        frame.words.push_back({text, command.bounds, run->size_px, run->ink.colour});
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
