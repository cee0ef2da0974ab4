#include <cstdlib>

#include "platform/files.hpp"

namespace kiosk::platform {

Result<std::string> state_folder() {
    const auto variable = [](const char* name) -> std::string {
        const char* value = std::getenv(name);
        return value != nullptr ? value : "";
    };
    // systemd may name several, parted by colons; the first is ours.
    const std::string given = variable("STATE_DIRECTORY");
    if (!given.empty()) return private_folder(given.substr(0, given.find(':')));
    const std::string base = variable("XDG_STATE_HOME");
    if (!base.empty()) return private_folder(base + "/pledge-kiosk");
    const std::string home = variable("HOME");
    if (!home.empty()) return private_folder(home + "/.local/state/pledge-kiosk");
    return machine_error(
        "there is no place for the kiosk's state: set STATE_DIRECTORY, XDG_STATE_HOME or HOME");
}

} // namespace kiosk::platform
