#include "outbox/recover.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "outbox/frame.hpp"

namespace kiosk::outbox {
namespace {

constexpr std::size_t window_bytes = 4U << 20U; // many frames, little memory, a fraction of a second

} // namespace

Result<Carver> Carver::open(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return machine_error(file.string() + " cannot be read (" + std::strerror(errno) +
                                 "). Check its name and rights.",
                             errno);
    return Carver(std::move(in));
}

bool Carver::look_through(bool at_end, const RecordSink& take) {
    auto at = window_.begin();
    for (;;) {
        at = std::search(at, window_.end(), frame_magic.begin(), frame_magic.end());
        const auto left = static_cast<std::size_t>(window_.end() - at);
        if (left < frame_magic.size() || (!at_end && left < frame_bytes_max))
            break; // looked at with the next window
        const auto entry = read_frame({&*at, left});
        if (!entry) {
            ++carved_.broken_frames;
        } else if (seen_.insert(entry->id).second) {
            ++carved_.records;
            carved_.highest_seq = std::max(carved_.highest_seq, entry->seq);
            if (!take(*entry)) return false;
        }
        ++at;
    }
    // Keep what may still become a frame: from the frame that was cut, or a cut magic at the very end.
    const auto tail = std::min<std::ptrdiff_t>(window_.end() - window_.begin(), frame_magic.size() - 1);
    if (at == window_.end()) at = window_.end() - tail;
    window_.erase(window_.begin(), at);
    return true;
}

bool Carver::step(const RecordSink& take) {
    const std::size_t kept = window_.size();
    window_.resize(kept + window_bytes);
    in_.read(reinterpret_cast<char*>(window_.data() + kept), static_cast<std::streamsize>(window_bytes));
    window_.resize(kept + static_cast<std::size_t>(in_.gcount()));
    const bool at_end = !in_;
    return look_through(at_end, take) && !at_end;
}

Result<Carved> carve(const std::filesystem::path& file, const RecordSink& take) {
    auto carver = Carver::open(file);
    if (!carver) return carver.error();
    while (carver->step(take)) {
    }
    return carver->found();
}

} // namespace kiosk::outbox
