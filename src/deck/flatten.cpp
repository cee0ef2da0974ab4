#include "deck/flatten.hpp"

#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

void flatten_into(FlatTexts& out, const std::string& prefix, const Node& node, const std::string& file,
                  Diagnostics& diagnostics) {
    for (const Member& member : node.members) {
        const std::string path = prefix.empty() ? member.name : say(prefix, ".", member.name);
        const SourcePlace place{file, member.value.line, member.value.column};
        if (member.value.kind == NodeKind::Table)
            flatten_into(out, path, member.value, file, diagnostics);
        else if (member.value.kind == NodeKind::Text)
            out.emplace(path, PlacedText{member.value.text, place});
        else
            diagnostics.push_back({Severity::Error, place, "value",
                                   say(path, ": expected text, found ", name_of(member.value.kind)),
                                   say("write ", member.name, " = \"...\"")});
    }
}

} // namespace

FlatTexts flatten(const Node& root, const std::string& file, Diagnostics& diagnostics) {
    FlatTexts out;
    flatten_into(out, "", root, file, diagnostics);
    return out;
}

} // namespace kiosk::deck
