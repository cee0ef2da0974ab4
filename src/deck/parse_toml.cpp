// The only file that knows toml++. Debian's library throws; nothing leaves this file but a Diagnostic.
#include "deck/parse_toml.hpp"

#define TOML_ENABLE_FORMATTERS 0
#include <algorithm>
#include <cstdio>

#include <toml++/toml.h>

namespace kiosk::deck {

namespace {

int to_int(toml::source_index index) {
    return static_cast<int>(index);
}

Node convert(const toml::node& node);

Node convert_table(const toml::table& table) {
    Node out;
    for (const auto& [key, value] : table) {
        const toml::source_position place = key.source().begin;
        out.members.push_back(
            {std::string(key.str()), to_int(place.line), to_int(place.column), convert(value)});
    }
    // The library sorts by name; staff think in the order that they wrote.
    std::stable_sort(out.members.begin(), out.members.end(), [](const Member& a, const Member& b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    return out;
}

Node convert_date(const toml::date& date) {
    Node out;
    out.kind = NodeKind::Date;
    char digits[16];
    std::snprintf(digits, sizeof digits, "%04u-%02u-%02u", static_cast<unsigned>(date.year),
                  static_cast<unsigned>(date.month), static_cast<unsigned>(date.day));
    out.text = digits;
    return out;
}

Node convert_value(const toml::node& node) {
    Node out;
    if (const auto* text = node.as_string()) {
        out.kind = NodeKind::Text;
        out.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        out.kind = NodeKind::Integer;
        out.integer = integer->get();
        out.number = static_cast<double>(integer->get());
    } else if (const auto* number = node.as_floating_point()) {
        out.kind = NodeKind::Number;
        out.number = number->get();
    } else if (const auto* boolean = node.as_boolean()) {
        out.kind = NodeKind::Boolean;
        out.boolean = boolean->get();
    } else if (const auto* date = node.as_date()) {
        out = convert_date(date->get());
    } else if (const auto* moment = node.as_date_time()) {
        out = convert_date(moment->get().date);
        out.text += 'T';
    } else {
        out.kind = NodeKind::Date; // a time of day alone: no key takes one, so that its text does not matter
        out.text = "T";
    }
    return out;
}

Node convert(const toml::node& node) {
    Node out;
    if (const toml::table* table = node.as_table()) {
        out = convert_table(*table);
    } else if (const toml::array* array = node.as_array()) {
        out.kind = NodeKind::Array;
        for (const toml::node& item : *array) out.items.push_back(convert(item));
    } else {
        out = convert_value(node);
    }
    out.line = to_int(node.source().begin.line);
    out.column = to_int(node.source().begin.column);
    return out;
}

} // namespace

std::optional<Node> parse_toml(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
    if (auto out_of_bounds = check_bounds(text, file)) {
        diagnostics.push_back(std::move(*out_of_bounds));
        return std::nullopt;
    }
    toml::source_position place{};
    std::string found;
    try {
        return convert_table(toml::parse(text));
    } catch (const toml::parse_error& error) {
        place = error.source().begin;
        found = std::string(error.description());
    } catch (const std::exception& error) { // out of memory, and whatever else the library may meet
        found = error.what();
    }
    diagnostics.push_back(
        {Severity::Error,
         {file, to_int(place.line), to_int(place.column)},
         "syntax",
         "expected TOML, found: " + found,
         "look at quotation marks, brackets and equals signs on this line and the one before"});
    return std::nullopt;
}

} // namespace kiosk::deck
