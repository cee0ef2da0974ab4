#include "simulation/weekend.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "outbox/outbox_sqlite.hpp"
#include "outbox/power_cut_sqlite.hpp"
#include "support/entries.hpp"
#include "support/fake_hub.hpp"
#include "support/temporary_folder.hpp"
#include "upload/uploader.hpp"

namespace kiosk::simulation {
namespace {

using test::FakeHub;

constexpr Duration weekend = seconds(2 * 24 * 3600);
constexpr int visitors_most = 60;       // a day and a half of an unhurried hall
constexpr int tries_of_a_visitor = 4;   // "Try again", then they leave
constexpr int drain_steps_max = 20'000; // pings and back-off included; a queue that needs more is stuck
constexpr std::uint64_t cut_operations_max = 400;

// What the hub's replies become on the way, for the broken kiosk that believes them.
class Gullible final : public upload::Transport {
  public:
    Gullible(FakeHub& hub, bool believes) : hub_(hub), believes_(believes) {}
    upload::Reply send(const upload::Request& request) override {
        const upload::Reply reply = hub_.send(request);
        if (!believes_ || request.path != "/v1/batches" || reply.status == 201) return reply;
        // As if any answer were a receipt: signed by a key that the kiosk was told to trust.
        upload::Reply made;
        made.status = 201;
        made.content_type = record::receipt_content_type;
        record::Receipt receipt;
        for (const auto& [name, value] : request.headers) {
            if (name == "Idempotency-Key") receipt.batch = *record::parse_id(value);
            if (name == "X-Nonce") receipt.nonce = *record::parse_id(value);
        }
        receipt.server_time = hub_.now;
        const auto records = record::parse_wire_body(request.body);
        for (const auto& record : *records)
            receipt.results.push_back({record.id, record.sha, record::Verdict::Stored, ""});
        made.body = record::write_receipt(receipt, signer);
        return made;
    }
    record::HubSigner signer = record::HubSigner::generate();

  private:
    FakeHub& hub_;
    bool believes_;
};

class Weekend {
  public:
    Weekend(std::uint64_t seed, Break broken)
        : random_(seed),
          broken_(broken),
          disk_("weekend", broken == Break::DiskLies ? outbox::Sync::Lies : outbox::Sync::Honest),
          line_(hub_, broken == Break::BelievesAnyReply) {
        hub_.next_fault = [this] { return network(); };
    }

    Outcome run() {
        if (!start()) return std::move(outcome_);
        const Instant end = now_ + weekend;
        Instant visitor = now_, weather = now_;
        while (now_ < end && outcome_.fault.empty()) {
            if (now_ >= weather) {
                weather_ = lot(5);
                weather = now_ + seconds(static_cast<std::int64_t>(60 + lot(6 * 3600)));
                if (lot(4) == 0)
                    wall_.unix_ms += static_cast<std::int64_t>(lot(20) - 10) * 400'000'000; // days
            }
            if (!disk_armed_ && lot(3) == 0) {
                disk_.cut_after(lot(cut_operations_max));
                disk_armed_ = true;
            }
            if (now_ >= visitor && outcome_.visitors < visitors_most) {
                visit();
                visitor = now_ + seconds(static_cast<std::int64_t>(30 + lot(2 * 3600)));
            }
            const Instant next = uploader_ ? uploader_->step(now_, wall_) : now_ + seconds(10);
            if (disk_.dead() || lot(500) == 0) restart();
            pass_until(std::clamp(next, now_ + milliseconds(5), std::max(visitor, now_ + seconds(1))));
        }
        if (outcome_.fault.empty()) drain();
        if (outcome_.fault.empty()) compare();
        outcome_.requests = static_cast<std::uint64_t>(hub_.requests);
        return std::move(outcome_);
    }

  private:
    std::uint64_t lot(std::uint64_t below) { return random_() % below; }

    void pass_until(Instant next) {
        const std::int64_t ms = std::max<std::int64_t>(1, (next.us - now_.us) / 1000);
        now_ = now_ + milliseconds(ms);
        wall_.unix_ms += ms;
        hub_.now.unix_ms += ms;
    }

    // Fair weather is a good network; else each request meets its own lot.
    FakeHub::Fault network() {
        if (calm_ || weather_ == 0) return FakeHub::Fault::None;
        if (weather_ == 1) return FakeHub::Fault::LoginPage;
        if (weather_ == 2) return FakeHub::Fault::LostRequest;
        return lot(2) == 0
                   ? FakeHub::Fault::None
                   : static_cast<FakeHub::Fault>(lot(static_cast<std::uint64_t>(FakeHub::Fault::Count)));
    }

