// Sticks that volunteers plug in: mounted folders that this user may write to. Looked for by the staff panel.
// Never mounts, unmounts or writes anything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk::platform {

// Mount points under /media, /run/media and /mnt, where desktops and udev rules mount sticks.
[[nodiscard]] std::vector<std::string> writable_sticks();
// The same from the text of /proc/self/mounts, before asking whether they can be written; pure.
[[nodiscard]] std::vector<std::string> parse_mounts(std::string_view mounts);

} // namespace kiosk::platform
