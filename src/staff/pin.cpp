#include "staff/pin.hpp"

#include <future>

#include "staff/pin_lock.hpp"

namespace kiosk::staff {

struct PinGate::State {
    std::string hash;
    PinStore store;
    PinClock clock;
    std::future<PinReply> pending;

    [[nodiscard]] Result<PinLock> load() const {
        const auto text = store.load();
        if (!text) return text.error();
        const PinLock lock = decode_pin_lock(*text, clock.now(), clock.boot);
        // A wait that began anew (a reboot, an unreadable note) is noted at once, or it would begin anew at
        // each look.
        if (*text && encode(lock) != **text) {
            if (Result<void> saved = store.save(encode(lock)); !saved) return saved.error();
        }
        return lock;
    }
};

namespace {

PinReply try_pin(const std::string& hash, const PinStore& store, const PinClock& clock,
                 Result<PinLock> loaded, const SecretBytes& pin) {
    if (!loaded) return {PinAnswer::NotSaved, {}};
    if (const auto wait = wait_left(*loaded, clock.now())) return {PinAnswer::Locked, *wait};
    const PinLock tried = after_try(*loaded, clock.now(), clock.boot);
    if (!store.save(encode(tried))) return {PinAnswer::NotSaved, {}};
    if (!pin_matches(pin, hash)) {
        return {PinAnswer::Wrong, wait_left(tried, clock.now()).value_or(Duration{})};
    }
    // A failure to note the success leaves the try counted, which only makes the next one wait sooner.
    static_cast<void>(store.save(encode(PinLock{0, clock.boot, Instant{0}})));
    return {PinAnswer::Right, {}};
}

} // namespace

PinGate::PinGate(std::string hash, PinStore store, PinClock clock)
    : state_(std::make_unique<State>(State{std::move(hash), std::move(store), std::move(clock), {}})) {}
PinGate::~PinGate() = default;
PinGate::PinGate(PinGate&&) noexcept = default;
PinGate& PinGate::operator=(PinGate&&) noexcept = default;

bool PinGate::check(SecretBytes pin) {
    if (busy()) return false;
    // The future's destructor waits, so that the state outlives the thread.
    state_->pending = std::async(std::launch::async, [state = state_.get(), held = std::move(pin)]() {
        return try_pin(state->hash, state->store, state->clock, state->load(), held);
    });
    return true;
}

bool PinGate::busy() const {
    return state_->pending.valid();
}

std::optional<PinReply> PinGate::take_answer() {
    if (!busy() || state_->pending.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return std::nullopt;
    return state_->pending.get();
}

bool PinGate::look() {
    if (busy()) return false;
    state_->pending = std::async(std::launch::async, [state = state_.get()]() -> PinReply {
        const Result<PinLock> lock = state->load();
        if (!lock) return {PinAnswer::NotSaved, {}};
        if (const auto wait = wait_left(*lock, state->clock.now())) return {PinAnswer::Locked, *wait};
        return {PinAnswer::Open, {}};
    });
    return true;
}

} // namespace kiosk::staff
