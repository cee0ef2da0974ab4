#include "record/age_stream.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <sodium.h>

#include "record/hkdf.hpp"
#include "record/seal.hpp"

namespace kiosk::record {
namespace {

constexpr std::size_t chunk_bytes = 64 * 1024, tag_bytes = crypto_aead_chacha20poly1305_IETF_ABYTES;
constexpr std::size_t nonce_bytes = 16;

using ChunkNonce = std::array<std::uint8_t, crypto_aead_chacha20poly1305_IETF_NPUBBYTES>;

// 11 bytes of big-endian counter, then 1 for the last chunk.
ChunkNonce chunk_nonce(std::uint64_t counter, bool last) {
    ChunkNonce nonce{};
    for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<std::uint8_t>(counter >> (8 * i));
    nonce[11] = last ? 1 : 0;
    return nonce;
}

Error payload_error(const char* what) {
    return {Fault::Input,
            "The age file's content is damaged: " + std::string(what) + ". Use another copy of the file.",
            static_cast<int>(OpenFault::Payload)};
}

} // namespace

void append_age_payload(std::vector<std::uint8_t>& file, std::span<const std::uint8_t> file_key,
                        std::span<const std::uint8_t> clear, KeyRoom& room) {
    const KeyRoom::Scope scope(room);
    std::array<std::uint8_t, nonce_bytes> nonce;
    randombytes_buf(nonce.data(), nonce.size());
    file.insert(file.end(), nonce.begin(), nonce.end());
    const auto key = hkdf_sha256(file_key, nonce, "payload", room);
    std::uint64_t counter = 0;
    do {
        const auto chunk = clear.first(std::min(clear.size(), chunk_bytes));
        clear = clear.subspan(chunk.size());
        const std::size_t at = file.size();
        file.resize(at + chunk.size() + tag_bytes);
        crypto_aead_chacha20poly1305_ietf_encrypt(file.data() + at, nullptr, chunk.data(), chunk.size(),
                                                  nullptr, 0, nullptr,
                                                  chunk_nonce(counter++, clear.empty()).data(), key.data());
    } while (!clear.empty());
}

Result<void> open_age_payload(std::span<const std::uint8_t> payload, std::span<const std::uint8_t> file_key,
                              SecretBytes& clear, KeyRoom& room) {
    clear.clear();
    if (payload.size() < nonce_bytes)
        return Error{Fault::Input, "The age file ends within its header. Use another copy of the file.",
                     static_cast<int>(OpenFault::Header)};
    if (payload.size() < nonce_bytes + tag_bytes) return payload_error("it is cut off");
    const KeyRoom::Scope scope(room);
    const auto key = hkdf_sha256(file_key, payload.first(nonce_bytes), "payload", room);
    payload = payload.subspan(nonce_bytes);
    constexpr std::size_t sealed_chunk_bytes = chunk_bytes + tag_bytes;
    const std::size_t chunks = (payload.size() + sealed_chunk_bytes - 1) / sealed_chunk_bytes;
    // Before anything is written: a stub of a last chunk would make the room for the chunks before it too
    // small.
    if (payload.size() - (chunks - 1) * sealed_chunk_bytes < tag_bytes) return payload_error("it is cut off");
    const std::size_t clear_bytes = payload.size() - chunks * tag_bytes;
    if (chunks > 1 && clear_bytes == (chunks - 1) * chunk_bytes)
        return payload_error("its last chunk is empty");
    const std::size_t room_for = std::max<std::size_t>(clear_bytes, 1);
    if (clear.capacity() < room_for) clear = SecretBytes(room_for);
    if (!clear.resize(clear_bytes)) return payload_error("its length is wrong");
    std::uint8_t* out = clear.bytes().data();
    for (std::uint64_t counter = 0; counter < chunks; ++counter) {
        const auto chunk = payload.first(std::min(payload.size(), sealed_chunk_bytes));
        payload = payload.subspan(chunk.size());
        if (crypto_aead_chacha20poly1305_ietf_decrypt(
                out, nullptr, nullptr, chunk.data(), chunk.size(), nullptr, 0,
                chunk_nonce(counter, payload.empty()).data(), key.data()) != 0) {
            clear.clear();
            return payload_error("a chunk does not match its tag, or the end is missing");
        }
        out += chunk.size() - tag_bytes;
    }
    return {};
}

} // namespace kiosk::record
