// Sends what waits in the outbox to the hub, one request a step, for ever. A step machine: the caller gives
// the time and is told when to call again. Driven by worker.hpp on its own thread, by `pledge-kiosk upload`,
// and by tests. It marks nothing as sent without a verified receipt, deletes nothing, and keeps nothing that
// a restart would miss.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "outbox/access.hpp"
#include "record/held.hpp"
#include "record/receipt.hpp"
#include "upload/batch.hpp"
#include "upload/reply.hpp"
#include "upload/transport.hpp"

namespace kiosk::upload {

struct UploaderOptions {
    std::vector<record::HubKey> hub_keys; // the current one and its spare
    std::string version;                  // of the program, for the heartbeat
    Duration interval = seconds(30);      // between looks at an empty queue
    Duration retention = seconds(86'400); // acked ciphertext is kept so long, by the hub's clock
    bool heartbeat = true;
    bool wait_out_backoff = true; // of the last run; false where a person waits for the answer
};

// A copy for the staff panel, the status command and the log.
struct UploadStatus {
    Health health = Health::Idle;
    int code = 0;                     // of the last answer: HTTP status, or the negative of curl's code
    int failures = 0;                 // in a row
    std::uint64_t delivered = 0;      // since this uploader was made
    std::uint64_t sent_again = 0;     // the hub had lost them, after a restored backup
    std::size_t suspects = 0;         // refused alone, resting
    std::optional<WallTime> last_try; // by this machine's clock
    std::optional<WallTime> last_good;
    std::optional<std::int64_t> hub_ahead_ms; // the hub's clock less this machine's
};

// The value of the outbox under which the back-off and the last answer survive a restart, and its text form.
constexpr std::string_view state_key = "upload.state";
struct KeptState {
    int failures = 0;
    int code = 0;
    Health health = Health::Idle;
    WallTime at;
};
[[nodiscard]] std::string to_text(const KeptState& state);
[[nodiscard]] std::optional<KeptState> parse_kept_state(std::string_view text);

class Uploader {
  public:
    // `random` gives 64 random bits; for nonces it must be a cryptographic source.
    Uploader(outbox::Access& outbox, Transport& transport, UploaderOptions options,
             std::function<std::uint64_t()> random);

    // Sends at most one request. Returns when to call again: `now` or earlier means at once.
    [[nodiscard]] Instant step(Instant now, WallTime wall);
    // Staff asked for it: forget the waits. The next step tries at once.
    void try_now();
    // This machine's network is another than before: an address came, a cable went in. Within
    // network_back_wait the hub is asked how it is, so that a login page is named before the next pledge.
    void network_changed(Instant now);

    [[nodiscard]] const UploadStatus& status() const { return status_; }
    // Nothing is due but suspects that rest and the next look at the queue.
    [[nodiscard]] bool queue_empty() const { return queue_empty_; }

  private:
    [[nodiscard]] double fraction();
    [[nodiscard]] record::Id random_id();
    void restore(Instant now);
    [[nodiscard]] Instant ping(Instant now, WallTime wall);
    [[nodiscard]] Instant send_batch(Instant now, WallTime wall);
    [[nodiscard]] Instant when_empty(Instant now, WallTime wall);
    [[nodiscard]] Instant send_heartbeat(Instant now, WallTime wall);
    [[nodiscard]] Instant ask_held(Instant now); // held.cpp
    [[nodiscard]] Result<std::vector<record::HeldLine>> acked_page();
    [[nodiscard]] Result<Batch> next_batch(Instant now);
    [[nodiscard]] Instant delivered(const Batch& batch, const Judgement& judgement, Instant now,
                                    WallTime wall);
    [[nodiscard]] Instant refused(Batch batch, const Judgement& judgement, Instant now, WallTime wall);
    [[nodiscard]] Instant failed(const Judgement& judgement, Instant now, WallTime wall);
    [[nodiscard]] Instant store_failed(Instant now);
    void succeeded(const Judgement& judgement, Instant now, WallTime wall);
    void keep(WallTime wall);
    void purge(Instant now);

    outbox::Access& outbox_;
    Transport& transport_;
    UploaderOptions options_;
    std::function<std::uint64_t()> random_;

    UploadStatus status_;
    Pieces pieces_;
    Suspects suspects_;
    int refusals_in_a_row_ = 0;
    std::size_t records_max_ =
        record::wire_records_max; // of a batch: less on a line that was too slow for it
    bool restored_ = false, probing_ = false, queue_empty_ = false;
    Instant not_before_{}, heartbeat_due_{}, held_due_{}, purge_due_{}, keep_due_{};
    std::uint64_t held_cursor_ = 0;                        // the seq up to which this round has asked
    std::optional<std::int64_t> hub_wall_less_instant_ms_; // the hub's wall time at monotonic zero
};

} // namespace kiosk::upload