    bool start() {
        auto opened = outbox::SqliteOutbox::open({folder_ / "state", disk_.name()});
        if (!opened) // the power failed again while it started
            return disk_.dead() || fail("the store does not open: " + opened.error().message);
        if (!(*opened)->report().set_aside.empty()) return fail("the store was damaged by a power cut");
        box_ = std::move(*opened);
        access_ = std::make_unique<outbox::DirectAccess>(*box_);
        upload::UploaderOptions options;
        options.hub_keys = hub_.keys();
        if (broken_ == Break::BelievesAnyReply) options.hub_keys.push_back(line_.signer.public_key());
        options.retention = seconds(3600);
        uploader_ =
            std::make_unique<upload::Uploader>(*access_, line_, options, [this] { return random_(); });
        return true;
    }

    void restart() {
        ++outcome_.restarts;
        if (disk_.dead()) ++outcome_.power_cuts;
        for (box_.reset(); !box_ && outcome_.fault.empty();) {
            uploader_.reset();
            access_.reset();
            disk_.come_back(random_);
            disk_armed_ = false;
            if (lot(4) == 0) disk_.cut_after(lot(60)); // and once more while it starts
            if (!start()) return;
        }
        pass_until(now_ + seconds(90)); // a boot takes its time
    }

    // A visitor presses Confirm, and "Try again" as long as it says so. Thanked only when it was stored.
    void visit() {
        ++outcome_.visitors;
        Entry_ entry;
        bool sealed = false;
        const std::uint64_t number = outcome_.visitors;
        for (int i = 0; i < tries_of_a_visitor; ++i) {
            if (!sealed) {
                const auto next = box_->next_seq();
                if (disk_.dead()) return restart(); // the form and its letters are gone; nobody was thanked
                if (!next) continue;
                entry = entry_of(*next, 300 + lot(2'000));
                entry.id = id_of(number);
                sealed = true;
            }
            offered_.insert_or_assign(entry.id, entry.seq);
            if (broken_ == Break::ThanksTooEarly) thank(entry);
            const auto stored = box_->append(entry);
            if (stored) return thank(entry);
            if (disk_.dead()) return restart();
        }
    }

    using Entry_ = outbox::Entry;
    void thank(const Entry_& entry) {
        if (!thanked_.insert_or_assign(entry.id, entry).second) return;
        ++outcome_.thanked;
        if (uploader_ && lot(2) == 0) (void)uploader_->step(now_, wall_);
    }

    // On Monday the network is good and the power stays: all that was thanked for arrives.
    void drain() {
        calm_ = true;
        disk_.cut_after(UINT64_MAX);
        if (disk_.dead() || !box_) restart();
        disk_.cut_after(UINT64_MAX);
        for (int i = 0; i < drain_steps_max; ++i) {
            const auto counts = box_->counts();
            if (!counts) return (void)fail("the store cannot be counted: " + counts.error().message);
            if (counts->waiting == 0 && counts->quarantined == 0) return;
            if (counts->quarantined > 0) (void)box_->retry_quarantined().ok();
            pass_until(std::max(uploader_->step(now_, wall_), now_ + milliseconds(5)));
        }
        (void)fail("the queue does not drain");
    }

    void compare() {
        const auto counts = box_->counts();
        if (!counts || !counts->balanced()) return (void)fail("I3: the ledger does not add up");
        for (const auto& [id, entry] : thanked_) {
            const auto there = hub_.stored.find(id);
            if (there == hub_.stored.end())
                return (void)fail("I1: a sign-up that was thanked for is nowhere");
            if (there->second != entry.sha) return (void)fail("I1: a sign-up arrived with other bytes");
        }
        for (const auto& [id, times] : hub_.times_stored)
            if (times != 1) return (void)fail("I2: the hub counted a sign-up twice");
        std::set<std::uint64_t> seqs;
        for (const auto& [id, sha] : hub_.stored) {
            const auto offered = offered_.find(id);
            if (offered == offered_.end()) return (void)fail("the hub has what nobody typed");
            seqs.insert(offered->second);
            const auto kept = box_->find(id);
            if (!kept || !*kept) return (void)fail("I4: the hub has a record that the kiosk forgot");
        }
        if (!seqs.empty() && *seqs.rbegin() != seqs.size())
            return (void)fail("I7: the numbers at the hub have a gap");
        if (counts->accepted != seqs.size()) return (void)fail("I4: acked without the hub having it");
    }

    bool fail(const std::string& what) {
        outcome_.fault = what;
        return false;
    }

    std::mt19937_64 random_;
    Break broken_;
    TemporaryFolder folder_;
    outbox::PowerCutDisk disk_;
    FakeHub hub_;
    Gullible line_;
    std::unique_ptr<outbox::SqliteOutbox> box_;
    std::unique_ptr<outbox::DirectAccess> access_;
    std::unique_ptr<upload::Uploader> uploader_;
    Instant now_{1'000'000};
    WallTime wall_{1'772'298'245'000};
    std::uint64_t weather_ = 0;
    bool disk_armed_ = false, calm_ = false;
    std::map<record::Id, std::uint64_t> offered_;
    std::map<record::Id, Entry_> thanked_;
    Outcome outcome_;
};

} // namespace

Outcome run_weekend(std::uint64_t seed, Break broken) {
    return Weekend(seed, broken).run();
}

} // namespace kiosk::simulation
