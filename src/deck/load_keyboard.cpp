#include "deck/load_keyboard.hpp"

#include <charconv>
#include <optional>

#include "base/utf8.hpp"
#include "deck/say.hpp"
#include "deck/schema.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

using form::KeyAction;

struct ActionName {
    std::string_view name;
    KeyAction action;
};
constexpr ActionName actions[] = {
    {"<shift>", KeyAction::Shift},     {"<backspace>", KeyAction::Backspace},
    {"<next>", KeyAction::Next},       {"<symbols>", KeyAction::Symbols},
    {"<letters>", KeyAction::Letters}, {"<accents>", KeyAction::Accents},
    {"<space>", KeyAction::Space},
};

// Takes what stands behind the last `mark`, if there is one that is not the first character.
std::optional<std::string_view> take_suffix(std::string_view& token, char mark) {
    const std::size_t at = token.rfind(mark);
    if (at == std::string_view::npos || at == 0 || at + 1 == token.size()) return std::nullopt;
    const std::string_view suffix = token.substr(at + 1);
    token = token.substr(0, at);
    return suffix;
}

// Nothing when the token is none of the notation.
std::optional<form::LayoutKey> parse_key(std::string_view token) {
    form::LayoutKey key;
    if (const auto only = take_suffix(token, '?')) {
        if (*only != "email" && *only != "others") return std::nullopt;
        key.used_for = *only == "email" ? form::KeyFor::Email : form::KeyFor::Others;
    }
    if (const auto width = take_suffix(token, '*')) {
        const auto end = std::from_chars(width->data(), width->data() + width->size(), key.width);
        if (end.ptr != width->data() + width->size() || key.width < 0.5F || key.width > 11)
            return std::nullopt;
    }
    if (const auto capital = take_suffix(token, '|')) key.shifted = std::string(*capital);
    if (count_code_points(token) > 1 && token.front() == '<') {
        for (const ActionName& one : actions)
            if (one.name == token) {
                key.action = one.action;
                if (key.action == KeyAction::Space) key.output = " ";
                return key;
            }
        return std::nullopt;
    }
    key.output = std::string(token);
    return key;
}

form::LayoutPage load_page(const Reader& keyboard, std::string_view name, const std::string& file,
                           Diagnostics& diagnostics) {
    form::LayoutPage page;
    const Node* node = keyboard.node(name);
    if (node == nullptr) return page;
    const Section* sections[] = {&keyboard.inner(name)};
    const Reader reader(*node, sections, file, diagnostics);
    for (const std::string& row : reader.texts("rows")) {
        auto& keys = page.rows.emplace_back();
        std::string_view rest = row;
        while (!rest.empty()) {
            const std::size_t end = rest.find(' ');
            const std::string_view token = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            if (token.empty()) continue;
            if (auto key = parse_key(token))
                keys.push_back(std::move(*key));
            else
                diagnostics.push_back(
                    {Severity::Error, reader.place("rows"), "value",
                     say("expected a key such as a, é|É, <space>*5.5 or @?email, found ", token),
                     "see the head of assets/keyboards/en.toml"});
        }
    }
    return page;
}

} // namespace

form::KeyboardLayout load_keyboard(const Node& root, const std::string& file, Diagnostics& diagnostics) {
    const Section* sections[] = {&keyboard_section()};
    const Reader reader(root, sections, file, diagnostics);
    form::KeyboardLayout layout;
    layout.language = reader.text("language");
    layout.right_to_left = reader.boolean("right_to_left");
    layout.latin_accents = reader.boolean("latin_accents");
    const auto page = [&](std::string_view name) { return load_page(reader, name, file, diagnostics); };
    layout.letters = page("letters");
    layout.symbols = page("symbols");
    layout.accents = page("accents");
    layout.portrait_letters = page("portrait_letters");
    layout.portrait_symbols = page("portrait_symbols");
    layout.portrait_accents = page("portrait_accents");
    layout.number_pad = page("number_pad");
    return layout;
}

} // namespace kiosk::deck
