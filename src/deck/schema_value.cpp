// One value against one key of the table.
#include <algorithm>
#include <cctype>

#include "base/colour.hpp"
#include "base/utf8.hpp"
#include "deck/say.hpp"
#include "deck/schema.hpp"

namespace kiosk::deck {

namespace {

NodeKind kind_of(Type type) {
    switch (type) {
    case Type::Text:
    case Type::Words:
    case Type::OneOf:
    case Type::Colour: return NodeKind::Text;
    case Type::Integer: return NodeKind::Integer;
    case Type::Number: return NodeKind::Number;
    case Type::Boolean: return NodeKind::Boolean;
    case Type::Date: return NodeKind::Date;
    case Type::Texts:
    case Type::Integers:
    case Type::Tables: return NodeKind::Array;
    case Type::Table:
    case Type::Map: return NodeKind::Table;
    }
    return NodeKind::Text;
}

bool kind_fits(Type type, NodeKind kind) {
    if (type == Type::Number) return kind == NodeKind::Number || kind == NodeKind::Integer;
    if (type == Type::Date) return kind == NodeKind::Date || kind == NodeKind::Text;
    return kind == kind_of(type);
}

// "2026", "2026-12" or "2026-12-31".
bool is_date(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : std::isdigit(static_cast<unsigned char>(text[i])) == 0) return false;
    }
    const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    if (text.size() >= 7 && (two(5) < 1 || two(5) > 12)) return false;
    return text.size() < 10 || (two(8) >= 1 && two(8) <= 31);
}

// Values from files are shown in messages; cut, so that a page of text does not become a page of message.
std::string shown(std::string_view text) {
    constexpr std::size_t shown_max = 40;
    std::string out = "\"";
    std::size_t count = 0;
    while (!text.empty() && count < shown_max) {
        const CodePoint point = decode_utf8(text);
        append_utf8(out, point.value < 0x20 ? U' ' : point.value);
        text.remove_prefix(point.bytes);
        ++count;
    }
    return out + (text.empty() ? "\"" : "...\"");
}

std::string listed(std::span<const std::string_view> choices) {
    std::string out;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (i > 0) out += i + 1 == choices.size() ? " or " : ", ";
        out += say("\"", choices[i], "\"");
    }
    return out;
}

std::optional<Mismatch> check_range(const Key& key, double value, std::string_view of_what) {
    if ((key.least == 0 && key.most == 0) || (value >= key.least && value <= key.most)) return std::nullopt;
    if (key.least == key.most) return Mismatch{say(key.least, of_what), say(value)};
    return Mismatch{say(key.least, " to ", key.most, of_what), say(value)};
}

std::optional<Mismatch> check_text(const Key& key, const Node& value) {
    switch (key.type) {
    case Type::OneOf:
        if (std::find(key.choices.begin(), key.choices.end(), value.text) != key.choices.end())
            return std::nullopt;
        return Mismatch{listed(key.choices), shown(value.text)};
    case Type::Colour:
        if (parse_colour(value.text)) return std::nullopt;
        return Mismatch{"a colour such as \"#FF6B4F\"", shown(value.text)};
    case Type::Date:
        if (is_date(value.text)) return std::nullopt;
        return Mismatch{"a date such as \"2026\", \"2026-12\" or 2026-12-31", shown(value.text)};
    default: break;
    }
    if (key.need == Need::Required && value.text.empty()) return Mismatch{"words", "empty text"};
    return check_range(key, static_cast<double>(count_code_points(value.text)), " characters");
}

std::optional<Mismatch> check_items(const Key& key, const Node& value) {
    NodeKind item = NodeKind::Text;
    if (key.type == Type::Tables) item = NodeKind::Table;
    if (key.type == Type::Integers) item = NodeKind::Integer;
    for (const Node& one : value.items)
        if (one.kind != item)
            return Mismatch{
                say("a list with only ", item == NodeKind::Text ? "text" : name_of(item), " in it"),
                say(name_of(one.kind), " among it")};
    return check_range(key, static_cast<double>(value.items.size()), " of them");
}

} // namespace

std::optional<Mismatch> check_value(const Key& key, const Node& value) {
    if (!kind_fits(key.type, value.kind)) {
        std::string expected{key.type == Type::Tables ? "a list of tables" : name_of(kind_of(key.type))};
        if (key.type == Type::OneOf) expected = listed(key.choices);
        const bool worded = value.kind == NodeKind::Text;
        return Mismatch{std::move(expected),
                        worded ? say("the text ", shown(value.text)) : std::string(name_of(value.kind))};
    }
    switch (value.kind) {
    case NodeKind::Text:
    case NodeKind::Date: return check_text(key, value);
    case NodeKind::Integer:
    case NodeKind::Number: return check_range(key, value.number, "");
    case NodeKind::Array: return check_items(key, value);
    case NodeKind::Boolean: return std::nullopt;
    case NodeKind::Table:
        if (key.type == Type::Map)
            for (const Member& member : value.members)
                if (member.value.kind != NodeKind::Text)
                    return Mismatch{"a table with only text in it",
                                    say(name_of(member.value.kind), " in ", member.name)};
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace kiosk::deck
