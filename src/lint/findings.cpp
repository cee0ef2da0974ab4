#include "lint/findings.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "deck/say.hpp"

namespace kiosk::lint {

using deck::say;

Findings::Findings(const deck::LoadedDeck& loaded, std::string deck_file)
    : loaded_(loaded),
      deck_file_(std::move(deck_file)) {}

std::string Findings::look_text(const scene::Look& look) const {
    std::string language = look.language;
    for (const deck::LanguageName& one : loaded_.deck->languages)
        if (one.tag == look.language) language = one.name;
    constexpr std::string_view contrasts[] = {"", ", high contrast", ", light"};
    const bool portrait = look.orientation == scene::Orientation::Portrait;
    std::string text = say(language, portrait ? ", portrait" : ", landscape");
    if (look.text_size > 1) text += say(", text ", std::round(look.text_size * 10) / 10);
    if (look.lower) text += ", controls lower";
    return text + std::string(contrasts[static_cast<std::size_t>(look.contrast)]);
}

deck::SourcePlace Findings::place(const Subject& subject, std::string_view key) const {
    const auto& places = loaded_.notes.places;
    const std::string slide = say("slide.", subject.slide);
    if (const auto exact = places.find(say(slide, ".", key)); exact != places.end()) return exact->second;
    if (const auto whole = places.find(slide); whole != places.end()) return whole->second;
    // The file of the form, where the form is meant.
    const auto form = places.lower_bound("form.");
    if (!subject.state.empty() && form != places.end() && form->first.starts_with("form."))
        return {form->second.file, 0, 0};
    return {deck_file_, 0, 0};
}

void Findings::add(const Subject& subject, std::string_view rule, std::string_view key,
                   const std::string& message, std::string_view help, std::string_view detail) {
    const std::string id = say(rule, "\n", subject.name, "\n", message);
    auto [found, fresh] = seen_.try_emplace(id);
    Seen& seen = found->second;
    std::string look = look_text(subject.look);
    if (!subject.state.empty()) look += say(", \"", subject.state, "\"");
    ++seen.looks[look];
    if (!fresh) return;
    seen.order = seen_.size();
    seen.where = look;
    if (subject.t_ms > 0) seen.where += say(", at ", std::round(subject.t_ms / 100) / 10, " s");
    seen.diagnostic = {deck::Severity::Warning, place(subject, key), std::string(rule),
                       say(subject.name, ": ", message, detail), std::string(help)};
}

deck::Diagnostics Findings::take() {
    std::vector<const Seen*> ordered;
    for (const auto& [id, seen] : seen_) ordered.push_back(&seen);
    std::ranges::sort(ordered, {}, &Seen::order);
    deck::Diagnostics out;
    for (const Seen* seen : ordered) {
        out.push_back(seen->diagnostic);
        const std::size_t more = seen->looks.size() - 1;
        out.back().message +=
            say(" (", seen->where, more == 0 ? "" : say("; and ", more, " more looks"), ")");
    }
    return out;
}

} // namespace kiosk::lint
