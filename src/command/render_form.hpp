// Pictures of a deck's form as files, for `render --form`: every step with its keyboards, errors and long
// answers, and what lies over it, one picture each or on contact sheets. Knows no arguments and no terminal.
#pragma once

#include <functional>

#include "app/form_tour.hpp"
#include "command/render_pictures.hpp"

namespace kiosk::command {

// Names of the files, where "..." stands for ".cy" in any but the deck's own language, and ".portrait" where
// both orientations are made:
//   form-who-filled.png ...    a state of a step; form-over-help.png: what lies over it
//   form-who.en.png ...        all states of a step on one sheet; the language is always named
class RenderForm {
  public:
    RenderForm(text::Fonts& fonts, paint::Painter& painter, const deck::Assets& assets,
               deck::DeckPointer deck, RenderWish wish);

    // How many files run() writes.
    [[nodiscard]] std::size_t total();
    // Calls `done` after each file.
    [[nodiscard]] Result<std::size_t> run(const std::function<void(std::size_t)>& done);

  private:
    struct Sheet { // a language and a size
        Language language;
        PixelSize size;
        bool portrait = false;
    };
    struct Part { // of the form, on its contact sheet
        std::string id;
        int sights = 0, painted = 0;
    };
    [[nodiscard]] std::vector<Sheet> sheets() const;
    [[nodiscard]] std::string ending(const Sheet& sheet) const;
    void tour(const Sheet& sheet, const std::function<void(const app::FormSight&)>& show);
    [[nodiscard]] std::vector<Part> parts(const Sheet& sheet);
    void paint(const app::FormSight& sight, bool portrait, const PixelRect& cell, paint::FrameBuffer& buffer);
    [[nodiscard]] Result<void> pictures(const Sheet& sheet, const std::function<void()>& done);
    [[nodiscard]] Result<void> contact_sheets(const Sheet& sheet, const std::function<void()>& done);

    text::Fonts& fonts_;
    paint::Painter& painter_;
    const deck::Assets& assets_;
    deck::DeckPointer deck_;
    RenderWish wish_;
};

} // namespace kiosk::command
