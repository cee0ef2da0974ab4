// The staff panel: what the kiosk holds and what staff may do, on large touch targets. Plain data in
// (PanelModel), wishes out (PanelAction): the program carries them out and shows the outcome in the next
// model. Called by the main loop after the PIN gate has opened. Never shows anything that a visitor typed,
// and never acts by itself.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/input.hpp"
#include "base/result.hpp"
#include "base/shared_bytes.hpp"
#include "base/view.hpp"

namespace kiosk::staff {

enum class Tone : std::uint8_t { Plain, Good, Warning, Bad };

struct PanelLine {
    Tone tone = Tone::Plain;
    std::string text; // a whole sentence
};

struct PanelSlide {
    std::string id, title;
    bool on = true;
    bool may_go_off = true; // false: a slide that the deck needs, such as the ask
};

struct PanelCounts {
    std::uint64_t accepted = 0, waiting = 0, quarantined = 0, acked = 0, purged = 0;
};

struct PanelModel {
    std::string kiosk, event, version;
    std::string mode; // "Sealed", "Key on stick", "Demo"
    bool rehearsal = false;
    PanelCounts counts;
    std::optional<PanelLine> last_upload; // when, and what the hub answered
    bool can_upload = true;               // false: this deck's settings name no hub
    std::vector<std::string> key_ids;     // the recipients that records are sealed to
    std::vector<PanelLine> machine;       // disk left, clock, display
    std::string deck;                     // its name and where it lies
    std::vector<PanelLine> findings;      // of the deck on the screen, or of one that was refused
    bool can_go_back = false;             // there is an earlier deck
    std::vector<PanelSlide> slides;
    std::vector<std::string> export_folders; // sticks and folders that can be written
    std::optional<PanelLine> export_outcome; // of the last export: "safe to remove", or why not
    bool exporting = false;
    std::vector<PanelLine> messages; // what staff should know, newest first
};

struct ShowSlide {
    std::string id;
    bool on = true;
};
struct ExportTo {
    std::string folder;
};
struct RetryUpload {};
struct BackOneDeck {};
struct SetRehearsal {
    bool on = false;
};
struct LeavePanel {}; // back to the slides
struct QuitKiosk {};  // asked twice by the panel

using PanelAction =
    std::variant<ShowSlide, ExportTo, RetryUpload, BackOneDeck, SetRehearsal, LeavePanel, QuitKiosk>;

// Font files by their bytes, kept by the panel.
struct PanelFonts {
    SharedBytes regular, semi_bold, display;
    int regular_face = 0, semi_bold_face = 0, display_face = 0;
};

// XRGB8888 rows from the top; `stride` in pixels.
struct PanelFrame {
    std::span<std::uint32_t> pixels;
    PixelSize size;
    int stride = 0;
};

class Panel {
  public:
    [[nodiscard]] static Result<Panel> create(PanelFonts fonts);
    ~Panel();
    Panel(Panel&&) noexcept;
    Panel& operator=(Panel&&) noexcept;

    // To the first page, nothing half pressed; the next draw is whole.
    void open();
    // Takes what came in since the last call, in order, and appends what staff wish for. `canvas` is 1920 x
    // 1080 or 1080 x 1920 design pixels; another shape is laid out too.
    void update(const PanelModel& model, std::span<const FingerEvent> fingers, std::span<const KeyEvent> keys,
                Instant now, Size canvas, std::vector<PanelAction>& wishes);
    // Draws the panel over the whole frame, where it differs from what it drew last. False: nothing was
    // drawn.
    [[nodiscard]] Result<bool> draw(const PanelFrame& frame, const View& view);
    // The last frame drawn was overwritten by others (a new frame buffer): the next draw is whole.
    void forget_drawn();

  private:
    struct State;
    explicit Panel(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace kiosk::staff
