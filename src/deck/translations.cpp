#include "deck/translations.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

void Translations::add(std::string tag, const std::string& file, FlatTexts texts, Diagnostics& diagnostics) {
    Other other{{std::move(tag), ""}, file, std::move(texts), {}};
    const auto name = other.texts.find("name");
    if (name == other.texts.end()) {
        diagnostics.push_back({Severity::Error,
                               {file, 0, 0},
                               "missing-key",
                               "expected name, the language by its own name, found none",
                               "write name = \"...\" at the top"});
        other.name.name = other.name.tag;
    } else {
        other.name.name = name->second.text;
        other.texts.erase(name);
    }
    others_.push_back(std::move(other));
}

Localised Translations::words(const std::string& path, std::string own_words, SourcePlace place) {
    Localised out;
    if (own_words.empty()) return out;
    out.entries.emplace_back(own_.tag, std::move(own_words));
    const bool fresh = places_.emplace(path, std::move(place)).second;
    for (Other& other : others_) {
        const auto found = other.texts.find(path);
        if (found == other.texts.end() || found->second.text.empty())
            other.missing.push_back(path);
        else
            out.entries.emplace_back(other.name.tag, found->second.text);
    }
    if (fresh) texts_.emplace_back(path, out);
    return out;
}

std::vector<LanguageName> Translations::finish(Diagnostics& diagnostics) {
    std::vector<LanguageName> complete{own_};
    std::vector<std::string_view> known;
    for (const auto& [path, place] : places_) known.push_back(path);
    for (Other& other : others_) {
        for (const auto& [path, placed] : other.texts) {
            const auto below = [&own = path](const std::string& prefix) { return own.starts_with(prefix); };
            if (places_.contains(path) || std::ranges::any_of(doubted_, below)) continue;
            const auto near = nearest(path, known);
            diagnostics.push_back({Severity::Error, placed.place, "unknown-key",
                                   say("expected the path of a text of this deck, found ", path),
                                   near ? say("write ", *near) : std::string("take it out")});
        }
        if (other.missing.empty()) {
            complete.push_back(other.name);
            continue;
        }
        std::string list;
        for (const std::string& path : other.missing) list += say(list.empty() ? "" : ", ", path);
        diagnostics.push_back({Severity::Warning,
                               {other.file, 0, 0},
                               "translation-missing",
                               say("expected every text of the deck, found ", other.missing.size(),
                                   " missing, so that ", other.name.name, " is not offered"),
                               say("add ", list)});
    }
    return complete;
}

} // namespace kiosk::deck
