#include "outbox/frame.hpp"

#include <algorithm>
#include <cassert>

#include <sodium.h>

#include "record/bytes.hpp"

namespace kiosk::outbox {
namespace {

constexpr std::size_t length_bytes = 4, digest_bytes = 16;
constexpr std::size_t frame_head_bytes =
    frame_magic.size() + length_bytes + digest_bytes; // before what is summed
using Digest = std::array<std::uint8_t, digest_bytes>;

Digest digest(std::span<const std::uint8_t> bytes) {
    // Until then libsodium does not know what this processor can, and takes twice as long.
    [[maybe_unused]] static const bool started = sodium_init() >= 0;
    Digest out;
    crypto_generichash(out.data(), out.size(), bytes.data(), bytes.size(), nullptr, 0);
    return out;
}

void put_number(std::vector<std::uint8_t>& out, std::uint64_t value, unsigned size) {
    for (unsigned i = size; i-- > 0;) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void put_text(std::vector<std::uint8_t>& out, const std::string& text) {
    put_number(out, text.size(), 1);
    out.insert(out.end(), text.begin(), text.end());
}

// Takes fields from the front; once one did not fit, `good` is false for ever.
struct Reader {
    std::span<const std::uint8_t> left;
    bool good = true;

    std::span<const std::uint8_t> take(std::size_t size) {
        if (size > left.size()) good = false;
        if (!good) return {};
        const auto taken = left.first(size);
        left = left.subspan(size);
        return taken;
    }
    std::uint64_t number(std::size_t size) {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : take(size)) value = (value << 8U) | byte;
        return value;
    }
    std::string text() {
        const auto bytes = take(number(1));
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
};

} // namespace

std::vector<std::uint8_t> write_frame(const Entry& entry) {
    assert(entry.receipt.size() <= receipt_bytes_max && entry.event.size() <= event_bytes_max);
    assert(entry.sealed.size() <= sealed_bytes_max);
    const std::size_t size =
        frame_fixed_bytes + entry.receipt.size() + entry.event.size() + entry.sealed.size();
    std::vector<std::uint8_t> frame;
    frame.reserve(size);
    frame.resize(frame_head_bytes); // the digest comes last
    std::copy(frame_magic.begin(), frame_magic.end(), frame.begin());
    for (unsigned i = 0; i < length_bytes; ++i)
        frame[frame_magic.size() + i] =
            static_cast<std::uint8_t>((size - frame_head_bytes) >> (8 * (length_bytes - 1 - i)));
    put_number(frame, entry.seq, 8);
    frame.insert(frame.end(), entry.id.bytes.begin(), entry.id.bytes.end());
    put_number(frame, static_cast<std::uint64_t>(entry.made.unix_ms), 8);
    put_number(frame, static_cast<std::uint64_t>(entry.clock) | (entry.rehearsal ? 4U : 0U), 1);
    put_text(frame, entry.receipt);
    put_text(frame, entry.event);
    frame.insert(frame.end(), entry.sealed.begin(), entry.sealed.end());
    assert(frame.size() == size);
    const Digest sum = digest(std::span(frame).subspan(frame_head_bytes));
    std::copy(sum.begin(), sum.end(), frame.begin() + (frame_head_bytes - digest_bytes));
    return frame;
}

std::optional<Entry> read_frame(std::span<const std::uint8_t> bytes) {
    Reader reader{bytes};
    const auto magic = reader.take(frame_magic.size());
    if (!reader.good || !std::equal(magic.begin(), magic.end(), frame_magic.begin())) return std::nullopt;
    const std::uint64_t length = reader.number(length_bytes);
    const auto sum = reader.take(digest_bytes);
    if (length > frame_bytes_max) return std::nullopt;
    const auto body = reader.take(length);
    if (!reader.good) return std::nullopt;
    const Digest found = digest(body);
    if (!std::equal(sum.begin(), sum.end(), found.begin())) return std::nullopt;

    Reader fields{body};
    Entry entry;
    entry.seq = fields.number(8);
    const auto id = fields.take(entry.id.bytes.size());
    std::copy(id.begin(), id.end(), entry.id.bytes.begin());
    entry.made.unix_ms = static_cast<std::int64_t>(fields.number(8));
    const std::uint64_t flags = fields.number(1);
    entry.receipt = fields.text();
    entry.event = fields.text();
    if (!fields.good || flags > 6 || (flags & 3U) > 2 || fields.left.empty()) return std::nullopt;
    entry.clock = static_cast<ClockTrust>(flags & 3U);
    entry.rehearsal = (flags & 4U) != 0;
    entry.sealed.assign(fields.left.begin(), fields.left.end());
    entry.sha = record::sha256(entry.sealed);
    return entry;
}

} // namespace kiosk::outbox
