// Sealing: one record becomes one age v1 file (C2SP age specification) that only the holders of the secret
// keys can read, with Debian's `age` too. Called before anything is written down, and on the charity's side
// to read. Keys and clear bytes stay in wiped memory; nothing here reads or writes a file. Needs the system's
// random numbers.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "record/key_room.hpp"

namespace kiosk::record {

// A public key: printed as "age1...".
struct Recipient {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const Recipient&) const = default;
};

// A secret key, with its public half: printed as "AGE-SECRET-KEY-1...".
struct Identity {
    SecretBytes key; // 32 bytes
    Recipient recipient;
};

// Why an age file did not open, in Error::code, for callers that tell the cases apart.
enum class OpenFault : std::uint8_t { None, Header, Armored, NoMatch, Mac, Payload, WorkFactor };

// Enough for a charity, an escrow and their successors; keeps the header inside the record's leaf page.
constexpr std::size_t recipients_max = 8;
// scrypt's N is 2 to this power. 18 takes about a second and 256 MiB; 22, the most that is read, takes 4 GiB.
constexpr int work_factor_written = 18, work_factor_max = 22;

// The age file of `clear` for 1 to recipients_max recipients. Each call makes a new file key.
[[nodiscard]] Result<std::vector<std::uint8_t>> seal(std::span<const std::uint8_t> clear,
                                                     std::span<const Recipient> recipients);
// Tries each identity on each X25519 stanza; stanzas of other kinds are passed over. Fault::Key when none
// fits, Fault::Input when the file is damaged. Gives all of the clear bytes or none.
[[nodiscard]] Result<SecretBytes> open(std::span<const std::uint8_t> age_file,
                                       std::span<const Identity> identities);

// The same for one record after another, in locked memory that is made once. Every key is wiped when its
// record is open.
class Opener {
  public:
    explicit Opener(std::span<const Identity> identities); // which outlive it
    // `use` is called once with the clear bytes, which are wiped when it returns; never after an error.
    [[nodiscard]] Result<void> open(std::span<const std::uint8_t> age_file,
                                    const std::function<void(std::string_view clear)>& use);

  private:
    static constexpr std::size_t usual_clear_bytes = 12 * 1024; // of the largest record
    std::span<const Identity> identities_;
    KeyRoom room_;
    SecretBytes clear_;
};

// The same under a passphrase (scrypt), for the files of secret keys.
[[nodiscard]] Result<std::vector<std::uint8_t>> seal_with_passphrase(std::span<const std::uint8_t> clear,
                                                                     const SecretBytes& passphrase,
                                                                     int work_factor = work_factor_written);
[[nodiscard]] Result<SecretBytes> open_with_passphrase(std::span<const std::uint8_t> age_file,
                                                       const SecretBytes& passphrase);

// The public key of a secret one: X25519 with the base point.
[[nodiscard]] Recipient recipient_of(const SecretBytes& key);
// A new key pair from the system's random numbers.
[[nodiscard]] Identity make_identity();

} // namespace kiosk::record
