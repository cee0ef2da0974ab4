#include "upload/uploader.hpp"

#include <algorithm>

#include "upload/heartbeat.hpp"
#include "upload/retry.hpp"

namespace kiosk::upload {

namespace {

constexpr Duration store_trouble_wait = seconds(10);
constexpr Duration keep_interval = seconds(60); // a long good run does not write for each batch
constexpr Duration quick_request = seconds(15); // a quarter of what one may take
constexpr Duration purge_interval = seconds(600);
// Sealed bytes that surely fill a body once they are base64; the rest of what was read waits for the next
// batch.
constexpr std::size_t sealed_bytes_a_look = 200'000;

// Mended by people on the spot: asked again soon and gently, with pings only.
bool is_for_people(Health health) {
    return health == Health::LoginWanted || health == Health::TlsTrouble || health == Health::ClockWrong;
}

} // namespace

Uploader::Uploader(outbox::Access& outbox, Transport& transport, UploaderOptions options,
                   std::function<std::uint64_t()> random)
    : outbox_(outbox),
      transport_(transport),
      options_(std::move(options)),
      random_(std::move(random)) {}

double Uploader::fraction() {
    return static_cast<double>(random_() >> 11) * 0x1.0p-53;
}

record::Id Uploader::random_id() {
    record::Id id;
    for (std::size_t half = 0; half < 2; ++half) {
        const std::uint64_t bits = random_();
        for (std::size_t i = 0; i < 8; ++i)
            id.bytes[half * 8 + i] = static_cast<std::uint8_t>(bits >> (8 * i));
    }
    return id;
}

void Uploader::try_now() {
    not_before_ = {};
    status_.failures = std::min(status_.failures, 1);
}

void Uploader::network_changed(Instant now) {
    // The kiosks of a hall get their network back together, and ask one after the other.
    const Instant soon =
        now + Duration{static_cast<std::int64_t>(fraction() * static_cast<double>(network_back_wait.ms))};
    switch (status_.health) {
    case Health::Idle:
    case Health::Good: heartbeat_due_ = std::min(heartbeat_due_, soon); break;
    case Health::Offline:
    case Health::LoginWanted:
    case Health::TlsTrouble:
    case Health::ClockWrong:
        probing_ = probing_ || soon < not_before_;
        not_before_ = std::min(not_before_, soon);
        break;
    default: break; // a hub that asked to wait is not asked sooner
    }
}

Instant Uploader::step(Instant now, WallTime wall) {
    if (!restored_) restore(now);
    if (now < not_before_) return not_before_;
    return probing_ ? ping(now, wall) : send_batch(now, wall);
}

// A fleet that restarts together, after a power cut, must not arrive together.
void Uploader::restore(Instant now) {
    restored_ = true;
    const auto text = outbox::ask<std::optional<std::string>>(
        outbox_, [](outbox::Outbox& outbox) { return outbox.value(state_key); });
    const auto state = text && *text ? parse_kept_state(**text) : std::nullopt;
    if (!state) return;
    status_.failures = state->failures;
    status_.code = state->code;
    status_.health = state->health;
    status_.last_try = state->at;
    if (state->health == Health::Good) status_.last_good = state->at;
    if (!options_.wait_out_backoff) return;
    if (state->failures == 0) return;
    const bool people = is_for_people(state->health);
    not_before_ = now + (people ? wait_for_people(fraction()) : backoff(state->failures - 1, fraction()));
    probing_ = people || state->failures >= circuit_failures;
}

Instant Uploader::ping(Instant now, WallTime wall) {
    const record::Id nonce = random_id();
    const Reply reply = transport_.send({Method::Get, "/v1/ping?nonce=" + record::hex(nonce), "", "", {}});
    now = now + reply.took;
    const Judgement judgement = judge_ping(reply, nonce, options_.hub_keys);
    if (judgement.health != Health::Good) return failed(judgement, now, wall);
    succeeded(judgement, now, wall);
    return now;
}

Result<Batch> Uploader::next_batch(Instant now) {
    if (!pieces_.empty()) return pieces_.take();
    const std::size_t resting = suspects_.size();
    const auto entries = outbox::ask<std::vector<outbox::Entry>>(outbox_, [&](outbox::Outbox& outbox) {
        return outbox.oldest_pending(record::wire_records_max + resting,
                                     sealed_bytes_a_look + resting * record::wire_sealed_bytes_max);
    });
    if (!entries) return entries.error();
    return take_batch(*entries, records_max_,
                      [&](const record::Id& id) { return suspects_.resting(id, now); });
}

Instant Uploader::send_batch(Instant now, WallTime wall) {
    auto batch = next_batch(now);
    if (!batch) return store_failed(now);
    queue_empty_ = batch->empty();
    if (queue_empty_) return when_empty(now, wall);

    const std::vector<record::Id> ids = ids_of(*batch);
    // The attempt is on record before the request is on its way.
    const auto counted = outbox::ask<Done>(outbox_, [&](outbox::Outbox& outbox) -> Result<Done> {
        if (const auto done = outbox.count_attempt(ids); !done) return done.error();
        return Done{};
    });
    if (!counted) {
        pieces_.clear();
        return store_failed(now);
    }

    const Sent sent{random_id(), random_id()};
    const Reply reply = transport_.send(
        {Method::Post,
         "/v1/batches",
         body_of(*batch),
         "application/jsonl",
         {{"X-Nonce", record::hex(sent.nonce)}, {"Idempotency-Key", record::hex(sent.batch)}}});
    now = now + reply.took;
    const Judgement judgement = judge(reply, sent, options_.hub_keys);
    if (judgement.health == Health::Good) {
        // Twice as much will still take less than half of a request's time.
        if (reply.took <= quick_request) records_max_ = std::min(record::wire_records_max, 2 * records_max_);
        return delivered(*batch, judgement, now, wall);
    }
    // Noted for staff only: a failure to note changes nothing about the records.
    (void)outbox_.with([&](outbox::Outbox& outbox) { (void)outbox.note_answer(ids, judgement.code); });
    if (judgement.health == Health::Refused) return refused(std::move(*batch), judgement, now, wall);
    pieces_.clear();
    // What is too much for a slow line within a request's time is tried again as less.
    if (reply.took > quick_request && (reply.trouble == Trouble::Timeout || reply.trouble == Trouble::Cut))
        records_max_ = std::max<std::size_t>(1, batch->size() / 2);
    return failed(judgement, now, wall);
}

Instant Uploader::delivered(const Batch& batch, const Judgement& judgement, Instant now, WallTime wall) {
    const Settlement settlement = settle(batch, *judgement.receipt);
    refusals_in_a_row_ = 0;
    const auto kept = outbox::ask<Done>(outbox_, [&](outbox::Outbox& outbox) -> Result<Done> {
        // The hub's own time: the retention then runs by one clock, whatever this machine's says.
        if (const auto done = outbox.mark_acked(settlement.acked, judgement.receipt->server_time); !done)
            return done.error();
        for (const record::Id& id : settlement.conflicts)
            if (const auto done = outbox.quarantine(id, conflict_code); !done) return done.error();
        for (const record::Id& id : settlement.rejected)
            if (const auto done = outbox.quarantine(id, rejected_code); !done) return done.error();
        if (!judgement.receipt->erase.empty())
            if (const auto erased = outbox.erase(judgement.receipt->erase); !erased) return erased.error();
        return Done{};
    });
    if (!kept) {
        pieces_.clear();
        return store_failed(now); // sent again later; the hub will say duplicate
    }
    for (const record::WireRecord& record : batch) suspects_.forget(record.id);
    status_.suspects = suspects_.size();
    status_.delivered += settlement.acked.size();
    if (settlement.unanswered == batch.size()) {
        // A receipt about nothing that was sent: signed, and useless. Do not ask again at once.
        pieces_.clear();
        return failed({Health::Unexpected, judgement.code, {}, {}, {}}, now, wall);
    }
    succeeded(judgement, now, wall);
    return now;
}

Instant Uploader::refused(Batch batch, const Judgement& judgement, Instant now, WallTime wall) {
    status_.health = Health::Refused;
    status_.code = judgement.code;
    status_.last_try = wall;
    if (++refusals_in_a_row_ >= refusals_in_a_row_max || suspects_.full()) {
        // Nothing but refusals: the hub, or something before it, is at fault. Wait, then ask from the start.
        refusals_in_a_row_ = 0;
        pieces_.clear();
        return failed(judgement, now, wall);
    }
    if (batch.size() > 1) {
        pieces_.halve(std::move(batch));
        return now;
    }
    const record::Id id = batch.front().id;
    if (suspects_.refused_alone(id, now, status_.delivered)) {
        const auto done = outbox::ask<Done>(outbox_, [&](outbox::Outbox& outbox) -> Result<Done> {
            if (const auto put = outbox.quarantine(id, judgement.code); !put) return put.error();
            return Done{};
        });
        if (!done) return store_failed(now);
        suspects_.forget(id);
    }
    status_.suspects = suspects_.size();
    return now;
}

Instant Uploader::failed(const Judgement& judgement, Instant now, WallTime wall) {
    status_.health = judgement.health;
    status_.code = judgement.code;
    status_.last_try = wall;
    if (is_for_people(judgement.health)) {
        not_before_ = now + wait_for_people(fraction());
        probing_ = true;
    } else if (judgement.health == Health::Unauthorised) {
        not_before_ = now + Duration{unauthorised_wait.ms + wait_for_people(fraction()).ms};
    } else {
        not_before_ = now + wait_after(status_.failures, judgement.retry_after, fraction());
        probing_ = probing_ || status_.failures + 1 >= circuit_failures;
    }
    ++status_.failures;
    keep(wall);
    return not_before_;
}

Instant Uploader::store_failed(Instant now) {
    status_.health = Health::StoreTrouble;
    not_before_ = now + store_trouble_wait;
    return not_before_;
}

void Uploader::succeeded(const Judgement& judgement, Instant now, WallTime wall) {
    const bool new_state = status_.health != Health::Good || status_.failures != 0;
    status_.health = Health::Good;
    status_.code = judgement.code;
    status_.failures = 0;
    status_.last_try = wall;
    status_.last_good = wall;
    probing_ = false;
    not_before_ = now;
    if (judgement.server_time) {
        hub_wall_less_instant_ms_ = judgement.server_time->unix_ms - now.us / 1000;
        status_.hub_ahead_ms = judgement.server_time->unix_ms - wall.unix_ms;
    }
    if (new_state || now >= keep_due_) {
        keep_due_ = now + keep_interval;
        keep(wall);
    }
    purge(now);
}

Instant Uploader::when_empty(Instant now, WallTime wall) {
    if (!hub_wall_less_instant_ms_) {
        // Nothing to send, and the hub not met yet: a ping tells staff how the network is before the first
        // pledge, and gives the time by which old ciphertext is shredded.
        probing_ = true;
        return now;
    }
    purge(now);
    if (options_.heartbeat && now >= heartbeat_due_) return send_heartbeat(now, wall);
    if (options_.heartbeat && now >= held_due_) return ask_held(now);
    const Instant talk = options_.heartbeat ? std::min(heartbeat_due_, held_due_) : Instant::never();
    return std::min({now + options_.interval, std::max(now, suspects_.next()), talk});
}

Instant Uploader::send_heartbeat(Instant now, WallTime wall) {
    const auto counts =
        outbox::ask<outbox::Counts>(outbox_, [](outbox::Outbox& outbox) { return outbox.counts(); });
    if (!counts) return store_failed(now);
    const Reply reply = transport_.send(
        {Method::Post,
         "/v1/heartbeat",
         heartbeat_body(options_.version, *counts, health_name(status_.health), status_.failures),
         "application/json",
         {}});
    now = now + reply.took;
    // From half the interval to one and a half: kiosks that came back together do not speak together for
    // ever.
    heartbeat_due_ =
        now + Duration{heartbeat_interval.ms / 2 +
                       static_cast<std::int64_t>(fraction() * static_cast<double>(heartbeat_interval.ms))};
    // What would be asked before the next heartbeat is asked now, on the connection that is open.
    if (held_due_ < heartbeat_due_) held_due_ = now;
    // The one thing that tells of a dead network while there is nothing to send. A 204 says nothing about
    // records.
    const Judgement judgement = judge_heartbeat(reply);
    if (judgement.health != Health::Good) return failed(judgement, now, wall);
    return now;
}

void Uploader::keep(WallTime wall) {
    const std::string text = to_text({status_.failures, status_.code, status_.health, wall});
    (void)outbox_.with([&](outbox::Outbox& outbox) { (void)outbox.set_value(state_key, text); });
}

void Uploader::purge(Instant now) {
    if (!hub_wall_less_instant_ms_ || now < purge_due_) return;
    purge_due_ = now + purge_interval;
    const WallTime before{*hub_wall_less_instant_ms_ + now.us / 1000 - options_.retention.ms};
    (void)outbox_.with([&](outbox::Outbox& outbox) { (void)outbox.purge_acked(before); });
}

} // namespace kiosk::upload
