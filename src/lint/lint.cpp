#include "lint/lint.hpp"

#include <array>
#include <cmath>
#include <set>

#include "deck/say.hpp"
#include "lint/contrast_rule.hpp"
#include "lint/flashes.hpp"
#include "lint/target_rules.hpp"
#include "lint/word_rules.hpp"
#include "motion/playlist.hpp"
#include "scene/reach.hpp"
#include "scene/sheet_help.hpp"
#include "scene/sheet_language.hpp"
#include "scene/sheet_text_contrast.hpp"
#include "scene/show.hpp"

namespace kiosk::lint {

using deck::say;

namespace {

constexpr std::array orientations{scene::Orientation::Landscape, scene::Orientation::Portrait};
constexpr std::array contrasts{deck::Contrast::Standard, deck::Contrast::High, deck::Contrast::Light};
constexpr std::array text_sizes{1.0F, 1.2F, 1.4F};
// Through the form, of each language: in each size with the controls in both places, then in other colours.
constexpr std::size_t tours = 2 * text_sizes.size() + contrasts.size() - 1;

// Words move in within half a second; what is alive afterwards repeats within four.
constexpr float moving_step_ms = 500, alive_step_ms = 2000;
constexpr int flash_step_ms = 50; // tells flashes of up to ten a second
constexpr float flash_scale = 0.1F;
// Of the screen: a quarter of ten degrees of vision, seen from as far as the screen is wide.
constexpr float red_part_max = 0.25F;
constexpr scene::Today some_pledges{37, 60};

class DeckLint {
  public:
    DeckLint(const deck::LoadedDeck& loaded, const deck::Assets& assets, text::Fonts& fonts,
             paint::Painter& painter, const Options& options)
        : deck_(*loaded.deck),
          assets_(assets),
          fonts_(fonts),
          painter_(painter),
          options_(options),
          findings_(loaded, options.deck_file),
          beneath_(painter) {
        const std::size_t looks = orientations.size() * contrasts.size();
        total_ = looks * text_sizes.size() * deck_.languages.size() + looks;
        if (options_.tour) total_ += orientations.size() * deck_.languages.size() * tours;
    }

    deck::Diagnostics run() {
        for (const auto orientation : orientations)
            for (const deck::LanguageName& language : deck_.languages)
                for (const float size : text_sizes)
                    for (const auto contrast : contrasts) {
                        look(look_of(orientation, contrast, size, language.tag));
                        progress();
                    }
        if (options_.tour) forms();
        for (const auto orientation : orientations)
            for (const auto contrast : contrasts) {
                flashes(look_of(orientation, contrast, 1, deck_.languages.front().tag));
                progress();
            }
        return findings_.take();
    }

  private:
    [[nodiscard]] scene::Look look_of(scene::Orientation orientation, deck::Contrast contrast,
                                      float text_size, const Language& language) const {
        scene::Look look;
        look.orientation = orientation;
        look.contrast = contrast;
        look.text_size = text_size;
        look.language = language;
        look.lift_px = scene::lift_px(options_.screen, orientation);
        return look;
    }

    void progress() {
        if (options_.progress) options_.progress(++done_, total_);
    }

    void look(const scene::Look& look) {
        std::vector<std::string> unfit;
        scene::Context context{fonts_, deck_, assets_, look};
        context.unfit = &unfit;
        const scene::Show show = scene::Show::make(context);
        Subject subject{"", "", look};
        std::vector<bool> told(deck_.slides.size(), false);
        for (std::size_t place = 0; place < show.entries().size(); ++place) {
            const std::size_t index = show.deck_index(place);
            if (index >= deck_.slides.size()) continue; // a deck without slides shows its ground
            const deck::Slide& slide = deck_.slides[index];
            subject.slide = slide.id;
            subject.name = say("slide \"", slide.id, "\"");
            if (page(show, place, slide, context, subject)) told[index] = true;
            const bool last = place + 1 == show.entries().size() || show.page(place + 1) == 0;
            if (last) fit(slide, show.page(place), told[index], unfit, subject);
        }
        if (!options_.tour) sheets(context);
    }

    // Places in every text size, colours in every contrast: neither changes the other.
    void forms() {
        for (const auto orientation : orientations)
            for (const deck::LanguageName& language : deck_.languages) {
                for (const float size : text_sizes)
                    for (const bool lower : {false, true}) {
                        scene::Look look = look_of(orientation, deck::Contrast::Standard, size, language.tag);
                        look.lower = lower;
                        tour(look);
                    }
                for (const auto contrast : {deck::Contrast::High, deck::Contrast::Light})
                    tour(look_of(orientation, contrast, 1, language.tag));
            }
    }

