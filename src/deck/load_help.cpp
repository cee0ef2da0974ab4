#include "deck/load_parts.hpp"
#include "deck/say.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

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
