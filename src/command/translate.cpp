// `pledge-kiosk translate`: the file that a translator works in, with the source beside every text.
#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "command/disk_files.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"
#include "deck/translation_file.hpp"
#include "platform/files.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 3> options{{
    {"name", "NAME", "the language by its own name, where the deck does not know it yet"},
    {"out", "FILE",
     "write it there instead of printing it; DECK/lang/TAG.toml is where the deck looks for it"},
    {"interface", "",
     "the words of the kiosk's own buttons and messages instead: `translate --interface TAG`"},
}};

Result<void> give(const std::string& text, const Arguments& arguments) {
    if (const auto out = arguments.value("out")) return platform::write_file(*out, text);
    std::fputs(text.c_str(), stdout);
    return Done{};
}

std::string name_of(const deck::Assets& assets, const deck::LoadedDeck& loaded, const std::string& tag,
                    const Arguments& arguments) {
    if (const auto given = arguments.value("name")) return *given;
    if (loaded.deck)
        for (const deck::LanguageName& language : loaded.deck->languages)
            if (language.tag == tag) return language.name;
    const auto& words = assets.words.all();
    const auto found = words.find("language.name");
    if (found != words.end())
        for (const auto& [language, name] : found->second.entries)
            if (language == tag) return name;
    return tag;
}

int run(const Arguments& arguments) {
    const bool interface = arguments.has("interface");
    const std::vector<std::string>& words = arguments.positional();
    if (words.size() != (interface ? 1U : 2U))
        return fail("pledge-kiosk translate",
                    usage_error("expected a deck's folder and a language such as cy; "
                                "see --help"));
    const auto assets = deck::load_assets(DiskFiles(assets_folder()));
    if (!assets) return fail("pledge-kiosk translate", assets.error());
    const std::string& tag = words.back();
    std::string text;
    if (interface) {
        text = deck::translation_file(deck::texts_of(assets->words, "en", tag), "en", tag, "");
    } else {
        const DiskFiles files(words.front());
        const deck::LoadedDeck loaded = deck::load_deck(files, *assets);
        for (const deck::Diagnostic& finding : loaded.diagnostics)
            if (finding.severity == deck::Severity::Error)
                std::fprintf(stderr, "%s\n", deck::to_text(finding).c_str());
        if (!loaded.deck)
            return fail("pledge-kiosk translate", input_error(words.front() + ": the deck has errors"));
        const Language& from = loaded.deck->languages.front().tag;
        if (tag == from)
            return fail("pledge-kiosk translate",
                        usage_error("'" + tag + "' is the deck's own language, which is translated from"));
        text = deck::translation_file(deck::texts_of(loaded, from, tag), from, tag,
                                      name_of(*assets, loaded, tag, arguments));
    }
    if (auto given = give(text, arguments); !given) return fail("pledge-kiosk translate", given.error());
    return 0;
}

} // namespace

const Command translate_command{
    "translate",
    "translate DECK TAG [--name NAME] [--out FILE]",
    "Makes the file for a translator: every text with its source beside it, and what is translated already.",
    options,
    run,
    2};

} // namespace kiosk::command
