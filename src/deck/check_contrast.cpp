#include "deck/check.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

// WCAG 2.2, 1.4.3 and 1.4.11.
constexpr double words_least = 4.5;
constexpr double parts_least = 3;

constexpr std::string_view contrast_names[] = {"standard", "high", "light"};
constexpr std::string_view ground_names[] = {"night", "dawn", "amber", "paper"};

class ContrastCheck {
  public:
    ContrastCheck(const Theme& theme, const std::string& file) : theme_(theme), file_(file) {}

    Diagnostics run() {
        for (std::size_t contrast = 0; contrast < theme_.palettes.size(); ++contrast)
            for (std::size_t ground = 0; ground < theme_.palettes[contrast].size(); ++ground) {
                where_ = say(ground_names[ground], " (", contrast_names[contrast], ")");
                palette(theme_.palettes[contrast][ground], static_cast<Ground>(ground));
            }
        return std::move(out_);
    }

  private:
    void pair(std::string_view front, Colour a, std::string_view back, Colour b, double least) {
        const double found = contrast_ratio(a, b);
        if (found >= least) return;
        out_.push_back({Severity::Error,
                        {file_, 0, 0},
                        "contrast",
                        say(where_, ": expected at least ", least, ":1 of ", front, " on ", back, ", found ",
                            static_cast<double>(static_cast<int>(found * 100)) / 100, ":1"),
                        "make one of them lighter or darker"});
    }

    // The stops of the ground; what lies between two of them is no worse than the worse of the two.
    void on_ground(std::string_view front, Colour colour, const Palette& palette, double least,
                   float to = 1) {
        for (const GroundStop& stop : palette.ground)
            if (stop.at <= to) pair(front, colour, "the ground", stop.colour, least);
    }

    void palette(const Palette& palette, Ground ground) {
        constexpr float foot_of_words =
            0.85F; // source lines end at y 911 of 1080; below stand outlined controls
        on_ground("text", palette.text, palette, words_least);
        on_ground("text_2", palette.text_2, palette, words_least, foot_of_words);
        on_ground("line", palette.line, palette, parts_least);
        on_ground("focus", palette.focus, palette, parts_least);
        pair("cta_text", palette.cta_text, "cta", palette.cta, words_least);
        pair("cta_text", palette.cta_text, "cta_pressed", palette.cta_pressed, words_least);
        // The pledge button is the one filled control: it must stand out from its ground as a part.
        on_ground("cta", palette.cta, palette, parts_least, foot_of_words);
        if (ground == Ground::Night || ground == Ground::Dawn)
            on_ground("accent", palette.accent, palette, words_least, foot_of_words);
        if (ground == Ground::Night) on_ground("map_land", palette.map_land, palette, parts_least, 0.8F);
        if (ground == Ground::Paper) form(palette);
    }

    void form(const Palette& palette) {
        pair("text", palette.text, "surface", palette.surface, words_least);
        pair("text", palette.text, "surface_2", palette.surface_2, words_least);
        pair("text", palette.text, "selected", palette.selected, words_least);
        pair("text", palette.text, "key_special", palette.key_special, words_least);
        pair("text_2", palette.text_2, "surface", palette.surface, words_least);
        pair("error", palette.error, "error_ground", palette.error_ground, words_least);
        on_ground("error", palette.error, palette, words_least);
        on_ground("accent", palette.accent, palette, words_least);
        pair("line", palette.line, "surface_2", palette.surface_2, parts_least);
        pair("ok", palette.ok, "surface", palette.surface, parts_least);
    }

    const Theme& theme_;
    const std::string& file_;
    std::string where_;
    Diagnostics out_;
};

} // namespace

Diagnostics check_contrast(const Theme& theme, const std::string& file) {
    return ContrastCheck(theme, file).run();
}

} // namespace kiosk::deck
