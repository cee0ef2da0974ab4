// What is wrong with a file that staff wrote, like a good compiler says it: where, what was expected, what
// was found, what to write instead. All at once, never one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::deck {

enum class Severity : std::uint8_t { Error, Warning, Note };

// "error", "warning" or "note", as compilers and SARIF say it.
[[nodiscard]] std::string_view name_of(Severity severity);

struct SourcePlace {
    std::string file;
    int line = 0, column = 0; // from 1; 0: the file as a whole
};

struct Diagnostic {
    Severity severity = Severity::Error;
    SourcePlace place;
    std::string rule;    // stable name, such as "unknown-key"
    std::string message; // expected, found
    std::string help;    // what to write instead; may be empty
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);
// "deck.toml:12:3: error: expected ..., found ...; write ... [rule]"
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

} // namespace kiosk::deck
