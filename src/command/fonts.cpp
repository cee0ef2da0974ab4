#include "command/fonts.hpp"

#include "platform/fonts_fontconfig.hpp"

namespace kiosk::command {

namespace {

struct Wanted {
    text::Family family;
    std::string_view name;
    int weight;
};

// Scripts outside Latin, Greek and Cyrillic come from the Noto families, in the weights that they are drawn
// in.
constexpr Wanted wanted[] = {
    {text::Family::Display, "Inter Display", 400},
    {text::Family::Display, "Inter Display", 500},
    {text::Family::Display, "Inter Display", 600},
    {text::Family::Display, "Inter Display", 700},
    {text::Family::Text, "Inter", 400},
    {text::Family::Text, "Inter", 500},
    {text::Family::Text, "Inter", 600},
    {text::Family::Text, "Inter", 700},
    {text::Family::Fallback, "Noto Sans", 400}, // signs that Inter lacks, such as U+2154
    {text::Family::Fallback, "Noto Sans", 700},
    {text::Family::Fallback, "Noto Sans Arabic", 400},
    {text::Family::Fallback, "Noto Sans Arabic", 600},
    {text::Family::Fallback, "Noto Sans Hebrew", 400},
    {text::Family::Fallback, "Noto Sans Hebrew", 600},
    {text::Family::Fallback, "Noto Sans Devanagari", 400},
    {text::Family::Fallback, "Noto Sans Devanagari", 600},
    {text::Family::Fallback, "Noto Sans Thai", 400},
    {text::Family::Fallback, "Noto Sans Thai", 600},
};

} // namespace

Result<std::unique_ptr<text::Fonts>> load_fonts() {
    std::vector<text::FontFile> files;
    for (const Wanted& each : wanted) {
        auto found = platform::find_font(each.name, each.weight);
        if (!found) return found.error();
        text::FontFile file;
        file.family = each.family;
        file.weight = found->weight;
        file.name = std::string(each.name) + " " + std::to_string(each.weight);
        file.face_index = found->face;
        file.bytes = std::move(found->bytes);
        files.push_back(std::move(file));
    }
    return text::Fonts::create(std::move(files));
}

} // namespace kiosk::command
