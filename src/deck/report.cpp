#include "deck/report.hpp"

#include "base/utf8.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

constexpr Rule known_rules[] = {
    {"bounds", "A file beyond the bounds is damaged, or was made to break the parser."},
    {"syntax", "A file that is no TOML cannot be read."},
    {"unknown-key", "A misspelt key would be ignored in silence."},
    {"value", "A value of the wrong type or size cannot be used."},
    {"missing-key", "Without this key nothing sensible can be shown."},
    {"count", "More parts than a slide can show, or fewer than its kind needs, tell nothing."},
    {"missing-file", "A deck is a folder of files; one of them is not there."},
    {"double-id", "Two things of one name cannot be told apart in translations and records."},
    {"unknown-name", "What is named here does not exist."},
    {"csv", "A table that cannot be read draws nothing."},
    {"circle", "Fields of a form that wait for each other are never shown."},
    {"gift-aid", "A declaration without house and postcode cannot be claimed."},
    {"no-slides", "A kiosk without a slide shows nothing."},
    {"recipients", "With one key, its loss loses every sign-up."},
    {"translation-missing", "A language is offered only when all of its words are there."},
    {"expired", "A figure that no longer holds misleads."},
    {"contrast", "Words under 4.5:1, and large words or parts under 3:1, cannot be read by everybody."},
    {"reading-time", "A slide that leaves before it is read has said nothing."},
    {"title-length", "A stranger has three seconds for the title."},
    {"caution-term", "Some words hurt survivors or make a crime sound like something else."},
    {"no-source", "Every slide that states a fact names its source."},
    {"fact-unused", "A fact that no slide tells is perhaps a slide that was forgotten."},
    {"no-hope", "A deck about a harm ends in a way out of it."},
    {"no-ask", "Without a slide that asks, nobody knows what to do."},
    {"no-help", "Survivors walk past this screen: whom to call must be there."},
    {"help-unchecked", "Staff must have called the numbers before an event."},
    {"qr-url", "A code that leads nowhere, or to a plain address, costs trust."},
    {"cause-unused", "A group without a slide has a mark that never lights."},
    {"id-alone", "A name that no neighbouring slide has moves nothing, and is perhaps misspelt."},
    {"picture", "A picture that cannot be decoded leaves its slide without one."},
    {"picture-small", "A small picture that is blown up looks soft from where one stands to touch."},
    {"picture-large", "A far larger picture than the screen shows costs time and memory for nothing."},
    {"text-fit", "Words that find no room are not read."},
    {"text-break", "A stump of a line, or a word alone on the last one, makes a reader stumble."},
    {"text-overlap", "Words over each other cannot be read."},
    {"off-screen", "Bezels and worn panels hide the edges."},
    {"source-covered", "A figure whose source cannot be read is a claim."},
    {"contrast-seen", "What lies beneath the words at that moment decides whether they can be read."},
    {"glyph-missing", "A character that no font has is a gap in the sentence."},
    {"target-size", "Fingers that hurry, tremble or wear gloves need 22 mm."},
    {"target-overlap",
     "Of two controls over each other one takes the touches that were meant for the other."},
    {"type-size", "Words that are too small from where one stands to touch are not read."},
    {"target-reach", "Controls stand between 380 and 1220 mm, so that they are reached from a wheelchair."},
    {"flash", "More than three flashes a second can bring on a seizure."},
    {"red-area", "Large areas of saturated red are the most dangerous in a flash, and a shout at any time."},
    {"allow-unused", "A switch that switches nothing hides the next finding."},
};

// RFC 8259, section 7.
std::string json_string(std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    while (!text.empty()) {
        const CodePoint point = decode_utf8(text);
        if (point.value == '"' || point.value == '\\') {
            out += '\\';
            out += static_cast<char>(point.value);
        } else if (point.value < 0x20) {
            out += "\\u00";
            out += digits[point.value >> 4U];
            out += digits[point.value & 15U];
        } else {
            append_utf8(out, point.value);
        }
        text.remove_prefix(point.bytes);
    }
    return out + '"';
}

// A path as a URI reference (RFC 3986): what may not stand in one is written as its bytes.
std::string uri_of(std::string_view path) {
    constexpr std::string_view free = "-._~/!$&'()*+,;=@";
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || free.find(c) != std::string_view::npos)
            out += c;
        else
            out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return out;
}

std::string counted(std::size_t count, std::string_view what) {
    return say(count, " ", what, count == 1 ? "" : "s");
}

std::string as_text(const Diagnostics& diagnostics) {
    std::string out;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    for (const Diagnostic& one : diagnostics) {
        out += say(to_text(one), "\n");
        errors += one.severity == Severity::Error ? 1U : 0U;
        warnings += one.severity == Severity::Warning ? 1U : 0U;
    }
    return say(out, counted(errors, "error"), ", ", counted(warnings, "warning"), "\n");
}

std::string as_json(const Diagnostics& diagnostics) {
    std::string out = "[";
    for (const Diagnostic& one : diagnostics)
        out += say(out.size() > 1 ? ",\n " : "\n ", "{\"file\":", json_string(one.place.file),
                   ",\"line\":", one.place.line, ",\"column\":", one.place.column,
                   ",\"severity\":", json_string(name_of(one.severity)), ",\"rule\":", json_string(one.rule),
                   ",\"message\":", json_string(one.message), ",\"help\":", json_string(one.help), "}");
    return out + (diagnostics.empty() ? "]\n" : "\n]\n");
}

std::string as_sarif(const Diagnostics& diagnostics) {
    std::string list;
    for (const Rule& rule : known_rules)
        list += say(list.empty() ? "" : ",", "\n   {\"id\":", json_string(rule.name),
                    ",\"shortDescription\":{\"text\":", json_string(rule.reason), "}}");
    std::string results;
    for (const Diagnostic& one : diagnostics) {
        const std::string message = one.help.empty() ? one.message : say(one.message, "; ", one.help);
        const std::string region = one.place.line > 0 ? say(",\"region\":{\"startLine\":", one.place.line,
                                                            ",\"startColumn\":", one.place.column, "}")
                                                      : "";
        results += say(results.empty() ? "" : ",", "\n  {\"ruleId\":", json_string(one.rule),
                       ",\"level\":", json_string(name_of(one.severity)),
                       ",\"message\":{\"text\":", json_string(message),
                       "},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":",
                       json_string(uri_of(one.place.file)), "}", region, "}}]}");
    }
    return say(
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
        "\"tool\":{\"driver\":{\"name\":\"pledge-kiosk check\",\"rules\":[",
        list, "]}},\n \"columnKind\":\"unicodeCodePoints\",\n \"results\":[", results, "]}]}\n");
}

} // namespace

std::string report(const Diagnostics& diagnostics, ReportFormat format) {
    switch (format) {
    case ReportFormat::Text: return as_text(diagnostics);
    case ReportFormat::Json: return as_json(diagnostics);
    case ReportFormat::Sarif: return as_sarif(diagnostics);
    }
    return {};
}

std::span<const Rule> rules() {
    return known_rules;
}

std::string rules_text() {
    std::string out = "Errors keep a deck off the screen and cannot be switched off. A warning is switched "
                      "off in deck.toml, "
                      "for the\ndeck or for one slide, and the switch must say why:\n\n"
                      "    [[allow]]\n    rule = \"title-length\"\n    slide = \"supply\"\n    because = "
                      "\"the law asks for "
                      "these words\"\n\n"
                      "| rule | why |\n| --- | --- |\n";
    for (const Rule& rule : known_rules) out += say("| `", rule.name, "` | ", rule.reason, " |\n");
    return out;
}

} // namespace kiosk::deck
