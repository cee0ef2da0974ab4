#include "deck/load.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "base/image_header.hpp"
#include "base/nearest.hpp"
#include "deck/icon_file.hpp"
#include "deck/load_parts.hpp"
#include "deck/load_theme.hpp"
#include "deck/parse_toml.hpp"
#include "deck/say.hpp"
#include "deck/tables.hpp"
#include "record/bytes.hpp"

namespace kiosk::deck {

namespace {

// Name, length and bytes of each file, so that no two sets of files have the same bytes.
class Fingerprint {
  public:
    void add(std::string_view path, std::string_view bytes) {
        all_ += say(path, "\n", bytes.size(), "\n", bytes, "\n");
    }
    [[nodiscard]] std::string hex() const { return record::hex(record::sha256(record::bytes_of(all_))); }

  private:
    std::string all_;
};

class DeckLoader {
  public:
    DeckLoader(const Files& files, const Assets& assets, std::string_view today)
        : files_(files),
          assets_(assets),
          today_(today) {}

    LoadedDeck run() {
        const auto deck_root = toml("deck.toml", true);
        Translations translations{own_language(deck_root)};
        languages(translations);
        Deck deck;
        Loading loading{
            assets_,
            translations,
            out_.notes,
            out_.diagnostics,
            today_,
            [this](std::string_view path, std::size_t bytes_max) { return read(path, bytes_max); },
            [this](std::string_view path, std::size_t bytes_max) { return head(path, bytes_max); },
            [this](std::string_view path) { return name(path); }};
        if (const auto root = toml("facts.toml", true)) load_facts(*root, name("facts.toml"), loading);
        if (deck_root) load_slides(*deck_root, name("deck.toml"), deck, loading);
        std::size_t mistakes = out_.diagnostics.size();
        const auto doubt_after_mistakes = [&](const char* prefix) {
            if (out_.diagnostics.size() > mistakes) translations.doubt(prefix);
            mistakes = out_.diagnostics.size();
        };
        if (const auto root = toml("help.toml", true))
            deck.help = load_help(*root, name("help.toml"), loading);
        doubt_after_mistakes("help.");
        if (const auto root = toml("form.toml", true))
            deck.form = load_form(*root, name("form.toml"), loading);
        doubt_after_mistakes("form.");
        deck.theme = assets_.theme;
        if (const auto root = toml("theme.toml", false))
            deck.theme = load_theme(*root, name("theme.toml"), std::move(deck.theme), ThemeLayer::Deck,
                                    out_.diagnostics);
        check_icon_files(deck.theme);
        check_icons(deck.theme);
        deck.languages = translations.finish(out_.diagnostics);
        only_those_of_the_interface(deck);
        deck.version = all_.hex();
        deck.form.version = form_.hex();
        for (const auto& [path, place] : translations.places()) out_.notes.places.emplace(path, place);
        for (const auto& [path, words] : translations.texts()) out_.notes.texts.push_back({path, words});
        if (!has_errors(out_.diagnostics)) out_.deck = std::make_shared<const Deck>(std::move(deck));
        return std::move(out_);
    }

  private:
    std::string name(std::string_view path) const { return files_.display_name(path); }

    void report(std::string_view path, std::string message, std::string help) {
        out_.diagnostics.push_back(
            {Severity::Error, {name(path), 0, 0}, "missing-file", std::move(message), std::move(help)});
    }

    // Each file counts once, however often it is named.
    Result<void> admit(std::string_view path) {
        opened_.emplace(path);
        if (opened_.size() <= deck_files_max) return Done{};
        return input_error(say("expected a deck of at most ", deck_files_max, " files, found more"));
    }

    Result<std::optional<std::string>> read(std::string_view path, std::size_t bytes_max) {
        if (auto room = admit(path); !room) return room.error();
        auto bytes = files_.read(path, bytes_max);
        if (bytes.ok() && *bytes) all_.add(path, **bytes);
        return bytes;
    }

    // A picture counts by its length and its beginning: to read all of a hundred photographs would take
    // seconds.
    Result<std::optional<Files::Head>> head(std::string_view path, std::size_t bytes_max) {
        if (auto room = admit(path); !room) return room.error();
        auto head = files_.head(path, bytes_max);
        if (!head.ok() || !*head) return head;
        const std::string digest = record::hex(record::sha256(record::bytes_of((*head)->bytes)));
        all_.add(path, say((*head)->file_bytes, "\n", digest));
        return head;
    }

