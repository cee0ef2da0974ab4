// `pledge-kiosk check`: decks, forms and settings, every finding at once.
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/form_tour.hpp"
#include "command/check_pictures.hpp"
#include "command/command.hpp"
#include "command/disk_files.hpp"
#include "command/fonts.hpp"
#include "command/picture_desk.hpp"
#include "deck/check.hpp"
#include "deck/load_assets.hpp"
#include "deck/load_settings.hpp"
#include "deck/parse_toml.hpp"
#include "deck/reference.hpp"
#include "deck/report.hpp"
#include "lint/lint.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "platform/terminal.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 5> options{{
    {"format", "text|json|sarif", "how the findings are written; text is the default"},
    {"strict", "", "warnings count as errors"},
    {"files-only", "", "do not lay slides and form out: only what the files say, in a moment"},
    {"rules", "", "print every rule with its reason, and how a deck switches one off; check nothing"},
    {"reference", "", "print every key of every file (config/REFERENCE.md) and check nothing"},
}};

// A clock that was never set would let all facts expire, or none: then none does.
std::string today() {
    if (platform::clock_trust() == ClockTrust::Unset) return {};
    return rfc3339(platform::wall_now()).substr(0, 10);
}

void append(deck::Diagnostics& all, deck::Diagnostics more) {
    for (deck::Diagnostic& one : more) all.push_back(std::move(one));
}

// One run: the screen that the settings state holds for all decks of the command line.
class Checker {
  public:
    Checker(const deck::Assets& assets, bool lays_out) : assets_(assets), lays_out_(lays_out) {}

    // Settings first: they state the screen.
    Result<deck::Diagnostics> run(const std::vector<std::string>& paths) {
        std::vector<std::filesystem::path> decks;
        for (const std::string& path : paths) {
            auto folder = deck_folder(path);
            if (!folder) return folder.error();
            if (*folder)
                decks.push_back(**folder);
            else if (auto done = settings(path); !done)
                return done.error();
        }
        for (const std::filesystem::path& folder : decks)
            if (auto done = deck(folder); !done) return done.error();
        return std::move(findings_);
    }

  private:
    // A folder is a deck; a file beside a deck.toml stands for its deck; any other file is settings.
    static Result<std::optional<std::filesystem::path>> deck_folder(const std::string& path) {
        namespace fs = std::filesystem;
        if (platform::is_folder(path)) return std::optional<fs::path>(path);
        if (!platform::is_file(path))
            return input_error(path +
                               ": expected a deck's folder or a settings file, found nothing of that name");
        fs::path folder = fs::path(path).parent_path();
        if (folder.filename() == "lang") folder = folder.parent_path();
        if (platform::is_file((folder / "deck.toml").string())) return std::optional(folder);
        return std::optional<fs::path>{};
    }

    Result<void> settings(const std::string& path) {
        const auto text = platform::read_file(path, deck::toml_bytes_max);
        if (!text) return text.error();
        auto loaded = deck::load_settings(*text, path);
        if (loaded.settings) screen_ = loaded.settings->screen;
        append(findings_, std::move(loaded.diagnostics));
        return Done{};
    }

    Result<void> deck(const std::filesystem::path& folder) {
        const DiskFiles files(folder);
        deck::LoadedDeck loaded = deck::load_deck(files, assets_, today());
        deck::Diagnostics all = std::move(loaded.diagnostics);
        auto caution = files.read("caution.toml", deck::toml_bytes_max);
        if (!caution) return caution.error();
        std::vector<deck::Caution> cautions;
        if (*caution) cautions = deck::load_caution(**caution, files.display_name("caution.toml"), all);
        append(all, deck::check_deck(loaded, cautions, files.display_name("deck.toml"),
                                     files.display_name("theme.toml")));
        append(all, check_pictures(folder, loaded));
        auto seen = layout(folder, loaded);
        if (!seen) return seen.error();
        append(all, std::move(*seen));
        append(findings_, loaded.deck ? allowed(loaded, std::move(all)) : std::move(all));
        return Done{};
    }

