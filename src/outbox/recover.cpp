#include "outbox/recover.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <vector>

#include "outbox/frame.hpp"

namespace kiosk::outbox {
namespace {

constexpr std::size_t window_bytes = 4U << 20U; // many frames, little memory

} // namespace

Result<Carved> carve(const std::filesystem::path& file, const std::function<bool(const Entry&)>& take) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return machine_error(file.string() + " cannot be read (" + std::strerror(errno) +
                                 "). Check its name and rights.",
                             errno);
    Carved carved;
    std::set<record::Id> seen;
    std::vector<std::uint8_t> window;
    for (;;) {
        const std::size_t kept = window.size();
        window.resize(kept + window_bytes);
        in.read(reinterpret_cast<char*>(window.data() + kept), static_cast<std::streamsize>(window_bytes));
        window.resize(kept + static_cast<std::size_t>(in.gcount()));
        const bool at_end = !in;
        auto at = window.begin();
        for (;;) {
            at = std::search(at, window.end(), frame_magic.begin(), frame_magic.end());
            const auto left = static_cast<std::size_t>(window.end() - at);
            if (left < frame_magic.size() || (!at_end && left < frame_bytes_max))
                break; // looked at with the next window
            const auto entry = read_frame({&*at, left});
            if (!entry) {
                ++carved.broken_frames;
            } else if (seen.insert(entry->id).second) {
                ++carved.records;
                carved.highest_seq = std::max(carved.highest_seq, entry->seq);
                if (!take(*entry)) return carved;
            }
            ++at;
        }
        if (at_end) return carved;
        // Keep what may still become a frame: from the frame that was cut, or a cut magic at the very end.
        const auto tail = std::min<std::ptrdiff_t>(window.end() - window.begin(), frame_magic.size() - 1);
        if (at == window.end()) at = window.end() - tail;
        window.erase(window.begin(), at);
    }
}

} // namespace kiosk::outbox
