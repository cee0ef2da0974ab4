#include "deck/translation_file.hpp"

#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

// More lines than this are a text of paragraphs, which is written as one.
constexpr std::ptrdiff_t short_lines_max = 3;

bool is_long(std::string_view text) {
    return std::ranges::count(text, '\n') > short_lines_max;
}

// A basic string of TOML 1.0; `lines`: breaks stay breaks, as between """.
std::string escaped(std::string_view text, bool lines) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += '\\', out += c;
        else if (c == '\n')
            out += lines ? "\n" : "\\n";
        else if (byte < 0x20 || byte == 0x7F)
            out += "\\u00", out += digits[byte >> 4U], out += digits[byte & 15U];
        else
            out += c;
    }
    return out;
}

std::string value(std::string_view text) {
    return is_long(text) ? say("\"\"\"\n", escaped(text, true), "\"\"\"")
                         : say("\"", escaped(text, false), "\"");
}

std::string comment(std::string_view language, std::string_view source) {
    if (!is_long(source)) return say("# ", language, ": ", escaped(source, false), "\n");
    std::string out = say("# ", language, ":\n");
    for (std::size_t from = 0; from <= source.size();) {
        const std::size_t end = std::min(source.find('\n', from), source.size());
        out += say("#   ", source.substr(from, end - from), "\n");
        from = end + 1;
    }
    return out;
}

// "slide.rise.title" -> "slide.rise" and "title".
std::pair<std::string, std::string> taken_apart(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos) return {"", path};
    return {path.substr(0, dot), path.substr(dot + 1)};
}

// A dotted key of TOML 1.0: what is not bare, such as a name out of a table, stands between quotation marks.
std::string dotted(std::string_view path) {
    std::string out;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t end = std::min(path.find('.', from), path.size());
        const std::string_view part = path.substr(from, end - from);
        const bool bare = !part.empty() && std::ranges::all_of(part, [](char c) {
            return ascii::is_letter(c) || ascii::is_digit(c) || c == '_' || c == '-';
        });
        if (from > 0) out += '.';
        out += bare ? std::string(part) : say("\"", escaped(part, false), "\"");
        from = end + 1;
    }
    return out;
}

} // namespace

std::vector<TranslationText> texts_of(const LoadedDeck& loaded, std::string_view from, std::string_view to) {
    std::vector<TranslationText> out;
    for (const DeckNotes::Text& text : loaded.notes.texts) {
        TranslationText one{text.path, std::string(text.words.in(from)), ""};
        for (const auto& [language, words] : text.words.entries)
            if (language == to) one.words = words;
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<TranslationText> texts_of(const Words& words, std::string_view from, std::string_view to) {
    std::vector<TranslationText> out;
    for (const auto& [path, localised] : words.all()) {
        TranslationText one{path, std::string(localised.in(from)), ""};
        for (const auto& [language, text] : localised.entries)
            if (language == to) one.words = text;
        out.push_back(std::move(one));
    }
    return out;
}

std::string translation_file(const std::vector<TranslationText>& texts, std::string_view from,
                             std::string_view to, std::string_view name) {
    const auto missing = std::ranges::count(texts, std::string(), &TranslationText::words);
    std::string out =
        say("# ", name.empty() ? to : name, ". Above each text stands its source, ", from,
            ": write the translation between the quotation marks below it.\n"
            "# \\n breaks a line; words in { } are filled in by the program and stay as they are.\n");
    if (missing > 0) out += say("# Still to be translated: ", missing, " of ", texts.size(), ".\n");
    if (!name.empty()) out += say("name = ", value(name), "\n");
    // A table stands once, where its first text does.
    std::vector<std::string> tables;
    std::map<std::string, std::string, std::less<>> bodies;
    for (const TranslationText& text : texts) {
        const auto [table, key] = taken_apart(text.path);
        if (!bodies.contains(table)) tables.push_back(table);
        bodies[table] += say(comment(from, text.source), dotted(key), " = ", value(text.words), "\n");
    }
    if (const auto root = bodies.find(std::string_view()); root != bodies.end())
        out += say("\n", root->second);
    for (const std::string& table : tables)
        if (!table.empty()) out += say("\n[", dotted(table), "]\n", bodies[table]);
    return out;
}

} // namespace kiosk::deck