    // A switch for a rule that was not looked at has switched nothing, rightly.
    [[nodiscard]] deck::Diagnostics allowed(const deck::LoadedDeck& loaded, deck::Diagnostics all) const {
        deck::Diagnostics kept = deck::less_allowed(loaded, std::move(all));
        if (!lays_out_)
            std::erase_if(kept, [](const deck::Diagnostic& one) { return one.rule == "allow-unused"; });
        return kept;
    }

    Result<deck::Diagnostics> layout(const std::filesystem::path& folder, const deck::LoadedDeck& loaded) {
        if (!lays_out_ || !loaded.deck) return deck::Diagnostics{};
        if (!fonts_) {
            auto fonts = load_fonts();
            if (!fonts) return fonts.error();
            fonts_ = std::move(*fonts);
        }
        std::optional<platform::Progress> progress;
        // Pictures as large as the small paintings of the checks need them.
        PictureDesk photographs(folder, {480, 270}, PictureDesk::Waiting::Decodes);
        photographs.fit(0.25F);
        lint::Options wish{screen_, DiskFiles(folder).display_name("deck.toml")};
        wish.images = &photographs;
        wish.progress = [&](std::size_t done, std::size_t total) {
            if (!progress) progress.emplace("looks", total);
            progress->at(done);
        };
        wish.tour = [&](const scene::Look& look, const std::function<void(const lint::Sight&)>& judge) {
            app::tour_form(*fonts_, loaded.deck, assets_, look, app::TourDepth::ToJudge,
                           [&](const app::FormSight& sight) {
                               judge({sight.part, sight.id, sight.list, sight.hits, sight.unfit});
                           });
        };
        return lint::lint_deck(loaded, assets_, *fonts_, wish);
    }

    const deck::Assets& assets_;
    bool lays_out_;
    std::unique_ptr<text::Fonts> fonts_;
    deck::ScreenSettings screen_;
    deck::Diagnostics findings_;
};

Result<deck::ReportFormat> format_of(const Arguments& arguments) {
    const std::string name = arguments.value_or("format", "text");
    if (name == "text") return deck::ReportFormat::Text;
    if (name == "json") return deck::ReportFormat::Json;
    if (name == "sarif") return deck::ReportFormat::Sarif;
    return usage_error("--format: expected text, json or sarif, found " + name);
}

int run(const Arguments& arguments) {
    if (arguments.has("reference")) {
        std::fputs(deck::reference().c_str(), stdout);
        return 0;
    }
    if (arguments.has("rules")) {
        std::fputs(deck::rules_text().c_str(), stdout);
        return 0;
    }
    if (arguments.positional().empty())
        return fail("pledge-kiosk check",
                    usage_error("expected a deck's folder or a settings file, found none"));
    const auto format = format_of(arguments);
    if (!format) return fail("pledge-kiosk check", format.error());
    const auto assets = deck::load_assets(DiskFiles(assets_folder()));
    if (!assets) return fail("pledge-kiosk check", assets.error());
    auto findings = Checker(*assets, !arguments.has("files-only")).run(arguments.positional());
    if (!findings) return fail("pledge-kiosk check", findings.error());
    std::fputs(deck::report(*findings, *format).c_str(), stdout);
    bool failed = deck::has_errors(*findings);
    if (arguments.has("strict"))
        for (const deck::Diagnostic& one : *findings)
            failed = failed || one.severity == deck::Severity::Warning;
    return failed ? 1 : 0;
}

} // namespace

const Command check_command{
    "check",
    "check PATH... [--format text|json|sarif] [--strict] [--files-only]",
    "Lays decks out in every look and prints every finding at once. With a settings file, for its screen.",
    options,
    run,
    words_unlimited};

} // namespace kiosk::command
