#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "command/command.hpp"
#include "command/disk_files.hpp"
#include "command/fonts.hpp"
#include "command/picture_desk.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"
#include "draw/diff.hpp"
#include "paint/painter_cairo.hpp"
#include "paint/png_cairo.hpp"
#include "platform/files.hpp"
#include "platform/terminal.hpp"
#include "scene/show.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 7> options{{
    {"out", "DIR", "where the pictures go"},
    {"slide", "ID", "only this slide"},
    {"at", "SECONDS", "the moment of the slide; without it, when all of it stands"},
    {"fps", "N", "every frame of the slide's time, N a second"},
    {"size", "WxH", "1920x1080 (the default), 1080x1920 or any other"},
    {"language", "TAG", "a language of the deck; without it, its own"},
    {"contact-sheet", "", "one picture of all slides, in each language of the deck"},
}};

constexpr float bar_of_still = 0.45F; // how full the pip of a picture is that stands for the whole slide

struct Wish {
    std::filesystem::path out;
    std::string slide, language;
    std::optional<double> at_s;
    std::optional<int> fps;
    PixelSize size{1920, 1080};
    bool contact_sheet = false;
};

Result<double> number(const Arguments& arguments, std::string_view name, double least, double most) {
    const std::string text = *arguments.value(name);
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < least || value > most)
        return usage_error("--" + std::string(name) + ": expected a number from " + std::to_string(least) +
                           " to " + std::to_string(most) + ", found '" + text + "'");
    return value;
}

Result<Wish> wish_of(const Arguments& arguments) {
    Wish wish;
    if (arguments.positional().size() != 1) return usage_error("expected one deck's folder; see --help");
    if (!arguments.has("out")) return usage_error("--out DIR is needed: where shall the pictures go?");
    wish.out = *arguments.value("out");
    wish.slide = arguments.value_or("slide", "");
    wish.language = arguments.value_or("language", "");
    wish.contact_sheet = arguments.has("contact-sheet");
    if (arguments.has("at") && arguments.has("fps")) return usage_error("--at and --fps exclude each other");
    if (arguments.has("at")) {
        auto at = number(arguments, "at", 0, 600);
        if (!at) return at.error();
        wish.at_s = *at;
    }
    if (arguments.has("fps")) {
        auto fps = number(arguments, "fps", 1, 120);
        if (!fps) return fps.error();
        wish.fps = static_cast<int>(*fps);
    }
    if (const auto text = arguments.value("size")) {
        char rest = 0;
        if (std::sscanf(text->c_str(), "%dx%d%c", &wish.size.width, &wish.size.height, &rest) != 2 ||
            wish.size.width < 64 || wish.size.height < 64 || wish.size.width > 8192 ||
            wish.size.height > 8192)
            return usage_error(
                "--size: expected a size such as 1920x1080, each side from 64 to 8192; found '" + *text +
                "'");
    }
    return wish;
}

// Fonts, painter and deck, for as many pictures as are wished for.
class Renderer {
  public:
    Renderer(text::Fonts& fonts, paint::Painter& painter, const deck::Assets& assets, deck::DeckPointer deck,
             PictureDesk& pictures)
        : fonts_(fonts),
          painter_(painter),
          assets_(assets),
          deck_(std::move(deck)),
          pictures_(pictures) {}

    Result<int> slides(const Wish& wish, const Language& language);
    Result<void> contact_sheet(const Wish& wish, const Language& language);

  private:
    [[nodiscard]] scene::Context context(const Wish& wish, const Language& language) const {
        scene::Look look;
        look.orientation =
            wish.size.height > wish.size.width ? scene::Orientation::Portrait : scene::Orientation::Landscape;
        look.language = language;
        return {fonts_, *deck_, assets_, look};
    }
    // One moment of one slide into `cell` of the buffer.
    void paint(const scene::Show& show, std::size_t place, float t_ms, float bar, Size canvas, PixelRect cell,
               paint::FrameBuffer& buffer);

    text::Fonts& fonts_;
    paint::Painter& painter_;
    const deck::Assets& assets_;
    deck::DeckPointer deck_;
    PictureDesk& pictures_;
    draw::DrawList list_;
    scene::HitMap hits_;
};

void Renderer::paint(const scene::Show& show, std::size_t place, float t_ms, float bar, Size canvas,
                     PixelRect cell, paint::FrameBuffer& buffer) {
    scene::ShowMoment moment;
    moment.play.slide = moment.play.pip = place;
    moment.play.t_ms = t_ms;
    moment.play.progress = bar;
    moment.play.stay_ms = show.entries()[place].duration_ms;
    draw::Viewport viewport = draw::Viewport::fit(canvas, {cell.width, cell.height});
    pictures_.fit(viewport.scale);
    moment.images = &pictures_;
    list_.clear();
    hits_.clear();
    show.draw(list_, hits_, moment, {});
    viewport.size = buffer.size();
    viewport.offset = viewport.offset + Point{static_cast<float>(cell.x), static_cast<float>(cell.y)};
    draw::Damage damage;
    damage.add(cell);
    painter_.paint(list_, viewport, damage, buffer);
}

