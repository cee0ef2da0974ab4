// The settings of one kiosk, from kiosk.toml: where, on what screen, to whom sealed, sent where. Made by
// load_settings(); an unknown key is an error that names the nearest known one. Without a file the kiosk runs
// in demo mode. config/REFERENCE.md is generated from the same table that the parser checks against.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "deck/theme.hpp"

namespace kiosk::deck {

enum class Mode : std::uint8_t { Sealed, KeyOnStick, Demo };
enum class UploadKind : std::uint8_t { None, Hub, Folder };
enum class Rotation : std::uint8_t { Automatic, Landscape, Portrait };

struct ScreenSettings {
    int display = 0;       // index of SDL's displays
    double width_mm = 531; // a 24-inch panel; displays report it wrongly
    double height_mm = 299;
    double lower_edge_mm = 850; // above the floor
    double viewing_distance_mm = 600;
    Contrast contrast = Contrast::Standard;
    bool still = false;  // less movement, for everybody
    int dim_after_s = 0; // without a touch; 0 = never
};

struct AudioSettings {
    bool headphone_socket = false; // a visitor can plug headphones in: reading aloud is offered
};

// What is plugged in besides the touchscreen.
struct InputSettings {
    bool keyboard = true;   // may operate everything; false: only staff's F10 and PIN
    int switch_scan_ms = 0; // a single switch: how long the focus stands on each control; 0 = it never moves
};

struct UploadSettings {
    UploadKind kind = UploadKind::None;
    std::string url;                   // https://hub.example.org
    std::string token_file;            // the bearer token, in a file of mode 0600
    std::vector<std::string> hub_keys; // Ed25519 public keys: current, and one spare
    std::string proxy;                 // "" = none; the environment is ignored
    std::string ca_file;
    std::vector<std::string> pins;              // none, or at least two
    std::string client_certificate, client_key; // PEM files; both or none
    std::string folder;                         // kind "folder"
    int interval_s = 30;                        // between looks at the queue when nothing else wakes it
};

struct StaffSettings {
    std::string pin_hash; // argon2id, as `pledge-kiosk pin` prints it; no default
};

struct Settings {
    std::string kiosk = "kiosk-1";
    std::string event = "event";
    std::string deck = "config/osec"; // folder, relative to the settings file's folder when the file gives it
    Mode mode = Mode::Demo;
    std::vector<std::string> recipients; // age1...; at least two for sealed mode
    std::string language;                // first shown; "" = the deck's own
    int aim = 0;                         // pledges a day; 0 = none set
    int idle_warn_s = 40, idle_leave_s = 20, thanks_s = 20;
    int retention_hours = 24; // acked records are shredded after it
    ScreenSettings screen;
    InputSettings input;
    AudioSettings audio;
    UploadSettings upload;
    StaffSettings staff;
    std::filesystem::path file; // where it was read; empty: built-in demo settings
};

} // namespace kiosk::deck
