// What a TOML file says, as a tree of our own: each value with the place where it stands, so that every
// finding can name line and column. Made by parse_toml(), walked by schema.hpp and the loaders. Owns its
// text; knows no library and no meaning.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::deck {

enum class NodeKind : std::uint8_t { Table, Array, Text, Integer, Number, Boolean, Date };

struct Member;

struct Node {
    NodeKind kind = NodeKind::Table;
    int line = 0, column = 0;    // from 1, in code points
    std::string text;            // Text; Date as "2026-12-31" (a time of day is kept behind it)
    std::int64_t integer = 0;    // Integer
    double number = 0;           // Number, and Integer as well
    bool boolean = false;        // Boolean
    std::vector<Node> items;     // Array
    std::vector<Member> members; // Table, in the order of the file

    // The value of a member, or null. Not for dotted paths.
    [[nodiscard]] const Node* find(std::string_view name) const;
};

struct Member {
    std::string name;
    int line = 0, column = 0; // of the name
    Node value;
};

// "text", "a whole number", "a table"...: for messages.
[[nodiscard]] std::string_view name_of(NodeKind kind);

} // namespace kiosk::deck
