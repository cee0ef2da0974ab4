// `pledge-kiosk check`: decks, forms and settings, every finding at once.
#include <array>
#include <cstdio>
#include <filesystem>

#include "command/check_pictures.hpp"
#include "command/command.hpp"
#include "command/disk_files.hpp"
#include "deck/check.hpp"
#include "deck/load_assets.hpp"
#include "deck/load_settings.hpp"
#include "deck/parse_toml.hpp"
#include "deck/reference.hpp"
#include "deck/report.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 3> options{{
    {"format", "text|json|sarif", "how the findings are written; text is the default"},
    {"strict", "", "warnings count as errors"},
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

Result<void> check_deck_folder(const std::filesystem::path& folder, const deck::Assets& assets,
                               deck::Diagnostics& findings) {
    const DiskFiles files(folder);
    deck::LoadedDeck loaded = deck::load_deck(files, assets, today());
    append(findings, std::move(loaded.diagnostics));
    auto caution = files.read("caution.toml", deck::toml_bytes_max);
    if (!caution) return caution.error();
    std::vector<deck::Caution> cautions;
    if (*caution) cautions = deck::load_caution(**caution, files.display_name("caution.toml"), findings);
    append(findings, check_pictures(folder, loaded));
    append(findings, deck::check_deck(loaded, cautions, files.display_name("deck.toml"),
                                      files.display_name("theme.toml")));
    return Done{};
}

Result<void> check_settings(const std::string& path, deck::Diagnostics& findings) {
    const auto text = platform::read_file(path, deck::toml_bytes_max);
    if (!text) return text.error();
    append(findings, deck::load_settings(*text, path).diagnostics);
    return Done{};
}

// A folder is a deck; a file beside a deck.toml stands for its deck; any other file is settings.
Result<void> check_path(const std::string& path, const deck::Assets& assets, deck::Diagnostics& findings) {
    namespace fs = std::filesystem;
    if (platform::is_folder(path)) return check_deck_folder(path, assets, findings);
    if (!platform::is_file(path))
        return input_error(path +
                           ": expected a deck's folder or a settings file, found nothing of that name");
    fs::path folder = fs::path(path).parent_path();
    if (folder.filename() == "lang") folder = folder.parent_path();
    if (platform::is_file((folder / "deck.toml").string()))
        return check_deck_folder(folder, assets, findings);
    return check_settings(path, findings);
}

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
    if (arguments.positional().empty())
        return fail("pledge-kiosk check",
                    usage_error("expected a deck's folder or a settings file, found none"));
    const auto format = format_of(arguments);
    if (!format) return fail("pledge-kiosk check", format.error());
    const auto assets = deck::load_assets(DiskFiles(assets_folder()));
    if (!assets) return fail("pledge-kiosk check", assets.error());
    deck::Diagnostics findings;
    for (const std::string& path : arguments.positional())
        if (const auto done = check_path(path, *assets, findings); !done)
            return fail("pledge-kiosk check", done.error());
    std::fputs(deck::report(findings, *format).c_str(), stdout);
    bool failed = deck::has_errors(findings);
    if (arguments.has("strict"))
        for (const deck::Diagnostic& one : findings)
            failed = failed || one.severity == deck::Severity::Warning;
    return failed ? 1 : 0;
}

} // namespace

const Command check_command{
    "check",
    "check PATH... [--format text|json|sarif] [--strict]",
    "Prints every finding in decks, forms and settings, all at once. Run it before an event.",
    options,
    run,
    words_unlimited};

} // namespace kiosk::command