Result<int> Renderer::slides(const Wish& wish, const Language& language) {
    const scene::Context where = context(wish, language);
    const scene::Show show = scene::Show::make(where);
    const Size canvas = scene::canvas(where.look.orientation);
    const auto entries = show.entries();
    int pictures = 0;
    platform::Progress progress("slides", entries.size());
    for (std::size_t place = 0; place < entries.size(); ++place) {
        const std::string& id = deck_->slides[show.deck_index(place)].id;
        progress.at(place);
        if (!wish.slide.empty() && wish.slide != id) continue;
        const float duration = entries[place].duration_ms;
        const int frames = wish.fps ? static_cast<int>(duration / 1000 * static_cast<float>(*wish.fps)) : 1;
        for (int frame = 0; frame < frames; ++frame) {
            float t_ms = wish.at_s ? static_cast<float>(*wish.at_s * 1000) : entries[place].settled_ms;
            float bar = wish.at_s ? t_ms / duration : bar_of_still;
            if (wish.fps)
                t_ms = static_cast<float>(frame) * 1000 / static_cast<float>(*wish.fps),
                bar = t_ms / duration;
            paint::FrameBuffer buffer(wish.size);
            paint(show, place, t_ms, std::min(bar, 1.0F), canvas, {0, 0, wish.size.width, wish.size.height},
                  buffer);
            char number[16];
            std::snprintf(number, sizeof number, "%05d", frame);
            const std::string name = id + (wish.fps ? "-" + std::string(number) : "") +
                                     (language == deck_->languages.front().tag ? "" : "." + language) +
                                     ".png";
            if (auto written = paint::write_png(buffer, wish.out / name); !written) return written.error();
            ++pictures;
        }
    }
    return pictures;
}

Result<void> Renderer::contact_sheet(const Wish& wish, const Language& language) {
    const scene::Context where = context(wish, language);
    const scene::Show show = scene::Show::make(where);
    const Size canvas = scene::canvas(where.look.orientation);
    const auto entries = show.entries();
    constexpr int gap = 24;
    const int columns = where.portrait() ? 5 : 3;
    const int rows = (static_cast<int>(entries.size()) + columns - 1) / columns;
    const int width = (wish.size.width - gap) / columns - gap;
    const int height =
        static_cast<int>(std::lround(static_cast<float>(width) * canvas.height / canvas.width));
    paint::FrameBuffer buffer({wish.size.width, rows * (height + gap) + gap});
    for (std::size_t place = 0; place < entries.size(); ++place) {
        const int column = static_cast<int>(place) % columns, row = static_cast<int>(place) / columns;
        paint(show, place, entries[place].settled_ms, bar_of_still, canvas,
              {gap + column * (width + gap), gap + row * (height + gap), width, height}, buffer);
    }
    return paint::write_png(buffer, wish.out / ("contact-sheet." + language + ".png"));
}

Result<int> render(const Wish& wish, Renderer& renderer, const deck::Deck& deck) {
    const Language own = deck.languages.front().tag;
    if (wish.contact_sheet) {
        int sheets = 0;
        for (const deck::LanguageName& language : deck.languages) {
            if (!wish.language.empty() && language.tag != wish.language) continue;
            if (auto made = renderer.contact_sheet(wish, language.tag); !made) return made.error();
            ++sheets;
        }
        return sheets;
    }
    return renderer.slides(wish, wish.language.empty() ? own : wish.language);
}

Result<void> check_names(const Wish& wish, const deck::Deck& deck) {
    bool slide = wish.slide.empty(), language = wish.language.empty();
    std::string slides, languages;
    for (const deck::Slide& each : deck.slides)
        slide = slide || each.id == wish.slide, slides += " " + each.id;
    for (const auto& each : deck.languages)
        language = language || each.tag == wish.language, languages += " " + each.tag;
    if (!slide) return usage_error("--slide: there is no slide '" + wish.slide + "'; the deck has:" + slides);
    if (!language)
        return usage_error("--language: the deck is not complete in '" + wish.language +
                           "'; it has:" + languages);
    return {};
}

int run(const Arguments& arguments) {
    const auto wish = wish_of(arguments);
    if (!wish) return fail("pledge-kiosk", wish.error());
    auto assets = deck::load_assets(DiskFiles(assets_folder()));
    if (!assets) return fail("pledge-kiosk", assets.error());
    auto loaded = deck::load_deck(DiskFiles(arguments.positional()[0]), *assets);
    for (const deck::Diagnostic& finding : loaded.diagnostics)
        std::fprintf(stderr, "%s\n", deck::to_text(finding).c_str());
    if (!loaded.deck)
        return fail("pledge-kiosk", input_error(arguments.positional()[0] + ": the deck has errors"));
    if (auto known = check_names(*wish, *loaded.deck); !known) return fail("pledge-kiosk", known.error());
    if (auto made = platform::make_folder(wish->out.string()); !made)
        return fail("pledge-kiosk", made.error());
    auto fonts = load_fonts();
    if (!fonts) return fail("pledge-kiosk", fonts.error());
    auto painter = paint::Painter::create(**fonts);
    if (!painter) return fail("pledge-kiosk", painter.error());
    PictureDesk desk(arguments.positional()[0], wish->size, PictureDesk::Waiting::Decodes);
    Renderer renderer(**fonts, **painter, *assets, loaded.deck, desk);
    const auto pictures = render(*wish, renderer, *loaded.deck);
    for (const deck::Diagnostic& finding : desk.take_troubles())
        std::fprintf(stderr, "%s\n", deck::to_text(finding).c_str());
    if (!pictures) return fail("pledge-kiosk", pictures.error());
    std::printf("%d picture%s in %s\n", *pictures, *pictures == 1 ? "" : "s", wish->out.c_str());
    return 0;
}

} // namespace

const Command render_command{
    "render",
    "render DECK --out DIR [--slide ID] [--at SECONDS | --fps N] [--size WxH] [--language TAG] "
    "[--contact-sheet]",
    "Makes pictures of a deck's slides, as the kiosk shows them.",
    options,
    run,
    1};

} // namespace kiosk::command
