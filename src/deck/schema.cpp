#include "deck/schema.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "base/nearest.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

template <typename T> T number_in(std::string_view text) {
    T value{};
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// How a value of this type is written, for the help of "missing".
std::string example(const Key& key) {
    switch (key.type) {
    case Type::Integer:
    case Type::Number: return say(key.name, " = ", key.least);
    case Type::Boolean: return say(key.name, " = false");
    case Type::OneOf: return say(key.name, " = \"", key.choices.front(), "\"");
    case Type::Table:
    case Type::Map: return say("[", key.name, "]");
    case Type::Tables: return say("[[", key.name, "]]");
    case Type::Texts:
    case Type::Integers: return say(key.name, " = [...]");
    case Type::Text:
    case Type::Words:
    case Type::Colour:
    case Type::Date: break;
    }
    return say(key.name, " = \"...\"");
}

// The choice that was meant, where a slip of a letter or two tells.
std::string correction(const Key& key, const Node& value) {
    if (key.type != Type::OneOf || value.kind != NodeKind::Text) return say("write ", example(key));
    const auto near = nearest(value.text, key.choices);
    return near ? say("write ", key.name, " = \"", *near, "\"") : std::string("write one of these");
}

} // namespace

Reader::Reader(const Node& node, std::span<const Section* const> sections, const std::string& file,
               Diagnostics& diagnostics)
    : node_(node),
      sections_(sections),
      file_(file),
      diagnostics_(diagnostics) {
    for (const Member& member : node_.members) {
        const Key* found = key(member.name);
        if (found == nullptr) {
            report_unknown(member);
            continue;
        }
        if (const auto wrong = check_value(*found, member.value)) {
            bad_.push_back(member.name);
            diagnostics_.push_back(
                {Severity::Error,
                 {file_, member.value.line, member.value.column},
                 "value",
                 say(member.name, ": expected ", wrong->expected, ", found ", wrong->found),
                 correction(*found, member.value)});
        }
    }
    report_missing();
}

void Reader::report_unknown(const Member& member) {
    std::vector<std::string_view> names;
    for (const Section* section : sections_)
        for (const Key& one : section->keys) names.push_back(one.name);
    const auto near = nearest(member.name, names);
    if (near) meant_.push_back(*near);
    std::string list;
    for (const std::string_view name : names) list += say(list.empty() ? "" : ", ", name);
    diagnostics_.push_back(
        {Severity::Error,
         {file_, member.line, member.column},
         "unknown-key",
         say("expected a key of ", sections_.front()->name, ", found \"", member.name, "\""),
         near ? say("write ", *near) : say("write one of: ", list)});
}

void Reader::report_missing() {
    for (const Section* section : sections_)
        for (const Key& one : section->keys)
            if (one.need == Need::Required && node_.find(one.name) == nullptr &&
                std::ranges::find(meant_, one.name) == meant_.end())
                diagnostics_.push_back({Severity::Error, place(), "missing-key",
                                        say("expected ", one.name, " in ", section->name, ", found none"),
                                        say("write ", example(one))});
}

const Key* Reader::key(std::string_view name) const {
    for (const Section* section : sections_)
        for (const Key& one : section->keys)
            if (one.name == name) return &one;
    return nullptr;
}

const Key& Reader::known(std::string_view name, Type type) const {
    const Key* found = key(name);
    assert(found != nullptr && "a loader asks for a key that its table lacks");
    assert(found->type == type || (type == Type::Text && found->type != Type::Integer));
    static_cast<void>(type);
    return *found;
}

const Node* Reader::good(std::string_view name) const {
    if (std::find(bad_.begin(), bad_.end(), name) != bad_.end()) return nullptr;
    return node_.find(name);
}

std::string Reader::text(std::string_view name) const {
    const Key& asked = known(name, Type::Text);
    const Node* value = good(name);
    return value != nullptr ? value->text : std::string(asked.fallback);
}

std::int64_t Reader::integer(std::string_view name) const {
    const Key& asked = known(name, Type::Integer);
    const Node* value = good(name);
    return value != nullptr ? value->integer : number_in<std::int64_t>(asked.fallback);
}

double Reader::number(std::string_view name) const {
    const Key& asked = known(name, Type::Number);
    const Node* value = good(name);
    return value != nullptr ? value->number : number_in<double>(asked.fallback);
}

bool Reader::boolean(std::string_view name) const {
    const Key& asked = known(name, Type::Boolean);
    const Node* value = good(name);
    return value != nullptr ? value->boolean : asked.fallback == "true";
}

std::size_t Reader::choice(std::string_view name) const {
    const Key& asked = known(name, Type::OneOf);
    const Node* value = good(name);
    const std::string_view wanted = value != nullptr ? std::string_view(value->text) : asked.fallback;
    const auto found = std::find(asked.choices.begin(), asked.choices.end(), wanted);
    return found == asked.choices.end() ? 0 : static_cast<std::size_t>(found - asked.choices.begin());
}

std::vector<std::string> Reader::texts(std::string_view name) const {
    std::vector<std::string> out;
    static_cast<void>(known(name, Type::Texts));
    if (const Node* value = good(name))
        for (const Node& item : value->items) out.push_back(item.text);
    return out;
}

std::vector<std::int64_t> Reader::integers(std::string_view name) const {
    std::vector<std::int64_t> out;
    static_cast<void>(known(name, Type::Integers));
    if (const Node* value = good(name))
        for (const Node& item : value->items) out.push_back(item.integer);
    return out;
}

const Node* Reader::node(std::string_view name) const {
    assert(key(name) != nullptr);
    return good(name);
}

std::vector<const Node*> Reader::nodes(std::string_view name) const {
    std::vector<const Node*> out;
    static_cast<void>(known(name, Type::Tables));
    if (const Node* value = good(name))
        for (const Node& item : value->items) out.push_back(&item);
    return out;
}

const Section& Reader::inner(std::string_view name) const {
    const Key* found = key(name);
    assert(found != nullptr && found->inner != nullptr);
    return *found->inner;
}

SourcePlace Reader::place(std::string_view name) const {
    const Node* value = node_.find(name);
    return value == nullptr ? place() : SourcePlace{file_, value->line, value->column};
}

} // namespace kiosk::deck
