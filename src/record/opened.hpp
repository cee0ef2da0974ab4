// A sign-up as read back from its clear bytes, on the charity's side: plain texts for tables. Called by
// handover/ after a record was opened. Tolerates keys that it does not know; refuses another version and
// anything missing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "record/sign_up.hpp"

namespace kiosk::record {

struct OpenedConsent {
    std::string channel, answer, basis, wording;
};

struct OpenedGiftAid {
    std::string declaration, house, postcode;
    bool valid = false;
};

struct Opened {
    Id id;
    std::uint64_t seq = 0;
    std::string receipt;
    std::string wall, clock, boot; // as written: RFC 3339; synced, set or unset; the boot's id
    std::int64_t monotonic_ms = 0;
    std::string kiosk, event, deck, form_id, form_version, language;
    std::vector<std::pair<std::string, std::string>> fields; // sorted by name
    std::vector<OpenedConsent> consent;
    std::optional<OpenedGiftAid> gift_aid;
    bool rehearsal = false;

    // The value of a field of the form; empty when it has none.
    [[nodiscard]] std::string_view field(std::string_view name) const;
};

// `clear` may have its padding. An error names the key that is wrong, and never quotes a value.
[[nodiscard]] Result<Opened> read_opened(std::string_view clear);

} // namespace kiosk::record
