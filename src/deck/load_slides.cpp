#include <algorithm>
#include <cmath>

#include "base/nearest.hpp"
#include "deck/kind_reader.hpp"
#include "deck/kind_rows.hpp"
#include "deck/load_parts.hpp"
#include "deck/say.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

// `mark` in `pattern` replaced.
std::string filled(std::string_view pattern, std::string_view mark, std::string_view words) {
    const std::size_t at = pattern.find(mark);
    if (at == std::string_view::npos) return std::string(words);
    return say(pattern.substr(0, at), words, pattern.substr(at + mark.size()));
}

class SlideLoader {
  public:
    SlideLoader(const std::string& file, Deck& deck, Loading& loading)
        : file_(file),
          deck_(deck),
          loading_(loading) {}

    void run(const Node& root) {
        const Section* sections[] = {&deck_section()};
        const std::size_t mistakes = loading_.diagnostics.size();
        const Reader reader(root, sections, file_, loading_.diagnostics);
        if (loading_.diagnostics.size() > mistakes) loading_.translations.doubt("deck.");
        deck_.id = reader.text("id");
        deck_.charity = words_of(reader, "charity", "deck", loading_);
        deck_.charity_short = words_of(reader, "charity_short", "deck", loading_);
        loading_.notes.hope_needed = reader.boolean("hope_needed");
        causes(reader);
        for (const Node* node : reader.nodes("slide")) slide(*node);
        allowed(reader);
        if (!deck_.slides.empty() && std::none_of(deck_.slides.begin(), deck_.slides.end(),
                                                  [](const Slide& one) { return one.enabled; }))
            report(reader.place("slide"), "no-slides",
                   "expected one slide at least that is shown, found none", "set enabled = true on one");
    }

  private:
    void report(SourcePlace place, std::string rule, std::string message, std::string help) {
        loading_.diagnostics.push_back(
            {Severity::Error, std::move(place), std::move(rule), std::move(message), std::move(help)});
    }

    void causes(const Reader& reader) {
        std::vector<std::string>& seen = cause_ids_;
        for (const Node* node : reader.nodes("cause")) {
            const Section* inner[] = {&reader.inner("cause")};
            const Reader one(*node, inner, file_, loading_.diagnostics);
            check_id(one, seen, loading_);
            deck_.causes.push_back(words_of(one, "name", say("cause.", one.text("id")), loading_));
        }
    }

    void allowed(const Reader& reader) {
        for (const Node* node : reader.nodes("allow")) {
            const Section* inner[] = {&reader.inner("allow")};
            const Reader one(*node, inner, file_, loading_.diagnostics);
            loading_.notes.allowed.push_back({one.text("rule"), one.text("slide"), one.place()});
        }
    }

    void slide(const Node& node) {
        // The kind decides which keys there are, so that it is looked up before anything is checked.
        const KindRow* kind = kind_of(node);
        const std::size_t mistakes = loading_.diagnostics.size();
        const Section* sections[] = {&slide_section(), kind->section};
        const Reader reader(node, sections, file_, loading_.diagnostics);
        check_id(reader, slide_ids_, loading_);

        Slide slide;
        slide.id = reader.text("id");
        const std::string path = say("slide.", slide.id);
        slide.enabled = reader.boolean("enabled");
        slide.duration_ms = static_cast<int>(std::lround(reader.number("seconds") * 1000));
        slide.cause = cause(reader);
        slide.title = words_of(reader, "title", path, loading_);
        slide.body = words_of(reader, "body", path, loading_);
        slide.description = words_of(reader, "description", path, loading_);
        std::vector<const Fact*> facts;
        KindReader kind_reader(reader, file_, path, loading_, facts);
        slide.kind = kind->load(kind_reader);
        slide.parts = {kind_reader.part("title_id"), kind_reader.part("figure_id"),
                       kind_reader.part("lights_id"), kind_reader.part("icon_id")};
        slide.ground = reader.has("ground") ? static_cast<Ground>(reader.choice("ground")) : kind->ground;
        told_by_words(reader, facts);
        slide.source = source(facts, words_of(reader, "note", path, loading_));
        if (const auto* picture = std::get_if<Photograph>(&slide.kind))
            slide.source = credited(slide.source, picture->credit);
        drop_expired(reader, path, facts, slide);
        auto& ids = loading_.notes.facts_of_slide[slide.id];
        for (const Fact* one : facts) ids.push_back(one->id);
        loading_.notes.places.emplace(path, reader.place());
        deck_.slides.push_back(std::move(slide));
        if (loading_.diagnostics.size() > mistakes) loading_.translations.doubt(path + ".");
    }

