// The subcommands of pledge-kiosk, one file each. main.cpp lists them; each wires real parts for one job.
// They return the exit status of the contract and never end the process themselves.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "command/arguments.hpp"
#include "deck/settings.hpp"

namespace kiosk::command {

extern const Command run_command;       // run.cpp: the kiosk
extern const Command demo_command;      // demo.cpp
extern const Command check_command;     // check.cpp
extern const Command render_command;    // render.cpp
extern const Command status_command;    // status.cpp
extern const Command upload_command;    // upload.cpp
extern const Command export_command;    // export.cpp
extern const Command open_command;      // open.cpp
extern const Command keygen_command;    // keygen.cpp
extern const Command recover_command;   // recover.cpp
extern const Command doctor_command;    // doctor.cpp
extern const Command golive_command;    // golive.cpp
extern const Command translate_command; // translate.cpp: the file that a translator works in
extern const Command pin_command;       // pin.cpp: makes the hash of a staff PIN

// Settings by the contract's order: --config, $PLEDGE_KIOSK_CONFIG, ./config/kiosk.toml,
// /etc/pledge-kiosk/kiosk.toml, else the built-in demo settings. Prints every finding; an error ends the
// command.
[[nodiscard]] Result<deck::Settings> find_settings(const Arguments& arguments);
// The folder of the outbox and logs: $STATE_DIRECTORY, else $XDG_STATE_HOME/pledge-kiosk, else
// ~/.local/state/pledge-kiosk; in demo mode its subfolder "demo". Made with mode 0700.
[[nodiscard]] Result<std::filesystem::path> state_folder(const deck::Settings& settings);
// Where assets/ lies: beside the source tree in a build, or installed.
[[nodiscard]] std::filesystem::path assets_folder();

} // namespace kiosk::command