    void tour(scene::Look look) {
        look.still = true; // everything stands in its place at once
        options_.tour(look, [&](const Sight& sight) { judge(sight, look); });
        progress();
    }

    void judge(const Sight& sight, const scene::Look& look) {
        const bool over = sight.part == "over";
        const Subject subject{
            "", over ? say("the screen \"", sight.state, "\"") : say("step \"", sight.part, "\" of the form"),
            look, 0, std::string(sight.state)};
        Frame frame = read_frame(sight.list, scene::canvas(look.orientation));
        if (look.contrast == deck::Contrast::Standard) {
            for (const std::string& words : sight.unfit)
                findings_.add(subject, "text-fit", "",
                              say("expected room for \"", words, "\" at its smallest size, found too little"),
                              "say it shorter");
            check_places(frame, {}, subject, findings_);
            check_covered(frame, subject, findings_);
            check_glyphs(frame, fonts_, subject, findings_, known_lines_);
            check_type_size(frame, options_.screen, subject, findings_);
            check_targets(sight.hits, frame.canvas, options_.screen, subject, findings_);
            check_targets_apart(sight.hits, frame.canvas, subject, findings_);
        }
        if (look.text_size > 1) return;
        // A control that does nothing now is not there to be read (WCAG 2.2, 1.4.3).
        const Colour idle = deck_.theme.palette(look.contrast, deck::Ground::Paper).disabled_text;
        std::erase_if(frame.words, [&](const Words& words) { return words.colour == idle; });
        check_contrast_seen(frame, beneath_.of(sight.list, frame.canvas), subject, findings_);
    }

    // What found no room: on the slide, or at all.
    void fit(const deck::Slide& slide, int last_page, bool told, const std::vector<std::string>& unfit,
             Subject subject) {
        subject.t_ms = 0;
        const auto title = slide.title.in(subject.look.language);
        for (const std::string& words : unfit)
            if (without_spaces(words) == without_spaces(title))
                findings_.add(subject, "text-fit", "title",
                              "expected a title that fits its place at its smallest size, found a longer one",
                              "say it shorter");
        if (!told)
            findings_.add(subject, "text-fit", "body",
                          "expected the second sentence to be shown, found no room for it", "say it shorter");
        else if (last_page > 0 && subject.look.text_size <= 1)
            findings_.add(subject, "text-fit", "body",
                          "expected the second sentence beside its picture at the standard size, found it on "
                          "a second page",
                          "say it shorter");
    }

    // All moments of one page. Whether its second sentence is told.
    bool page(const scene::Show& show, std::size_t place, const deck::Slide& slide,
              const scene::Context& context, Subject& subject) {
        const auto entry = show.entries()[place];
        for (float t = moving_step_ms; t < entry.settled_ms; t += moving_step_ms)
            moment(show, place, t, slide, context, subject);
        for (float t = entry.settled_ms + alive_step_ms; t < entry.duration_ms; t += alive_step_ms)
            moment(show, place, t, slide, context, subject);
        moment(show, place, entry.settled_ms, slide, context, subject);
        const Language& language = subject.look.language;
        const Frame frame = read_frame(list_, scene::canvas(subject.look.orientation));
        const std::string_view body = slide.body.in(language);
        if (subject.look.contrast == deck::Contrast::Standard) {
            check_breaks(frame, slide.title.in(language), body, subject, findings_);
            check_glyphs(frame, fonts_, subject, findings_, known_lines_);
            check_targets(hits_, frame.canvas, options_.screen, subject, findings_);
        }
        return body.empty() || !lines_of(frame, body).empty();
    }

    void moment(const scene::Show& show, std::size_t place, float t_ms, const deck::Slide& slide,
                const scene::Context& context, Subject& subject) {
        subject.t_ms = t_ms;
        scene::ShowMoment moment;
        moment.play.slide = moment.play.pip = place;
        moment.play.t_ms = t_ms;
        moment.today = t_ms > show.entries()[place].settled_ms ? some_pledges : scene::Today{};
        moment.images = options_.images;
        list_.clear(), hits_.clear();
        show.draw(list_, hits_, moment, {});
        const Frame frame = read_frame(list_, scene::canvas(subject.look.orientation));
        if (subject.look.contrast == deck::Contrast::Standard)
            check_places(frame, context.in(slide.source), subject, findings_);
        check_contrast_seen(frame, beneath_.of(list_, frame.canvas), subject, findings_);
    }

