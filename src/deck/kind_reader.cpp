#include "deck/kind_reader.hpp"

#include <algorithm>

#include "deck/say.hpp"

namespace kiosk::deck {

KindReader::KindReader(const Reader& keys, const std::string& file, std::string path, Loading& loading,
                       std::vector<const Fact*>& told)
    : keys_(keys),
      file_(file),
      path_(std::move(path)),
      loading_(loading),
      told_(told) {}

Localised KindReader::words(std::string_view name) {
    return words_of(keys_, name, path_, loading_);
}

const Fact* KindReader::fact(std::string_view name) {
    const Fact* fact = fact_named(keys_.text(name), keys_.place(name), loading_);
    if (fact != nullptr) tell(*fact);
    return fact;
}

void KindReader::tell(const Fact& fact) {
    if (std::find(told_.begin(), told_.end(), &fact) == told_.end()) told_.push_back(&fact);
}

std::optional<Quantity> KindReader::quantity(std::string_view name, Need need) {
    if (keys_.has(name)) return quantity_of(keys_.text(name), name);
    if (need == Need::Required)
        error(name, "missing-key", say("expected ", name, ", the id of a fact with a number, found none"),
              say("write ", name, " = \"...\", an id of facts.toml"));
    return std::nullopt;
}

std::optional<Quantity> KindReader::quantity_of(const std::string& fact_id, std::string_view name) {
    const Fact* fact = fact_named(fact_id, keys_.place(name), loading_);
    if (fact == nullptr) return std::nullopt;
    tell(*fact);
    // A fact that was to have a number and has a wrong one is reported where it stands.
    if (!fact->quantity && fact->value.empty()) wrong_fact(*fact, name, "a number");
    return fact->quantity;
}

const DataTable* KindReader::data() {
    if (!keys_.has("data")) return nullptr;
    const DataTable* table = data_named(keys_.text("data"), keys_.place("data"), loading_);
    if (table != nullptr) tell(table->origin);
    return table;
}

std::string KindReader::icon(std::string_view name) {
    std::string icon = keys_.text(name);
    if (!icon.empty()) loading_.notes.icons.push_back({icon, keys_.place(name)});
    return icon;
}

PartId KindReader::part(std::string_view name) {
    if (!keys_.knows(name) || !keys_.has(name)) return no_part;
    // "slide.ID.line.2" -> "ID"
    const std::size_t start = path_.find('.') + 1;
    const std::string slide = path_.substr(start, path_.find('.', start) - start);
    const std::string word = keys_.text(name);
    auto& parts = loading_.notes.parts;
    std::vector<std::string> here;
    for (const DeckNotes::PartNamed& one : parts)
        if (one.slide == slide) here.push_back(one.name);
    check_id(keys_, here, loading_, name);
    const auto same = std::ranges::find(parts, word, &DeckNotes::PartNamed::name);
    const PartId number = same != parts.end() ? same->number : static_cast<PartId>(parts.size() + 1);
    parts.push_back({word, slide, keys_.place(name), number});
    return number;
}

int KindReader::whole(std::string_view what, int least, int most, int otherwise) {
    const Fact* drawn = fact();
    if (drawn == nullptr) {
        missing_fact(what);
        return otherwise;
    }
    int numerator = 0;
    int denominator = 1;
    if (parse_value(drawn->value, numerator, denominator) && denominator == 1 && numerator >= least &&
        numerator <= most)
        return numerator;
    wrong_fact(*drawn, "fact", say("a whole number from ", least, " to ", most));
    return otherwise;
}

void KindReader::table(std::string_view name, const std::function<void(KindReader&)>& read) {
    const Node* node = keys_.node(name);
    if (node == nullptr) return;
    const Section* inner[] = {&keys_.inner(name)};
    const Reader keys(*node, inner, file_, loading_.diagnostics);
    KindReader reader(keys, file_, say(path_, ".", name), loading_, told_);
    read(reader);
}

void KindReader::each(std::string_view name, const std::function<void(KindReader&)>& read) {
    std::size_t number = 0;
    for (const Node* node : keys_.nodes(name)) {
        const Section* inner[] = {&keys_.inner(name)};
        const Reader keys(*node, inner, file_, loading_.diagnostics);
        KindReader reader(keys, file_, say(path_, ".", name, ".", ++number), loading_, told_);
        read(reader);
    }
}

void KindReader::missing_fact(std::string_view what) {
    if (keys_.has("fact")) return; // an unknown fact is reported by fact_named()
    loading_.diagnostics.push_back({Severity::Error, keys_.place(), "missing-key",
                                    say("expected fact, whose number is ", what, ", found none"),
                                    "write fact = \"...\", an id of facts.toml with a value"});
}

void KindReader::wrong_fact(const Fact& fact, std::string_view name, const std::string& expected) {
    error(name, "value",
          say(name, ": expected one with ", expected, ", found ",
              fact.value.empty() ? std::string("no value") : say("\"", fact.value, "\"")),
          say("change value in ", fact.place.file, ", line ", fact.place.line, ", or name another fact"));
}

void KindReader::error(std::string_view name, std::string rule, std::string message, std::string help) {
    loading_.diagnostics.push_back(
        {Severity::Error, keys_.place(name), std::move(rule), std::move(message), std::move(help)});
}

} // namespace kiosk::deck
