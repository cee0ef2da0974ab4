#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "deck/check.hpp"
#include "deck/kind_words.hpp"
#include "deck/parse_toml.hpp"
#include "deck/say.hpp"
#include "deck/schema.hpp"
#include "deck/tables.hpp"
#include "text/count_words.hpp"

namespace kiosk::deck {

namespace {

// Silent reading of prose runs at about 4 words a second (Brysbaert 2019: 238 words a minute); somebody who
// stands and looks at a picture as well is given 3, after the second in which the title comes in.
constexpr double words_a_second = 3.0;
constexpr double settle_s = 1.0;
constexpr std::size_t title_words_max = 16;

bool letter(char c) {
    return ascii::is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Whole words only, in any case of ASCII letters; a line break counts as a space.
bool contains_term(std::string_view text, std::string_view term) {
    if (term.empty() || term.size() > text.size()) return false;
    const auto same = [](char a, char b) { return ascii::lower(a == '\n' ? ' ' : a) == ascii::lower(b); };
    auto from = text.begin();
    while (true) {
        const auto found = std::search(from, text.end(), term.begin(), term.end(), same);
        if (found == text.end()) return false;
        const auto end = found + static_cast<std::ptrdiff_t>(term.size());
        const bool free_before = found == text.begin() || !letter(*(found - 1));
        const bool free_after = end == text.end() || !letter(*end);
        if (free_before && free_after) return true;
        from = found + 1;
    }
}

class WordCheck {
  public:
    WordCheck(const LoadedDeck& loaded, const std::vector<Caution>& cautions, const std::string& file)
        : loaded_(loaded),
          cautions_(cautions),
          file_(file) {}

    Diagnostics run() {
        const Deck& deck = *loaded_.deck;
        for (const Slide& slide : deck.slides)
            if (slide.enabled) this->slide(slide);
        caution_of("deck.charity", deck.charity);
        for (const Localised& cause : deck.causes) caution_of("cause", cause);
        form();
        help();
        return std::move(out_);
    }

  private:
    SourcePlace place(const std::string& path) const {
        const auto found = loaded_.notes.places.find(path);
        return found == loaded_.notes.places.end() ? SourcePlace{file_, 0, 0} : found->second;
    }

    void warn(const std::string& path, std::string rule, std::string message, std::string help) {
        out_.push_back(
            {Severity::Warning, place(path), std::move(rule), std::move(message), std::move(help)});
    }

    void slide(const Slide& slide) {
        const std::string path = say("slide.", slide.id);
        const KindWords more = words_of_kind(slide.kind);
        for (const LanguageName& language : loaded_.deck->languages) {
            const std::size_t title = text::count_words(slide.title.in(language.tag));
            std::size_t all = title + text::count_words(slide.body.in(language.tag));
            for (const Localised* words : more.read) all += text::count_words(words->in(language.tag));
            const double needed_s = settle_s + static_cast<double>(all) / words_a_second;
            if (needed_s * 1000 > slide.duration_ms)
                warn(say(path, ".title"), "reading-time",
                     say("slide \"", slide.id, "\" in ", language.name, ": expected at most ",
                         static_cast<int>((slide.duration_ms / 1000.0 - settle_s) * words_a_second),
                         " words in ", slide.duration_ms / 1000, " s, found ", all),
                     say("say it shorter, or write seconds = ", static_cast<int>(needed_s) + 1));
            if (title > title_words_max)
                warn(say(path, ".title"), "title-length",
                     say("slide \"", slide.id, "\" in ", language.name, ": expected a title of at most ",
                         title_words_max, " words, found ", title),
                     "move some of it to body");
        }
        caution_of(say(path, ".title"), slide.title);
        caution_of(say(path, ".body"), slide.body);
        caution_of(say(path, ".description"), slide.description);
        caution_of(say(path, ".note"), slide.source);
        for (const auto* list : {&more.read, &more.labels})
            for (const Localised* words : *list) caution_of(path, *words);
    }

    void form() {
        for (const form::Step& step : loaded_.deck->form.steps) {
            caution_of(say("form.step.", step.id, ".title"), step.title);
            for (const form::Field& field : step.fields) {
                const std::string path = say("form.field.", field.id);
                caution_of(say(path, ".label"), field.label);
                caution_of(say(path, ".declaration"), field.declaration);
            }
        }
        caution_of("form.privacy.body", loaded_.deck->form.privacy_body);
    }

    void help() {
        caution_of("help.title", loaded_.deck->help.title);
        caution_of("help.footnote", loaded_.deck->help.footnote);
        for (const HelpEntry& entry : loaded_.deck->help.entries) caution_of("help.title", entry.who);
    }

    void caution_of(const std::string& path, const Localised& words) {
        for (const auto& [language, text] : words.entries)
            for (const Caution& caution : cautions_) {
                if (!caution.language.empty() && caution.language != language) continue;
                if (!contains_term(text, caution.term)) continue;
                warn(path, "caution-term",
                     say(path, " (", language, "): expected \"", caution.instead, "\", found \"",
                         caution.term, "\""),
                     say("write the better words: ", caution.because));
            }
    }

    const LoadedDeck& loaded_;
    const std::vector<Caution>& cautions_;
    const std::string& file_;
    Diagnostics out_;
};

} // namespace

std::vector<Caution> load_caution(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
    std::vector<Caution> out;
    const auto root = parse_toml(text, file, diagnostics);
    if (!root) return out;
    const Section* sections[] = {&caution_section()};
    const Reader reader(*root, sections, file, diagnostics);
    for (const Node* node : reader.nodes("term")) {
        const Section* inner[] = {&reader.inner("term")};
        const Reader one(*node, inner, file, diagnostics);
        out.push_back({one.text("term"), one.text("instead"), one.text("because"), one.text("language")});
    }
    return out;
}

Diagnostics check_words(const LoadedDeck& loaded, const std::vector<Caution>& cautions,
                        const std::string& file) {
    return WordCheck(loaded, cautions, file).run();
}

} // namespace kiosk::deck