    void sheets(const scene::Context& context) {
        using Draw = void (*)(draw::DrawList&, scene::HitMap&, const scene::Context&, const scene::Feel&,
                              Instant, float);
        struct Sheet {
            std::string_view name;
            Draw draw;
        };
        constexpr Sheet all[] = {{"the help sheet", scene::draw_help_sheet},
                                 {"the language sheet", scene::draw_language_sheet},
                                 {"the text and contrast sheet",
                                  [](draw::DrawList& list, scene::HitMap& hits, const scene::Context& where,
                                     const scene::Feel& feel, Instant now, float progress) {
                                      scene::draw_text_contrast_sheet(list, hits, where, feel, now, progress,
                                                                      true);
                                  }}};
        for (const Sheet& sheet : all) {
            const Subject subject{"", std::string(sheet.name), context.look};
            list_.clear(), hits_.clear();
            sheet.draw(list_, hits_, context, {}, {}, 1);
            const Frame frame = read_frame(list_, scene::canvas(context.look.orientation));
            check_contrast_seen(frame, beneath_.of(list_, frame.canvas), subject, findings_);
            if (context.look.contrast != deck::Contrast::Standard) continue;
            check_places(frame, {}, subject, findings_);
            check_glyphs(frame, fonts_, subject, findings_, known_lines_);
            check_targets(hits_, frame.canvas, options_.screen, subject, findings_);
        }
    }

    // A whole round of the deck, with its changes, and the first slide again.
    void flashes(const scene::Look& look) {
        const scene::Context context{fonts_, deck_, assets_, look};
        const scene::Show show = scene::Show::make(context);
        motion::Playlist playlist(show.entries(), Instant{});
        const Size canvas = scene::canvas(look.orientation);
        const PixelSize size{static_cast<int>(std::lround(canvas.width * flash_scale)),
                             static_cast<int>(std::lround(canvas.height * flash_scale))};
        paint::FrameBuffer frame(size);
        const draw::Viewport viewport = draw::Viewport::fit(canvas, size);
        float round_ms = 2000;
        for (const motion::PlaylistEntry& entry : show.entries()) round_ms += entry.duration_ms;
        Flashes counter;
        draw::DrawList before;
        draw::Differ differ;
        draw::Damage damage = draw::Damage::whole(size);
        std::string red_slide, flash_slide;
        int most = 0;
        float red = 0;
        for (int ms = 0; static_cast<float>(ms) < round_ms; ms += flash_step_ms) {
            const Instant now{std::int64_t{ms} * 1000};
            playlist.advance(now);
            scene::ShowMoment moment;
            moment.play = playlist.moment();
            moment.now = now;
            moment.images = options_.images;
            moment.untouched_since = Instant{}; // so that the ring of the pledge button is seen
            list_.clear(), hits_.clear();
            show.draw(list_, hits_, moment, {});
            differ.compare(before, list_, viewport, damage);
            std::swap(before, list_);
            if (damage.empty()) continue; // the same frame changes no count
            painter_.paint(before, viewport, damage, frame);
            damage.clear();
            counter.add(frame, static_cast<float>(ms));
            const std::size_t index = std::min(show.deck_index(moment.play.slide), deck_.slides.size() - 1);
            if (counter.most() > most) most = counter.most(), flash_slide = deck_.slides[index].id;
            if (counter.red_part() > red) red = counter.red_part(), red_slide = deck_.slides[index].id;
        }
        report_flashes(look, counter, flash_slide, red_slide);
    }

    void report_flashes(const scene::Look& look, const Flashes& counter, const std::string& flash_slide,
                        const std::string& red_slide) {
        if (counter.most() > flashes_a_second_max)
            findings_.add(
                {flash_slide, say("slide \"", flash_slide, "\""), look}, "flash", "",
                say("expected at most ", flashes_a_second_max, " flashes a second, found ", counter.most()),
                "slow it down; flashes can bring on a seizure");
        if (counter.red_part() > red_part_max)
            findings_.add({red_slide, say("slide \"", red_slide, "\""), look}, "red-area", "",
                          say("expected saturated red on at most ", std::lround(red_part_max * 100),
                              " % of the screen, found ", std::lround(counter.red_part() * 100), " %"),
                          "make the shape smaller, or the theme's accent less red");
    }

    const deck::Deck& deck_;
    const deck::Assets& assets_;
    text::Fonts& fonts_;
    paint::Painter& painter_;
    const Options& options_;
    Findings findings_;
    Beneath beneath_;
    draw::DrawList list_;
    scene::HitMap hits_;
    std::set<std::string, std::less<>> known_lines_;
    std::size_t done_ = 0, total_ = 0;
};

} // namespace

Result<deck::Diagnostics> lint_deck(const deck::LoadedDeck& loaded, const deck::Assets& assets,
                                    text::Fonts& fonts, const Options& options) {
    if (!loaded.deck || loaded.deck->slides.empty()) return deck::Diagnostics{};
    auto painter = paint::Painter::create(fonts);
    if (!painter) return painter.error();
    return DeckLint(loaded, assets, fonts, **painter, options).run();
}

} // namespace kiosk::lint
