// The controls that are always there: help, language, text and contrast at the left of every screen, and on
// slides the pips, pause and the pledge button. Laid out once for a look; show.hpp, forms and sheets draw it.
#pragma once

#include <array>

#include "scene/button.hpp"
#include "scene/pips.hpp"

namespace kiosk::scene {

// "Need help?", the language by its own name, "Aa". The same places on every screen.
class ChromeCommon {
  public:
    ChromeCommon() = default;
    [[nodiscard]] static ChromeCommon make(const Context& context, Surround surround);
    // The one of `open` is drawn as standing open; ControlKind::None: none of them.
    void draw(draw::DrawList& list, HitMap* hits, const deck::Palette& palette, const Feel& feel, Instant now,
              ControlKind open = ControlKind::None) const;
    // "Need help?" alone, as it stands above scrims, dialogs and the keypad.
    void draw_help(draw::DrawList& list, HitMap* hits, const deck::Palette& palette, const Feel& feel,
                   Instant now, bool open = false) const;
    void draw_language(draw::DrawList& list, HitMap* hits, const deck::Palette& palette, const Feel& feel,
                       Instant now, bool open = false) const;
    void draw_text_contrast(draw::DrawList& list, HitMap* hits, const deck::Palette& palette,
                            const Feel& feel, Instant now, bool open = false) const;
    [[nodiscard]] float right() const { return aa_.rect().right(); }
    [[nodiscard]] const Rect& help_rect() const { return help_.rect(); }
    [[nodiscard]] const Rect& language_rect() const { return language_.rect(); }
    [[nodiscard]] const Rect& text_contrast_rect() const { return aa_.rect(); }

  private:
    void place(const Context& context, Surround surround, int how);

    Button help_, language_, aa_;
    text::RunPointer large_a_, small_a_; // of "Aa"
    float large_cap_px_ = 0;
    float mirror_width_ = 0; // context.hpp: forms and sheets are drawn on lists that are not mirrored
};

class SlideChrome {
  public:
    SlideChrome() = default;
    // `large_button`: that of the slide, which takes the place of the pledge button; or empty.
    [[nodiscard]] static SlideChrome make(const Context& context, std::size_t slides,
                                          const Rect& large_button);

    struct State {
        std::size_t current = 0;
        float progress = 0;
        float cut = 0; // where the bar is cut between two pages of the slide; 0: one page
        bool paused = false;
        ControlKind open = ControlKind::None;
        float attract = 0; // 0..1 of the ring that leaves the pledge button; 0: none
        float pledge_alpha = 1;
        bool pledge_touch = true; // it may be touched before it can be seen well, and not after it has gone
    };
    // `turned` says for a point how far it has gone over from `palette` to `next` (0..1): the ground changes
    // under the controls, all at once or one after another as a disc passes them.
    template <typename Turned>
    void draw(draw::DrawList& list, HitMap* hits, const deck::Palette& palette, const deck::Palette& next,
              const Turned& turned, const Feel& feel, Instant now, const State& state) const {
        for (int part = 0; part < part_count; ++part) {
            const float gone = turned(middle(part));
            const bool over = gone >= 0.5F; // one of both takes the touch
            // The new colours come over the old ones, in the same places: nothing shines through.
            if (gone < 1) {
                draw_part(part, list, over ? nullptr : hits, palette, feel, now, state);
            }
            if (gone > 0) {
                const auto fade = list.faded(gone);
                draw_part(part, list, over ? hits : nullptr, next, feel, now, state);
            }
        }
    }
    [[nodiscard]] const Pips& pips() const { return pips_; }
    [[nodiscard]] const Rect& pledge_rect() const { return pledge_.rect(); }
    [[nodiscard]] const ChromeCommon& common() const { return common_; }

  private:
    static constexpr int part_count = 6;
    [[nodiscard]] Point middle(int part) const;
    void draw_part(int part, draw::DrawList& list, HitMap* hits, const deck::Palette& palette,
                   const Feel& feel, Instant now, const State& state) const;

    ChromeCommon common_;
    Pips pips_;
    Button pause_, play_, pledge_;
};

} // namespace kiosk::scene
