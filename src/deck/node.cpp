#include "deck/node.hpp"

namespace kiosk::deck {

const Node* Node::find(std::string_view name) const {
    for (const Member& member : members)
        if (member.name == name) return &member.value;
    return nullptr;
}

std::string_view name_of(NodeKind kind) {
    switch (kind) {
    case NodeKind::Table: return "a table";
    case NodeKind::Array: return "a list";
    case NodeKind::Text: return "text";
    case NodeKind::Integer: return "a whole number";
    case NodeKind::Number: return "a number";
    case NodeKind::Boolean: return "true or false";
    case NodeKind::Date: return "a date";
    }
    return "something";
}

} // namespace kiosk::deck
