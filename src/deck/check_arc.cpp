#include <algorithm>

#include "base/nearest.hpp"
#include "deck/check.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

// A voice is its own source, a picture names who made it, and a list and steps say what is done. Their facts,
// if any, are named all the same.
bool states_nothing(const Kind& kind) {
    return std::holds_alternative<Statement>(kind) || std::holds_alternative<Quote>(kind) ||
           std::holds_alternative<Photograph>(kind) || std::holds_alternative<List>(kind) ||
           std::holds_alternative<Steps>(kind);
}

class ArcCheck {
  public:
    ArcCheck(const LoadedDeck& loaded, const std::string& file)
        : deck_(*loaded.deck),
          notes_(loaded.notes),
          file_(file) {}

    Diagnostics run() {
        facts();
        arc();
        causes();
        help();
        parts();
        for (const Slide& slide : deck_.slides)
            if (const auto* ask = std::get_if<Ask>(&slide.kind); ask != nullptr && slide.enabled)
                address(slide, *ask);
        return std::move(out_);
    }

  private:
    SourcePlace place(const std::string& path) const {
        const auto found = notes_.places.find(path);
        return found == notes_.places.end() ? SourcePlace{file_, 0, 0} : found->second;
    }

    void find(Severity severity, SourcePlace where, std::string rule, std::string message, std::string help) {
        out_.push_back({severity, std::move(where), std::move(rule), std::move(message), std::move(help)});
    }

    void facts() {
        for (const Slide& slide : deck_.slides) {
            if (!slide.enabled || states_nothing(slide.kind)) continue;
            const auto told = notes_.facts_of_slide.find(slide.id);
            if (told == notes_.facts_of_slide.end() || told->second.empty())
                find(Severity::Warning, place(say("slide.", slide.id)), "no-source",
                     say("slide \"", slide.id,
                         "\": expected facts, so that its source can be named, found none"),
                     "write facts = [\"...\"], ids of facts.toml");
        }
        for (const Fact& fact : notes_.facts) {
            const bool told = std::any_of(deck_.slides.begin(), deck_.slides.end(), [&](const Slide& slide) {
                const auto ids = notes_.facts_of_slide.find(slide.id);
                return slide.enabled && ids != notes_.facts_of_slide.end() &&
                       std::find(ids->second.begin(), ids->second.end(), fact.id) != ids->second.end();
            });
            if (!told)
                find(Severity::Warning, fact.place, "fact-unused",
                     say("expected a slide that tells \"", fact.id, "\", found none"),
                     "name it in the facts of a slide, or take it out");
        }
    }

    template <typename Wanted> bool shows() const {
        return std::any_of(deck_.slides.begin(), deck_.slides.end(), [](const Slide& slide) {
            return slide.enabled && std::holds_alternative<Wanted>(slide.kind);
        });
    }

    void arc() {
        const bool hope =
            shows<Lights>() || std::any_of(deck_.slides.begin(), deck_.slides.end(), [](const Slide& one) {
                return one.enabled && one.ground == Ground::Dawn;
            });
        if (notes_.hope_needed && !hope)
            find(Severity::Error, {file_, 0, 0}, "no-hope",
                 "expected a slide of hope (kind lights, or ground dawn), found none",
                 "show what is being done, or write hope_needed = false if the deck tells of no harm");
        if (!shows<Ask>())
            find(Severity::Warning, {file_, 0, 0}, "no-ask", "expected a slide of kind ask, found none",
                 "add one at the end");
    }

    void causes() {
        for (std::size_t i = 0; i < deck_.causes.size(); ++i) {
            const bool used = std::any_of(deck_.slides.begin(), deck_.slides.end(), [&](const Slide& slide) {
                return slide.enabled && slide.cause == static_cast<int>(i) + 1;
            });
            if (!used)
                find(Severity::Warning, {file_, 0, 0}, "cause-unused",
                     say("expected a slide of the group \"", deck_.causes[i].in(deck_.languages.front().tag),
                         "\", found none"),
                     "give a slide its cause, or take the group out");
        }
    }