    std::optional<Node> toml(std::string_view path, bool needed) {
        const auto bytes = read(path, toml_bytes_max);
        if (!bytes) {
            report(path, bytes.error().message, "");
            return std::nullopt;
        }
        if (!*bytes) {
            if (needed)
                out_.diagnostics.push_back(
                    {Severity::Error,
                     {name(path), 0, 0},
                     path == "help.toml" ? "no-help" : "missing-file",
                     "expected this file, found none",
                     "copy it from a deck that works, such as config/osec, and change it"});
            return std::nullopt;
        }
        if (path == "form.toml" || path.starts_with("lang/")) form_.add(path, **bytes);
        return parse_toml(**bytes, name(path), out_.diagnostics);
    }

    static LanguageName own_language(const std::optional<Node>& root) {
        LanguageName out{"en", "English"}; // what the table of keys gives as defaults
        if (!root) return out;
        if (const Node* tag = root->find("language"); tag != nullptr && tag->kind == NodeKind::Text)
            out.tag = tag->text;
        if (const Node* own = root->find("language_name"); own != nullptr && own->kind == NodeKind::Text)
            out.name = own->text;
        return out;
    }

    void languages(Translations& translations) {
        const std::vector<std::string> names = files_.list("lang");
        if (names.size() > languages_max) {
            report("lang", say("expected at most ", languages_max, " languages, found ", names.size()), "");
            return;
        }
        for (const std::string& file : names) {
            if (!file.ends_with(".toml")) continue;
            const std::string path = say("lang/", file);
            const auto root = toml(path, true);
            if (!root) continue;
            translations.add(file.substr(0, file.size() - 5), name(path),
                             flatten(*root, name(path), out_.diagnostics), out_.diagnostics);
        }
    }

    // Icons that are pictures are there, and are PNG.
    void check_icon_files(const Theme& theme) {
        constexpr std::size_t head_bytes = 64; // a PNG says its size in the first 33
        for (const auto& [icon, file] : theme.icons) {
            if (!is_icon_file(file)) continue;
            const auto found = head(file, head_bytes);
            std::string wrong = found.ok() ? "" : found.error().message;
            if (found.ok() && !*found) wrong = "expected this picture, found none";
            if (found.ok() && *found) {
                const std::string& bytes = (*found)->bytes;
                const auto header = read_image_header(std::as_bytes(std::span(bytes.data(), bytes.size())));
                if (!header)
                    wrong = header.error().message;
                else if (header->format != ImageFormat::Png || (*found)->file_bytes > image_bytes_max)
                    wrong = "expected a PNG of at most 20 MiB, found another";
            }
            if (!wrong.empty())
                out_.diagnostics.push_back({Severity::Error,
                                            {name("theme.toml"), 0, 0},
                                            found.ok() && !*found ? "missing-file" : "picture",
                                            say("icons.", icon, ": ", file, ": ", wrong),
                                            "check the name, or put it into the deck's folder"});
        }
    }

    void check_icons(const Theme& theme) {
        std::vector<std::string_view> known;
        for (const auto& [name, path] : theme.icons) known.push_back(name);
        for (const auto& [name, path] : assets_.icons) known.push_back(name);
        for (const DeckNotes::IconNamed& one : out_.notes.icons) {
            if (std::find(known.begin(), known.end(), one.icon) != known.end()) continue;
            const auto near = nearest(one.icon, known);
            out_.diagnostics.push_back(
                {Severity::Error, one.place, "unknown-name",
                 say("expected the name of an icon, found \"", one.icon, "\""),
                 near ? say("write \"", *near, "\"") : std::string("add it to [icons] in theme.toml")});
        }
    }

    // A language is offered only when the buttons speak it too. The deck's own stays, with a warning.
    void only_those_of_the_interface(Deck& deck) {
        std::vector<LanguageName> kept;
        for (LanguageName& language : deck.languages) {
            std::string missing;
            for (const auto& [key, words] : assets_.words.all())
                if (!words.has(language.tag)) missing += say(missing.empty() ? "" : ", ", key);
            if (!missing.empty())
                out_.diagnostics.push_back(
                    {Severity::Warning,
                     {say("assets/words/", language.tag, ".toml"), 0, 0},
                     "translation-missing",
                     say("expected every word of the interface in ", language.name, ", found some missing"),
                     say("add ", missing)});
            if (missing.empty() || kept.empty()) kept.push_back(std::move(language));
        }
        deck.languages = std::move(kept);
    }

    const Files& files_;
    const Assets& assets_;
    std::string_view today_;
    LoadedDeck out_;
    Fingerprint all_, form_;
    std::set<std::string, std::less<>> opened_;
};

} // namespace

LoadedDeck load_deck(const Files& files, const Assets& assets, std::string_view today) {
    return DeckLoader(files, assets, today).run();
}

} // namespace kiosk::deck
