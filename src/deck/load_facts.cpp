#include <charconv>

#include "base/nearest.hpp"
#include "deck/load_parts.hpp"
#include "deck/say.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

bool is_id(std::string_view id) {
    for (const char c : id)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) return false;
    return !id.empty();
}

bool parse_part(std::string_view text, int& out) {
    constexpr int part_max = 100'000; // more lights or blocks than that cannot be drawn apart
    const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
    return end.ec == std::errc{} && end.ptr == text.data() + text.size() && out > 0 && out <= part_max;
}

} // namespace

Localised words_of(const Reader& reader, std::string_view name, const std::string& path, Loading& loading) {
    return loading.translations.words(path.empty() ? std::string(name) : say(path, ".", name),
                                      reader.text(name), reader.place(name));
}

void check_id(const Reader& reader, std::vector<std::string>& seen, Loading& loading, std::string_view key) {
    std::string id = reader.text(key);
    if (!reader.has(key)) return;
    if (!is_id(id))
        loading.diagnostics.push_back({Severity::Error, reader.place(key), "value",
                                       say(key, ": expected a name of a-z, 0-9, - and _, found \"", id, "\""),
                                       "write it in small letters without spaces"});
    for (const std::string& other : seen)
        if (other == id)
            loading.diagnostics.push_back({Severity::Error, reader.place(key), "double-id",
                                           say(key, ": expected a name of its own, found \"", id, "\" twice"),
                                           "rename one of them"});
    seen.push_back(std::move(id));
}

bool parse_value(std::string_view value, int& numerator, int& denominator) {
    denominator = 1;
    const std::size_t slash = value.find('/');
    if (slash == std::string_view::npos) return parse_part(value, numerator);
    return parse_part(value.substr(0, slash), numerator) &&
           parse_part(value.substr(slash + 1), denominator) && numerator < denominator;
}

std::string fraction_text(int numerator, int denominator) {
    struct Vulgar {
        int numerator, denominator;
        const char* text;
    };
    constexpr Vulgar vulgar[] = {
        {1, 2, "\u00BD"}, {1, 3, "\u2153"}, {2, 3, "\u2154"}, {1, 4, "\u00BC"}, {3, 4, "\u00BE"},
        {1, 5, "\u2155"}, {2, 5, "\u2156"}, {3, 5, "\u2157"}, {4, 5, "\u2158"}, {1, 6, "\u2159"},
        {5, 6, "\u215A"}, {1, 8, "\u215B"}, {3, 8, "\u215C"}, {5, 8, "\u215D"}, {7, 8, "\u215E"},
    };
    for (const Vulgar& one : vulgar)
        if (one.numerator == numerator && one.denominator == denominator) return one.text;
    return say(numerator, "\u2044", denominator);
}

void load_facts(const Node& root, const std::string& file, Loading& loading) {
    const Section* sections[] = {&facts_section()};
    const Reader reader(root, sections, file, loading.diagnostics);
    std::vector<std::string> seen;
    for (const Node* node : reader.nodes("fact")) {
        const Section* inner[] = {&reader.inner("fact")};
        const Reader one(*node, inner, file, loading.diagnostics);
        check_id(one, seen, loading);
        Fact fact;
        fact.id = one.text("id");
        fact.value = one.text("value");
        fact.date = one.text("date");
        fact.expires = one.text("expires");
        fact.place = one.place();
        // Not shown, so that it needs no translation.
        fact.says.entries.emplace_back(loading.translations.own(), one.text("says"));
        const std::string path = say("fact.", fact.id);
        fact.qualifier = words_of(one, "qualifier", path, loading);
        fact.source = words_of(one, "source", path, loading);
        int numerator = 0;
        int denominator = 0;
        if (!fact.value.empty() && !parse_value(fact.value, numerator, denominator))
            loading.diagnostics.push_back(
                {Severity::Error, one.place("value"), "value",
                 say("value: expected a number or a fraction, found \"", fact.value, "\""),
                 "write value = \"100\" or value = \"2/3\""});
        loading.notes.facts.push_back(std::move(fact));
    }
}

Help load_help(const Node& root, const std::string& file, Loading& loading) {
    const Section* sections[] = {&help_section()};
    const Reader reader(root, sections, file, loading.diagnostics);
    Help help;
    help.title = words_of(reader, "title", "help", loading);
    help.intro = words_of(reader, "intro", "help", loading);
    help.footnote = words_of(reader, "footnote", "help", loading);
    loading.notes.help_checked = reader.text("checked");
    if (const Node* node = reader.node("emergency")) {
        const Section* inner[] = {&reader.inner("emergency")};
        const Reader one(*node, inner, file, loading.diagnostics);
        help.emergency_title = words_of(one, "title", "help.emergency", loading);
        help.emergency_call = one.text("call");
        help.emergency_service = words_of(one, "service", "help.emergency", loading);
    }
    std::vector<std::string> seen;
    for (const Node* node : reader.nodes("entry")) {
        const Section* inner[] = {&reader.inner("entry")};
        const Reader one(*node, inner, file, loading.diagnostics);
        check_id(one, seen, loading);
        const std::string path = say("help.", one.text("id"));
        help.entries.push_back(
            {words_of(one, "who", path, loading), one.text("call"), words_of(one, "service", path, loading)});
    }
    return help;
}

} // namespace kiosk::deck
