#include "text/bidi_fribidi.hpp"

#include <algorithm>
#include <array>

#include <fribidi.h>

#include "base/secret.hpp"

namespace kiosk::text {

namespace {

// Pieces of this many characters at a time, so that no memory but the stack holds them. A line of the kiosk
// is shorter; in a longer one, a direction does not reach over the end of a piece.
constexpr std::size_t piece_max = 2048;

bool is_currency(char32_t c) {
    return c == U'$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF);
}

bool is_figure(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9);
}

// In a sentence of Arabic the algorithm would put the sign of a currency on the other side of its number than
// where a figure has it: such a sign counts as the first digit (a higher-level protocol, UAX 9, HL3).
void keep_signs(std::span<const char32_t> characters, std::span<FriBidiCharType> types) {
    for (std::size_t i = 0; i + 1 < characters.size(); ++i)
        if (is_currency(characters[i]) && is_figure(characters[i + 1])) types[i] = types[i + 1];
}

bool piece_levels(std::span<const char32_t> characters, bool right_to_left, std::span<std::uint8_t> levels) {
    std::array<FriBidiCharType, piece_max> types;
    std::array<FriBidiBracketType, piece_max> brackets;
    std::array<FriBidiLevel, piece_max> found;
    static_assert(sizeof(FriBidiChar) == sizeof(char32_t));
    const auto* text = reinterpret_cast<const FriBidiChar*>(characters.data());
    const auto count = static_cast<FriBidiStrIndex>(characters.size());
    fribidi_get_bidi_types(text, count, types.data());
    keep_signs(characters, types);
    fribidi_get_bracket_types(text, count, types.data(), brackets.data());
    FriBidiParType base = right_to_left ? FRIBIDI_PAR_WRTL : FRIBIDI_PAR_WLTR;
    // In a language from right to left, one word of it is enough: a wrapped line that happens to begin with a
    // name in Latin letters still belongs to its paragraph.
    const auto is_strong = [](FriBidiCharType type) {
        return FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_RTL(type);
    };
    if (right_to_left && std::any_of(types.begin(), types.begin() + count, is_strong)) base = FRIBIDI_PAR_RTL;
    const FriBidiLevel highest =
        fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &base, found.data());
    for (std::size_t i = 0; i < characters.size(); ++i) {
        // 0 says that FriBidi had no memory: read on from left to right rather than not at all.
        levels[i] =
            highest == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(std::max<FriBidiLevel>(found[i], 0));
    }
    wipe(types.data(), characters.size() * sizeof(types[0]));
    wipe(brackets.data(), characters.size() * sizeof(brackets[0]));
    return base == FRIBIDI_PAR_RTL || base == FRIBIDI_PAR_WRTL;
}

} // namespace

bool bidi_levels(std::span<const char32_t> characters, bool right_to_left, std::span<std::uint8_t> levels) {
    bool line = right_to_left;
    for (std::size_t at = 0; at < characters.size(); at += piece_max) {
        const std::size_t count = std::min(piece_max, characters.size() - at);
        const bool piece = piece_levels(characters.subspan(at, count), line, levels.subspan(at, count));
        if (at == 0) line = piece;
    }
    return line;
}

bool is_right_to_left_language(std::string_view language) {
    constexpr std::array<std::string_view, 9> codes{"ar", "arc", "dv", "fa", "he", "ps", "sd", "ur", "yi"};
    return std::find(codes.begin(), codes.end(), language.substr(0, language.find('-'))) != codes.end();
}

} // namespace kiosk::text
