#include "deck/diagnostic.hpp"

#include <algorithm>

#include "deck/say.hpp"

namespace kiosk::deck {

std::string_view name_of(Severity severity) {
    switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
    }
    return "note";
}

bool has_errors(const Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& one) { return one.severity == Severity::Error; });
}

std::string to_text(const Diagnostic& diagnostic) {
    std::string text = diagnostic.place.file;
    if (diagnostic.place.line > 0) text += say(":", diagnostic.place.line, ":", diagnostic.place.column);
    text += say(": ", name_of(diagnostic.severity), ": ", diagnostic.message);
    if (!diagnostic.help.empty()) text += say("; ", diagnostic.help);
    if (!diagnostic.rule.empty()) text += say(" [", diagnostic.rule, "]");
    return text;
}

} // namespace kiosk::deck
