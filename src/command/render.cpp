// `pledge-kiosk render`: pictures of a deck's slides, as the kiosk shows them.
#include <array>
#include <charconv>
#include <cstdio>

#include "command/command.hpp"
#include "command/disk_files.hpp"
#include "command/fonts.hpp"
#include "command/picture_desk.hpp"
#include "command/render_form.hpp"
#include "command/render_pictures.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"
#include "platform/files.hpp"
#include "platform/terminal.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 15> options{{
    {"out", "DIR", "where the pictures go; a file is whole or not there"},
    {"slide", "ID", "only this slide"},
    {"at", "SECONDS", "the moment of the slide; without it, when all of it stands"},
    {"fps", "N", "a storyboard: every frame of the slide's time, N a second"},
    {"change", "", "with --fps: the change into the slide from the one before it, instead of its time"},
    {"size", "WxH", "1920x1080 (the default), 1080x1920 or any other; taller than wide is portrait"},
    {"orientation", "landscape|portrait|both", "instead of --size; both adds .portrait to the second's name"},
    {"language", "TAG|all", "a language of the deck; without it its own, or all on contact sheets"},
    {"text-size", "1.0|1.2|1.4", "as a visitor chooses it; larger text may need a second page, ID-2.png"},
    {"contrast", "standard|high|light", "the colours; standard is the default"},
    {"still", "", "with less movement"},
    {"lower", "", "with the controls lower"},
    {"config", "FILE", "settings, for how large and how high their screen is; else as one that hangs high"},
    {"contact-sheet", "", "one picture of all slides for each language"},
    {"form", "",
     "the form instead of the slides: every step, keyboard, error and sheet; with --contact-sheet one "
     "picture a step"},
}};

Result<double> number(const Arguments& arguments, std::string_view name, double least, double most) {
    const std::string text = *arguments.value(name);
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < least || value > most)
        return usage_error("--" + std::string(name) + ": expected a number from " + std::to_string(least) +
                           " to " + std::to_string(most) + ", found '" + text + "'");
    return value;
}

Result<std::vector<PixelSize>> sizes_of(const Arguments& arguments) {
    constexpr PixelSize landscape{1920, 1080}, portrait{1080, 1920};
    if (arguments.has("orientation")) {
        if (arguments.has("size")) return usage_error("--size and --orientation exclude each other");
        const std::string which = *arguments.value("orientation");
        if (which == "landscape") return std::vector{landscape};
        if (which == "portrait") return std::vector{portrait};
        if (which == "both") return std::vector{landscape, portrait};
        return usage_error("--orientation: expected landscape, portrait or both, found '" + which + "'");
    }
    const auto text = arguments.value("size");
    if (!text) return std::vector{landscape};
    PixelSize size;
    char rest = 0;
    if (std::sscanf(text->c_str(), "%dx%d%c", &size.width, &size.height, &rest) != 2 || size.width < 64 ||
        size.height < 64 || size.width > 8192 || size.height > 8192)
        return usage_error("--size: expected a size such as 1920x1080, each side from 64 to 8192; found '" +
                           *text + "'");
    return std::vector{size};
}

Result<void> look_of(const Arguments& arguments, RenderWish& wish) {
    const std::string size = arguments.value_or("text-size", "1.0");
    if (size != "1.0" && size != "1" && size != "1.2" && size != "1.4")
        return usage_error("--text-size: expected 1.0, 1.2 or 1.4, found '" + size + "'");
    wish.text_size = size == "1.4" ? 1.4F : size == "1.2" ? 1.2F : 1.0F;
    const std::string contrast = arguments.value_or("contrast", "standard");
    if (contrast == "high")
        wish.contrast = deck::Contrast::High;
    else if (contrast == "light")
        wish.contrast = deck::Contrast::Light;
    else if (contrast != "standard")
        return usage_error("--contrast: expected standard, high or light, found '" + contrast + "'");
    wish.still = arguments.has("still");
    wish.lower = arguments.has("lower");
    if (arguments.has("config")) {
        const auto settings = find_settings(arguments);
        if (!settings) return settings.error();
        wish.screen = settings->screen;
    }
    return Done{};
}

