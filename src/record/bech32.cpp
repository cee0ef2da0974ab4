#include "record/bech32.hpp"

#include <cassert>

#include "base/ascii.hpp"

namespace kiosk::record {
namespace {

constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_letters = 6;

// The checksum of BIP 173: a BCH code over 5-bit values, fed one by one.
class Checksum {
  public:
    explicit Checksum(std::string_view prefix) {
        for (const char letter : prefix) feed(static_cast<std::uint32_t>(letter) >> 5U);
        feed(0);
        for (const char letter : prefix) feed(static_cast<std::uint32_t>(letter) & 31U);
    }
    void feed(std::uint32_t value) {
        constexpr std::uint32_t generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
        const std::uint32_t top = state_ >> 25U;
        state_ = ((state_ & 0x1ffffffU) << 5U) ^ value;
        for (std::uint32_t i = 0; i < 5; ++i)
            if (((top >> i) & 1U) != 0) state_ ^= generator[i];
    }
    [[nodiscard]] std::uint32_t state() const { return state_; }

  private:
    std::uint32_t state_ = 1;
};

void put(SecretBytes& text, char letter, LetterCase letters) {
    const char cased = letters == LetterCase::Upper ? ascii::upper(letter) : letter;
    [[maybe_unused]] const bool fits = text.append({&cased, 1});
    assert(fits);
}

} // namespace

SecretBytes bech32_encode(std::string_view prefix, std::span<const std::uint8_t> bytes, LetterCase letters) {
    SecretBytes text(prefix.size() + 1 + (bytes.size() * 8 + 4) / 5 + checksum_letters);
    Checksum checksum(prefix);
    for (const char letter : prefix) put(text, letter, letters);
    put(text, '1', letters);
    std::uint32_t bits = 0;
    unsigned held = 0;
    const auto emit = [&](std::uint32_t value) {
        checksum.feed(value);
        put(text, alphabet[value], letters);
    };
    for (const std::uint8_t byte : bytes) {
        bits = ((bits << 8U) | byte) & 0xFFFU;
        for (held += 8; held >= 5; held -= 5) emit((bits >> (held - 5)) & 31U);
    }
    if (held > 0) emit((bits << (5 - held)) & 31U);
    for (std::size_t i = 0; i < checksum_letters; ++i) checksum.feed(0);
    const std::uint32_t sum = checksum.state() ^ 1U;
    for (unsigned i = 0; i < checksum_letters; ++i)
        put(text, alphabet[(sum >> (5 * (5 - i))) & 31U], letters);
    return text;
}

std::optional<SecretBytes> bech32_decode(std::string_view prefix, std::string_view text, LetterCase letters) {
    if (text.size() < prefix.size() + 1 + checksum_letters) return std::nullopt;
    for (std::size_t i = 0; i <= prefix.size(); ++i) {
        const char wanted = i < prefix.size() ? prefix[i] : '1';
        if (text[i] != (letters == LetterCase::Upper ? ascii::upper(wanted) : wanted)) return std::nullopt;
    }
    const std::string_view data = text.substr(prefix.size() + 1);
    Checksum checksum(prefix);
    SecretBytes bytes(data.size() * 5 / 8 + 1);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const bool right_case = letters == LetterCase::Upper ? ascii::upper(data[i]) == data[i]
                                                             : ascii::lower(data[i]) == data[i];
        const std::size_t value = alphabet.find(ascii::lower(data[i]));
        if (!right_case || value == std::string_view::npos) return std::nullopt;
        checksum.feed(static_cast<std::uint32_t>(value));
        if (i + checksum_letters >= data.size()) continue;
        bits = ((bits << 5U) | static_cast<std::uint32_t>(value)) & 0xFFFU;
        held += 5;
        if (held < 8) continue;
        held -= 8;
        const char byte = static_cast<char>(static_cast<unsigned char>(bits >> held));
        if (!bytes.append({&byte, 1})) return std::nullopt;
    }
    if (checksum.state() != 1 || held >= 5 || (bits & ((1U << held) - 1U)) != 0) return std::nullopt;
    return bytes;
}

} // namespace kiosk::record
