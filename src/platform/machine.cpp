#include "platform/machine.hpp"

#include <algorithm>
#include <charconv>

#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "platform/fonts_fontconfig.hpp"
#include "platform/process.hpp"

namespace kiosk::platform {

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

// The value of "KEY=value" or "KEY=\"value\"" on a line; empty when the line has another key.
std::string_view value_of(std::string_view line, std::string_view key) {
    const std::size_t at = line.find(key);
    if (at == std::string_view::npos) return {};
    std::string_view value = line.substr(at + key.size());
    if (value.starts_with('"')) value = value.substr(1, value.find('"', 1) - 1);
    return value;
}

// Bit `bit` of the kernel's bit map: words of 64 bits in hexadecimal, the lowest last.
bool has_bit(std::string_view map, int bit) {
    for (int word = 0; !map.empty(); ++word) {
        const std::size_t blank = map.find_last_of(' ');
        const std::string_view digits = blank == std::string_view::npos ? map : map.substr(blank + 1);
        map = blank == std::string_view::npos ? std::string_view() : map.substr(0, blank);
        std::uint64_t bits = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), bits, 16);
        if (word == bit / 64) return (bits >> (bit % 64) & 1) != 0;
    }
    return false;
}

} // namespace

Check check_display(const Result<ScreenFacts>& screens) {
    if (!screens) return {"display", false, screens.error().message};
    if (screens->displays.empty())
        return {"display", false, "no display is connected; connect one and start again"};
    std::vector<std::string> words;
    for (const DisplayFacts& display : screens->displays) {
        words.push_back(std::to_string(display.index) + " \"" + display.name + "\" " +
                        std::to_string(display.size.width) + "x" + std::to_string(display.size.height) +
                        " at " + std::to_string(display.refresh_hz) + " Hz");
    }
    return {"display", true, joined(words) + " (" + screens->driver + ")"};
}

Check check_touch(const Result<ScreenFacts>& screens, const std::vector<std::string>& kernel_devices) {
    if (screens && !screens->touch_devices.empty()) return {"touch", true, joined(screens->touch_devices)};
    if (!kernel_devices.empty()) {
        return {"touch", false,
                "the kernel knows " + joined(kernel_devices) +
                    ", but this session does not see it; add the kiosk's user to the group input and start "
                    "again"};
    }
    return {"touch", false, "no touch panel is connected; a mouse works too, as one finger"};
}

Check check_fonts(const std::vector<std::string>& families) {
    std::vector<std::string> missing;
    for (const std::string& family : families) {
        if (const auto font = find_font(family, 400); !font) missing.push_back(font.error().message);
    }
    return {"fonts", missing.empty(), missing.empty() ? joined(families) : joined(missing)};
}

Check check_disk(const std::string& state_folder) {
    const Result<std::uint64_t> left = disk_left(state_folder);
    if (!left) return {"disk", false, left.error().message};
    const std::string says = std::to_string(*left / (1024 * 1024)) + " MiB left at " + state_folder;
    if (*left < disk_left_min) return {"disk", false, says + "; make room, at least 256 MiB"};
    return {"disk", true, says};
}

Check check_clock(ClockTrust trust, WallTime now) {
    const std::string time = rfc3339(now);
    switch (trust) {
    case ClockTrust::Synced: return {"clock", true, time + ", synchronised"};
    case ClockTrust::Set:
        return {"clock", true,
                time +
                    ", not synchronised; compare it with a watch, or connect a network with a time server"};
    case ClockTrust::Unset: break;
    }
    return {"clock", false,
            time + " cannot be right; set it with `timedatectl set-time`, or uploads will be refused"};
}

Check check_swap(std::string_view swaps, bool kept_out) {
    std::vector<std::string> disks;
    swaps.remove_prefix(std::min(swaps.find('\n'), swaps.size())); // the line of headings
    while (!swaps.empty()) {
        swaps.remove_prefix(1);
        const std::string_view line = swaps.substr(0, swaps.find('\n'));
        const std::string_view name = line.substr(0, line.find(' '));
        // Compressed memory is gone with the power.
        if (!name.empty() && !name.starts_with("/dev/zram")) disks.emplace_back(name);
        swaps.remove_prefix(std::min(swaps.find('\n'), swaps.size()));
    }
    if (disks.empty()) return {"swap", true, "none on a disk"};
    if (kept_out) return {"swap", true, joined(disks) + ": the kiosk keeps its memory out of it"};
    return {"swap", false,
            joined(disks) +
                " may take up what the screen showed of a sign-up; `swapoff -a`, or start the kiosk "
                "by config/pledge-kiosk.service, which keeps it out"};
}

std::vector<std::string> parse_touch_devices(std::string_view listing) {
    constexpr int absolute_multi_touch_x = 0x35; // ABS_MT_POSITION_X of the kernel's event codes
    constexpr int direct = 1;                    // INPUT_PROP_DIRECT: touched where the picture is
    std::vector<std::string> names;
    std::string_view name, properties;
    while (!listing.empty()) {
        const std::size_t end = listing.find('\n');
        const std::string_view line = listing.substr(0, end);
        listing.remove_prefix(end == std::string_view::npos ? listing.size() : end + 1);
        if (line.starts_with("I:")) name = properties = {};
        if (line.starts_with("N:")) name = value_of(line, "Name=");
        if (line.starts_with("B: PROP=")) properties = value_of(line, "PROP=");
        if (line.starts_with("B: ABS=") && has_bit(value_of(line, "ABS="), absolute_multi_touch_x) &&
            has_bit(properties, direct)) {
            names.emplace_back(name);
        }
    }
    return names;
}

std::vector<std::string> kernel_touch_devices() {
    const Result<std::string> listing = read_file("/proc/bus/input/devices", 1024 * 1024);
    return listing ? parse_touch_devices(*listing) : std::vector<std::string>();
}

std::vector<Check> check_machine(const std::string& state_folder, const std::vector<std::string>& families) {
    const Result<ScreenFacts> screens = ask_screens();
    const Result<std::string> swaps = read_file("/proc/swaps", 64 * 1024);
    return {check_display(screens),
            check_touch(screens, kernel_touch_devices()),
            check_fonts(families),
            check_disk(state_folder),
            check_clock(clock_trust(), wall_now()),
            check_swap(swaps ? *swaps : "", keep_out_of_swap())};
}

} // namespace kiosk::platform