Result<RenderWish> wish_of(const Arguments& arguments) {
    RenderWish wish;
    if (arguments.positional().size() != 1) return usage_error("expected one deck's folder; see --help");
    if (!arguments.has("out")) return usage_error("--out DIR is needed: where shall the pictures go?");
    wish.out = *arguments.value("out");
    wish.slide = arguments.value_or("slide", "");
    wish.contact_sheet = arguments.has("contact-sheet");
    if (arguments.has("at") && arguments.has("fps")) return usage_error("--at and --fps exclude each other");
    if (arguments.has("at")) {
        auto at = number(arguments, "at", 0, 600);
        if (!at) return at.error();
        wish.at_s = *at;
    }
    wish.form = arguments.has("form");
    for (const char* other : {"slide", "at", "fps"})
        if (wish.form && arguments.has(other))
            return usage_error("--form and --" + std::string(other) + " exclude each other");
    wish.change = arguments.has("change");
    if (wish.change && !arguments.has("fps")) return usage_error("--change goes with --fps");
    if (arguments.has("fps")) {
        auto fps = number(arguments, "fps", 1, 120);
        if (!fps) return fps.error();
        wish.fps = static_cast<int>(*fps);
    }
    auto sizes = sizes_of(arguments);
    if (!sizes) return sizes.error();
    wish.sizes = std::move(*sizes);
    if (auto look = look_of(arguments, wish); !look) return look.error();
    return wish;
}

// The names that the deck must know.
Result<void> complete(const Arguments& arguments, const deck::Deck& deck, RenderWish& wish) {
    bool slide = wish.slide.empty();
    const std::string asked = arguments.value_or("language", wish.contact_sheet ? "all" : "");
    std::string slides, languages;
    for (const deck::Slide& each : deck.slides)
        slide = slide || (each.id == wish.slide && each.enabled), slides += " " + each.id;
    for (const auto& each : deck.languages) {
        const bool own = asked.empty() && each.tag == deck.languages.front().tag;
        if (asked == "all" || asked == each.tag || own) wish.languages.push_back(each.tag);
        languages += " " + each.tag;
    }
    if (!slide) return usage_error("--slide: no slide '" + wish.slide + "' is shown; the deck has:" + slides);
    if (wish.languages.empty())
        return usage_error("--language: the deck is not complete in '" + asked + "'; it has:" + languages);
    return {};
}

// Slides or form: both count their files and make them.
template <typename Pictures> Result<std::size_t> make(Pictures&& pictures) {
    platform::Progress progress("pictures", pictures.total());
    return pictures.run([&progress](std::size_t done) { progress.at(done); });
}

int run(const Arguments& arguments) {
    auto wish = wish_of(arguments);
    if (!wish) return fail("pledge-kiosk", wish.error());
    auto assets = deck::load_assets(DiskFiles(assets_folder()));
    if (!assets) return fail("pledge-kiosk", assets.error());
    auto loaded = deck::load_deck(DiskFiles(arguments.positional()[0]), *assets);
    for (const deck::Diagnostic& finding : loaded.diagnostics)
        std::fprintf(stderr, "%s\n", deck::to_text(finding).c_str());
    if (!loaded.deck)
        return fail("pledge-kiosk", input_error(arguments.positional()[0] + ": the deck has errors"));
    if (auto known = complete(arguments, *loaded.deck, *wish); !known)
        return fail("pledge-kiosk", known.error());
    if (auto made = platform::make_folder(wish->out.string()); !made)
        return fail("pledge-kiosk", made.error());
    auto fonts = load_fonts();
    if (!fonts) return fail("pledge-kiosk", fonts.error());
    auto painter = paint::Painter::create(**fonts);
    if (!painter) return fail("pledge-kiosk", painter.error());
    const std::string out = wish->out.string();
    PictureDesk desk(arguments.positional()[0], wish->sizes.front(), PictureDesk::Waiting::Decodes);
    const bool form = wish->form;
    const auto made =
        form ? make(RenderForm(**fonts, **painter, *assets, loaded.deck, std::move(*wish)))
             : make(RenderPictures(**fonts, **painter, *assets, loaded.deck, desk, std::move(*wish)));
    for (const deck::Diagnostic& finding : desk.take_troubles())
        std::fprintf(stderr, "%s\n", deck::to_text(finding).c_str());
    if (!made) return fail("pledge-kiosk", made.error());
    std::printf("%zu picture%s in %s\n", *made, *made == 1 ? "" : "s", out.c_str());
    return 0;
}

} // namespace

const Command render_command{
    "render",
    "render DECK --out DIR [--slide ID] [--at SECONDS | --fps N [--change]] [--size WxH | --orientation "
    "both] "
    "[--language TAG] [--text-size N] [--contrast NAME] [--still] [--lower] [--config FILE] "
    "[--contact-sheet] [--form]",
    "Makes pictures of a deck's slides or its form, as the kiosk shows them: ID.png, ID.cy.png in another "
    "language.",
    options,
    run,
    1};

} // namespace kiosk::command
