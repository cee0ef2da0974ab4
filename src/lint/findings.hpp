// Gathers what the rules of this room find: the same thing seen in many looks becomes one finding that says
// in how many. Used by lint.cpp and its rules only.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "deck/load.hpp"
#include "scene/context.hpp"

namespace kiosk::lint {

// What is being looked at.
struct Subject {
    std::string slide; // its id; empty for a sheet or the controls of every slide
    std::string name;  // `slide "rise"`, `the help sheet`: how messages begin
    scene::Look look;
    float t_ms = 0;
    std::string state = {}; // of the form: "errors-keys"; findings of many states are one
};

class Findings {
  public:
    Findings(const deck::LoadedDeck& loaded, std::string deck_file);

    // `key` of the slide is where it stands, such as "title"; empty: the slide. `message` says what was
    // expected and found, without the look; `detail` is added to it and may differ from look to look.
    void add(const Subject& subject, std::string_view rule, std::string_view key, const std::string& message,
             std::string_view help, std::string_view detail = {});
    [[nodiscard]] deck::Diagnostics take();

  private:
    struct Seen {
        deck::Diagnostic diagnostic;
        std::string where; // the first look that shows it
        std::map<std::string, int, std::less<>> looks;
        std::size_t order = 0;
    };
    [[nodiscard]] std::string look_text(const scene::Look& look) const;
    [[nodiscard]] deck::SourcePlace place(const Subject& subject, std::string_view key) const;

    const deck::LoadedDeck& loaded_;
    std::string deck_file_;
    std::map<std::string, Seen, std::less<>> seen_;
};

} // namespace kiosk::lint