    // Names of parts that no neighbour has: a slip of the pen, or a slide that has moved away.
    void parts() {
        std::vector<std::string_view> shown;
        for (const Slide& slide : deck_.slides)
            if (slide.enabled) shown.push_back(slide.id);
        const auto at = [&](const DeckNotes::PartNamed& part) {
            return std::ranges::find(shown, part.slide) - shown.begin();
        };
        const auto count = std::ssize(shown);
        for (const DeckNotes::PartNamed& one : notes_.parts) {
            if (at(one) == count) continue;
            std::vector<std::string_view> near;
            for (const DeckNotes::PartNamed& other : notes_.parts) {
                const auto apart = (at(other) - at(one) + count) % count;
                if (at(other) < count && (apart == 1 || apart == count - 1)) near.push_back(other.name);
            }
            if (std::ranges::find(near, one.name) != near.end()) continue;
            const auto meant = nearest(one.name, near);
            find(Severity::Warning, one.place, "id-alone",
                 say("expected \"", one.name, "\" on the slide before or after too, found it only on \"",
                     one.slide, "\""),
                 meant ? say("write \"", *meant, "\"") : "give a part of that slide the same name");
        }
    }

    void help() {
        const Help& help = deck_.help;
        if (help.entries.empty() || help.emergency_call.empty())
            find(Severity::Error, place("help.title"), "no-help", "expected numbers to call, found none",
                 "fill help.toml");
        if (notes_.help_checked.empty())
            find(Severity::Note, place("help.title"), "help-unchecked",
                 "expected the day on which somebody called these numbers, found none",
                 "call them before the event, then write checked = \"2026-12-31\"");
    }

    void address(const Slide& slide, const Ask& ask) {
        if (ask.qr_url.empty()) return;
        const bool spaced = ask.qr_url.find_first_of(" \t\n") != std::string::npos;
        if (!ask.qr_url.starts_with("https://") || spaced)
            find(Severity::Error, place(say("slide.", slide.id)), "qr-url",
                 "qr_url: expected an address that begins with https:// and has no spaces, found another",
                 "write qr_url = \"https://...\"");
        if (ask.qr_label.empty())
            find(Severity::Warning, place(say("slide.", slide.id)), "qr-url",
                 "expected qr_label, which says what the code is for, found none",
                 "write qr_label = \"...\"");
    }

    const Deck& deck_;
    const DeckNotes& notes_;
    const std::string& file_;
    Diagnostics out_;
};

void append(Diagnostics& all, Diagnostics more) {
    for (Diagnostic& one : more) all.push_back(std::move(one));
}

// Is this finding about that slide? The message names it in quotation marks, or its path.
bool about(const Diagnostic& finding, const std::string& slide) {
    return slide.empty() || finding.message.find(say("slide \"", slide, "\"")) != std::string::npos ||
           finding.message.find(say("slide.", slide, ".")) != std::string::npos;
}

} // namespace

Diagnostics check_arc(const LoadedDeck& loaded, const std::string& file) {
    return ArcCheck(loaded, file).run();
}

Diagnostics check_deck(const LoadedDeck& loaded, const std::vector<Caution>& cautions,
                       const std::string& deck_file, const std::string& theme_file) {
    if (loaded.deck == nullptr) return {};
    Diagnostics all = check_arc(loaded, deck_file);
    append(all, check_words(loaded, cautions, deck_file));
    append(all, check_contrast(loaded.deck->theme, theme_file));
    return all;
}

Diagnostics less_allowed(const LoadedDeck& loaded, Diagnostics all) {
    for (const DeckNotes::Allowed& allowed : loaded.notes.allowed) {
        const auto meant = [&](const Diagnostic& one) {
            return one.severity != Severity::Error && one.rule == allowed.rule && about(one, allowed.slide);
        };
        if (std::erase_if(all, meant) == 0)
            all.push_back({Severity::Warning, allowed.place, "allow-unused",
                           say("expected a finding of rule \"", allowed.rule, "\" to switch off, found none"),
                           "take this [[allow]] out"});
    }
    return all;
}

} // namespace kiosk::deck