    // The row of the slide's kind, of the one that was meant where the name has a slip, else of a statement.
    static const KindRow* kind_of(const Node& node) {
        const Node* named = node.find("kind");
        const auto meant = named != nullptr ? nearest(named->text, kind_names) : std::nullopt;
        for (const KindRow& row : kind_rows)
            if (meant && row.name == *meant) return &row;
        return std::end(kind_rows) - 1;
    }

    int cause(const Reader& reader) {
        const std::string id = reader.text("cause");
        if (id.empty()) return 0;
        for (std::size_t i = 0; i < cause_ids_.size(); ++i)
            if (cause_ids_[i] == id) return static_cast<int>(i) + 1;
        report(reader.place("cause"), "unknown-name",
               say("expected the id of a [[cause]], found \"", id, "\""), suggestion(id, cause_ids_));
        return 0;
    }

    static std::string suggestion(std::string_view id, const std::vector<std::string>& names) {
        std::vector<std::string_view> known(names.begin(), names.end());
        const auto near = nearest(id, known);
        return near ? say("write \"", *near, "\"") : std::string("add it, or take this out");
    }

    // The drawn fact comes first, then those that the words state, then what only the picture draws.
    void told_by_words(const Reader& reader, std::vector<const Fact*>& facts) {
        std::vector<const Fact*> words;
        if (reader.has("fact"))
            if (const Fact* drawn = known_fact(reader.text("fact"))) words.push_back(drawn);
        for (const std::string& id : reader.texts("facts"))
            if (const Fact* fact = fact_named(id, reader.place("facts"), loading_)) words.push_back(fact);
        for (const Fact* fact : facts) words.push_back(fact);
        facts.clear();
        for (const Fact* fact : words)
            if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
    }

    const Fact* known_fact(std::string_view id) const {
        for (const Fact& fact : loading_.notes.facts)
            if (fact.id == id) return &fact;
        return nullptr;
    }

    // "Source: Europol, 2020; Australian police. The pattern shows the direction only." Each source once.
    Localised source(const std::vector<const Fact*>& facts, const Localised& note) {
        Localised out;
        if (facts.empty() && note.empty()) return out;
        std::vector<Language> languages{loading_.translations.own()};
        if (!facts.empty())
            for (const auto& [tag, words] : facts.front()->source.entries)
                if (tag != languages.front()) languages.push_back(tag);
        for (const Language& language : languages) {
            std::vector<std::string> said;
            for (const Fact* fact : facts) {
                std::string one{fact->source.in(language)};
                if (!fact->date.empty()) one += say(", ", std::string_view(fact->date).substr(0, 4));
                if (std::find(said.begin(), said.end(), one) == said.end()) said.push_back(std::move(one));
            }
            std::string list;
            for (const std::string& one : said) list += say(list.empty() ? "" : "; ", one);
            std::string line =
                list.empty() ? std::string{}
                             : filled(loading_.assets.words.get("slide.source", language), "{source}", list);
            if (!note.empty()) line += say(line.empty() ? "" : ". ", note.in(language));
            out.entries.emplace_back(language, std::move(line));
        }
        return out;
    }

    // The source line with who made the picture behind it.
    Localised credited(const Localised& source, const Localised& credit) {
        Localised out;
        for (const auto& [language, by] : credit.entries) {
            std::string line{source.in(language)};
            const std::string_view pattern = loading_.assets.words.get("slide.picture_by", language);
            line += say(line.empty()          ? ""
                        : line.ends_with('.') ? " "
                                              : ". ",
                        filled(pattern, "{credit}", by));
            out.entries.emplace_back(language, std::move(line));
        }
        return out;
    }

    // ISO dates of the same length compare as text; a shorter one is the beginning of its year or month.
    void drop_expired(const Reader& reader, const std::string& path, const std::vector<const Fact*>& facts,
                      Slide& slide) {
        const Localised fallback = words_of(reader, "fallback_title", path, loading_);
        for (const Fact* fact : facts) {
            if (loading_.today.empty() || fact->expires.empty() || fact->expires > loading_.today) continue;
            loading_.diagnostics.push_back(
                {Severity::Warning, fact->place, "expired",
                 say("expected facts that still hold, found \"", fact->id, "\", which expired on ",
                     fact->expires),
                 say("renew it; slide \"", slide.id, "\" ",
                     fallback.empty() ? "is left out" : "shows its fallback_title")});
            slide.enabled = slide.enabled && !fallback.empty();
            slide.title = fallback.empty() ? slide.title : fallback;
            slide.body = {};
            slide.source = {};
            slide.kind = Statement{};
            return;
        }
    }

    const std::string& file_;
    Deck& deck_;
    Loading& loading_;
    std::vector<std::string> cause_ids_, slide_ids_;
};

} // namespace

void load_slides(const Node& root, const std::string& file, Deck& deck, Loading& loading) {
    SlideLoader(file, deck, loading).run(root);
}

} // namespace kiosk::deck
