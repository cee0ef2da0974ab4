// What staff do at the kiosk: the PIN at the door, then the panel with counts, uploads, slides and export.
// Owned by the kiosk's loop; hashing and export run on other threads, and their outcome shows in the next
// model of the panel.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/input.hpp"
#include "app/state.hpp"
#include "command/deck_source.hpp"
#include "command/stage.hpp"
#include "command/store_room.hpp"
#include "deck/settings.hpp"
#include "handover/bundle.hpp"
#include "platform/window_sdl.hpp"
#include "staff/panel.hpp"
#include "staff/pin.hpp"

namespace kiosk::command {

class StaffDesk {
  public:
    StaffDesk(const deck::Settings& settings, StoreRoom& store, std::filesystem::path state_folder);

    // Shown on the pad in demo mode, new at each start; empty otherwise.
    [[nodiscard]] const std::string& demo_pin() const { return demo_pin_; }
    // The pad opens: whether it is locked comes by take_inputs().
    void look();
    // Takes the digits off the pad and wipes them there; the answer comes by take_inputs().
    void check(app::Pin& pin);
    void open(DeckSource& decks, const app::State& state);
    void take(const platform::Event& event);
    // Why the store takes no sign-ups; empty while it does.
    void tell_store_trouble(const std::string& trouble) { store_trouble_ = trouble; }
    // One frame of the panel; returns when the next is due.
    [[nodiscard]] Result<Instant> show(Stage& stage, const app::State& state, Instant now);
    [[nodiscard]] std::vector<app::Input> take_inputs();
    [[nodiscard]] bool quit_asked() const { return quit_; }

    // Writes a sealed bundle of everything not purged into `folder`; the outcome comes into the model.
    void export_to(const std::string& folder);
    [[nodiscard]] const staff::PanelModel& model() const { return model_; }

  private:
    void refresh(const app::State& state, Instant now);
    void ask_store();
    void carry_out(const staff::PanelAction& wish);
    [[nodiscard]] Result<void> make_panel();
    void take_export_outcome();
    // On the kiosk's own disk, for when there is no stick.
    [[nodiscard]] std::string own_export_folder() const { return (state_folder_ / "export").string(); }

    const deck::Settings& settings_;
    StoreRoom& store_;
    std::filesystem::path state_folder_;
    std::string demo_pin_;
    std::string store_trouble_;
    std::optional<staff::PinGate> gate_;
    std::optional<staff::Panel> panel_; // made when it is first opened
    DeckSource* decks_ = nullptr;
    staff::PanelModel model_;
    std::vector<staff::PanelAction> wishes_;
    std::vector<FingerEvent> fingers_;
    std::vector<KeyEvent> keys_;
    std::vector<app::Input> inputs_;
    Instant last_touch_, refreshed_;
    bool quit_ = false;
    bool store_asked_ = false; // and not answered yet
    std::string store_note_;   // as it answered last
    std::mutex mutex_;
    std::optional<staff::PanelLine> exported_; // by the exporter, not yet taken
    std::jthread exporter_;                    // last: it ends first
};

// Where and to whom a bundle of this kiosk goes.
[[nodiscard]] handover::BundleTarget bundle_target(const deck::Settings& settings,
                                                   const std::vector<record::Recipient>& recipients,
                                                   const std::filesystem::path& folder);

} // namespace kiosk::command
