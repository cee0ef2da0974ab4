// The staff's PIN: hashed with argon2id, checked on a thread of its own behind the lock-out of pin_lock.hpp.
// Called by the main loop, which shows the answer. There is no default PIN; nothing here keeps, logs or
// compares one in clear.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

namespace kiosk::staff {

// The pad has no "enter" key: it asks when so many digits are there.
constexpr std::size_t pin_digits_min = 6, pin_digits_max = 6;

// A hash for the settings ("$argon2id$..."): 64 MiB, two passes. Fault::Input when the PIN is not 6
// digits or is one of those that everybody tries first (123456, 000000).
[[nodiscard]] Result<std::string> hash_pin(const SecretBytes& pin);
// About a tenth of a second of work. False for a hash that cannot be read.
[[nodiscard]] bool pin_matches(const SecretBytes& pin, const std::string& hash);
[[nodiscard]] bool is_pin_hash(std::string_view hash);
// Six random digits for demo mode, new at each start and shown on the pad.
[[nodiscard]] std::string random_demo_pin();

// Where the lock-out lives across restarts; the outbox's values. Both are called from the gate's thread, and
// from the caller's in locked_for, never at once.
struct PinStore {
    std::function<Result<std::optional<std::string>>()> load;
    std::function<Result<void>(const std::string&)> save;
};

// The clock and the boot, as arguments: read on the gate's thread at the moment of the try.
struct PinClock {
    std::function<Instant()> now;
    std::string boot;
};

enum class PinAnswer : std::uint8_t {
    Right,
    Wrong,
    Locked,   // not looked at; `wait` says for how long
    Open,     // to look(): a try is allowed
    NotSaved, // not looked at: the try could not be noted down
};

struct PinReply {
    PinAnswer answer = PinAnswer::Wrong;
    Duration wait; // until the next try is allowed, after Wrong and Locked; 0: at once
};

class PinGate {
  public:
    // `hash` from the settings, or of the demo PIN. An empty one lets nobody in.
    PinGate(std::string hash, PinStore store, PinClock clock);
    ~PinGate(); // waits for a check that is under way
    PinGate(PinGate&&) noexcept;
    PinGate& operator=(PinGate&&) noexcept;

    // False, and nothing happens, while a check is under way. Takes the PIN; it is wiped when the check is
    // done.
    [[nodiscard]] bool check(SecretBytes pin);
    [[nodiscard]] bool busy() const;
    // The answer, once; nothing while the check is under way.
    [[nodiscard]] std::optional<PinReply> take_answer();
    // For the pad when it opens: asks whether a try is allowed, and answers Open or Locked. As check(),
    // without a PIN.
    [[nodiscard]] bool look();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace kiosk::staff
