// What a reply of the network means for the records that were sent: the contract's table. Pure. Only a 201
// with the right type, batch, nonce and signature says anything about records; everything else leaves them as
// they were.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "record/receipt.hpp"
#include "record/wire.hpp"
#include "upload/transport.hpp"

namespace kiosk::upload {

// How sending goes, for staff and for the next step.
enum class Health : std::uint8_t {
    Idle,         // nothing was tried yet
    Good,         // the hub signed for what was sent
    Offline,      // no network, no hub, too slow: tried again by itself
    LoginWanted,  // a login page answers instead of the hub
    TlsTrouble,   // no trusted connection
    ClockWrong,   // the certificate is not valid at this machine's date
    Busy,         // the hub asks to wait, or has trouble of its own
    Unauthorised, // the hub does not take this kiosk's token
    WrongKey,     // a receipt, but not by a hub key of the settings
    Refused,      // the hub refuses the batch as a whole
    Unexpected,   // an answer that no hub gives: probably a wrong address
    StoreTrouble, // the outbox could not be read or written
    ShareAway,    // upload.kind = "folder": the share is not mounted, full, or not writable
};
[[nodiscard]] std::string_view
health_name(Health health); // "good", "offline", ... for status --json and values
[[nodiscard]] std::optional<Health> parse_health(std::string_view name);
// One sentence for staff: what is the matter, and what to do.
[[nodiscard]] std::string_view health_sentence(Health health);

struct Judgement {
    Health health = Health::Unexpected;
    int code = 0;                           // HTTP status, or the negative of the library's code
    std::optional<record::Receipt> receipt; // only with Health::Good, and verified
    std::optional<Duration> retry_after;
    std::optional<WallTime> server_time; // the hub's, only when it signed for it
};

struct Sent {
    record::Id batch, nonce;
};

[[nodiscard]] Judgement judge(const Reply& reply, const Sent& sent, std::span<const record::HubKey> keys);
// The same for GET /v1/ping: Good only for 204 with the hub's signature over this nonce.
[[nodiscard]] Judgement judge_ping(const Reply& reply, const record::Id& nonce,
                                   std::span<const record::HubKey> keys);
// And for POST /v1/heartbeat: Good for 204. Nobody signs it, and it says nothing about records.
[[nodiscard]] Judgement judge_heartbeat(const Reply& reply);

struct Settlement {
    std::vector<record::Id> acked;
    std::vector<record::Id> conflicts, rejected; // quarantined, shown to staff
    std::size_t unanswered = 0;                  // stay as they were
};
constexpr int conflict_code = 409, rejected_code = 422; // as kept with the quarantined record

// A record is acked only when its id and its sha come back, once, as stored or duplicate. What was not sent
// is ignored.
[[nodiscard]] Settlement settle(std::span<const record::WireRecord> sent, const record::Receipt& receipt);

} // namespace kiosk::upload
