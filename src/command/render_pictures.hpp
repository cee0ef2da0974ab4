// Pictures of a deck's slides as files, for `render`: one moment, every frame, or a contact sheet. Each file
// is whole or not there: it is written beside its name and then takes it. Knows no arguments and no terminal.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "command/picture_desk.hpp"
#include "deck/assets.hpp"
#include "deck/deck.hpp"
#include "deck/settings.hpp"
#include "draw/draw_list.hpp"
#include "paint/frame_buffer.hpp"
#include "paint/painter_cairo.hpp"
#include "scene/show.hpp"

namespace kiosk::command {

struct RenderWish {
    std::filesystem::path out;
    std::string slide; // empty: all
    std::vector<Language> languages;
    std::vector<PixelSize> sizes;
    std::optional<double> at_s;
    std::optional<int> fps;
    bool change = false; // with fps: how the slide comes in after the one before it, instead
    bool contact_sheet = false;
    bool form = false; // instead of the slides (render_form.hpp)
    float text_size = 1;
    deck::Contrast contrast = deck::Contrast::Standard;
    bool still = false, lower = false;
    deck::ScreenSettings screen;

    [[nodiscard]] scene::Look look(const Language& language, bool portrait) const;
};

// Names of the files, where "..." stands for ".cy" in any but the deck's own language, and ".portrait" where
// both orientations are made:
//   supply.png, supply-2.png ...   a slide, and its second page where larger text needs one
//   supply-00042.png ...           frame 42 of it, with fps
//   supply-change-00007.png ...    frame 7 of the change into it, with fps and change
//   contact-sheet.en.png           all slides on one sheet; the language is always named
class RenderPictures {
  public:
    RenderPictures(text::Fonts& fonts, paint::Painter& painter, const deck::Assets& assets,
                   deck::DeckPointer deck, PictureDesk& photographs, RenderWish wish);

    // How many files run() writes.
    [[nodiscard]] std::size_t total() const;
    // Calls `done` after each file.
    [[nodiscard]] Result<std::size_t> run(const std::function<void(std::size_t)>& done);

  private:
    struct Where { // a moment of a page
        std::size_t place = 0;
        float t_ms = 0, bar = 0;
        std::optional<motion::PlaylistMoment> change{}; // in place of them
    };
    struct Sheet { // a language and a size
        Language language;
        PixelSize size;
        bool portrait = false;
    };
    [[nodiscard]] scene::Context context(const Sheet& sheet) const;
    [[nodiscard]] std::string ending(const Sheet& sheet) const;
    [[nodiscard]] std::vector<std::pair<std::string, Where>> pictures(const scene::Show& show) const;
    void change(const scene::Show& show, std::size_t place,
                std::vector<std::pair<std::string, Where>>& out) const;
    [[nodiscard]] Result<void> slides(const Sheet& sheet, const std::function<void()>& done);
    [[nodiscard]] Result<void> contact_sheet(const Sheet& sheet);
    void paint(const scene::Show& show, const Where& where, Size canvas, const PixelRect& cell,
               paint::FrameBuffer& buffer);
    [[nodiscard]] std::vector<Sheet> sheets() const;

    text::Fonts& fonts_;
    paint::Painter& painter_;
    const deck::Assets& assets_;
    deck::DeckPointer deck_;
    PictureDesk& photographs_;
    RenderWish wish_;
    draw::DrawList list_;
    scene::HitMap hits_;
};

} // namespace kiosk::command
