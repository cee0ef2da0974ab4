// A font file: any bytes. Decks bring none, but packages are replaced under a kiosk that runs for years.
// Oracle: whatever is taken as a font measures words with finite numbers, and its glyphs can be drawn.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "paint/glyphs_freetype.hpp"
#include "text/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace kiosk;
    const auto* first = reinterpret_cast<const std::byte*>(bytes);
    const SharedBytes file_bytes(std::vector<std::byte>(first, first + size));
    std::vector<text::FontFile> files(2);
    files[0].family = text::Family::Display;
    files[1].family = text::Family::Text;
    for (text::FontFile& file : files) {
        file.name = "fuzz";
        file.bytes = file_bytes;
    }
    auto fonts = text::Fonts::create(std::move(files));
    if (!fonts) return 0;
    auto glyphs = paint::Glyphs::create(**fonts);
    if (!glyphs) return 0;
    const text::Style style{.family = text::Family::Text, .weight = 400, .size_px = 40};
    for (const char* words : {"Need help? 3\u00D7", "\u0627\u0644\u0646\u0647\u0631", "\u0E19\u0E49\u0E33"}) {
        const text::RunPointer run = (*fonts)->shape(words, style, "en");
        if (!std::isfinite(run->width) || !std::isfinite(run->ink.width)) std::abort();
        for (const text::Glyph& glyph : run->glyphs) {
            const paint::GlyphMask& mask = (*glyphs)->mask(glyph.font, glyph.id, style.size_px, 1, 2);
            if (mask.coverage.size() !=
                static_cast<std::size_t>(mask.width) * static_cast<std::size_t>(mask.height))
                std::abort();
        }
        const text::Paragraph lines = (*fonts)->paragraph(words, style, "en", 100);
        if (lines.lines.empty() || !std::isfinite(lines.width)) std::abort();
    }
    return 0;
}
