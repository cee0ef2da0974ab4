// The hub's signed answer to a batch, the only thing on which a kiosk believes that a record has arrived.
// Called by hub/ (write) and upload/ (read). There is no way to read a receipt without its signature being
// checked.
//   {"batch":HEX,"erase":[ID...],"nonce":HEX,"results":[{"code":"","id":HEX,"sha":HEX,"status":"stored"}...],
//    "server_time":"2026-02-28T17:04:05Z","sig":HEX}
// "sig" is Ed25519 (RFC 8032) over the canonical bytes of the object without "sig": UTF-8 JSON, keys sorted
// by bytes, no space between tokens, only '"', '\' and control characters escaped, whole numbers only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "record/bytes.hpp"
#include "record/sign_up.hpp"

namespace kiosk::record {

constexpr std::size_t receipt_body_bytes_max = 256 * 1024; // what a kiosk will read of any reply
constexpr std::size_t receipt_results_max = 100;           // a batch's records
constexpr std::size_t receipt_erase_max = 1000;            // more wait for the next receipt
constexpr std::string_view receipt_content_type = "application/vnd.pledge-kiosk.receipt+json";

enum class Verdict : std::uint8_t {
    Stored,    // committed now
    Duplicate, // the same id and sha were committed before: as good as Stored, for ever
    Conflict,  // the id is known with another sha; nothing was overwritten
    Rejected,  // this record cannot be taken; `code` says why
};
[[nodiscard]] std::string_view verdict_name(Verdict verdict); // "stored", ...

struct ReceiptResult {
    Id id;
    Sha256 sha{};
    Verdict verdict = Verdict::Rejected;
    std::string code; // empty, or a short word such as "not-intact"
    bool operator==(const ReceiptResult&) const = default;
};

struct Receipt {
    Id batch;
    Id nonce;
    WallTime server_time; // whole seconds
    std::vector<ReceiptResult> results;
    std::vector<Id> erase; // to be shredded on the kiosk at once
    bool operator==(const Receipt&) const = default;
};

// The hub's public key. As text "ed25519:" and 64 lower-case hex digits, in settings and on terminals.
struct HubKey {
    std::array<std::uint8_t, 32> bytes{};
    bool operator==(const HubKey&) const = default;
};
[[nodiscard]] std::string to_text(const HubKey& key);
[[nodiscard]] Result<HubKey> parse_hub_key(std::string_view text);

// The hub's secret half: an Ed25519 seed in locked memory. As text "ed25519-secret:" and 64 hex digits, in a
// file of mode 0600 that the hub writes.
class HubSigner {
  public:
    [[nodiscard]] static HubSigner generate();
    [[nodiscard]] static Result<HubSigner> parse(std::string_view text);
    [[nodiscard]] SecretBytes to_text() const;
    [[nodiscard]] HubKey public_key() const;
    [[nodiscard]] std::array<std::uint8_t, 64> sign(std::string_view message) const;

  private:
    HubSigner() = default;
    SecretBytes secret_; // libsodium's 64 bytes: seed and public key
};

// True when one of the keys (the current one and its spare) made this signature.
[[nodiscard]] bool verify(std::string_view message, std::span<const std::uint8_t, 64> signature,
                          std::span<const HubKey> keys);

// The body of the 201.
[[nodiscard]] std::string write_receipt(const Receipt& receipt, const HubSigner& signer);
// Strict, bounded, and only with a good signature by one of `keys`. Keys that are not known are allowed, and
// signed. Fault::Key when the shape holds and the signature does not; Fault::Input for everything else.
[[nodiscard]] Result<Receipt> read_receipt(std::string_view body, std::span<const HubKey> keys);

// GET /v1/ping?nonce=HEX answers 204 with the hub's time in X-Server-Time (RFC 3339) and this, in hex, in
// X-Signature: proof that the hub itself is reached, and a time to believe.
[[nodiscard]] std::string sign_ping(const Id& nonce, WallTime server_time, const HubSigner& signer);
[[nodiscard]] bool verify_ping(const Id& nonce, WallTime server_time, std::string_view signature_hex,
                               std::span<const HubKey> keys);

} // namespace kiosk::record
