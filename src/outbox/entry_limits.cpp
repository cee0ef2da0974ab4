#include "outbox/entry_limits.hpp"

#include <limits>

#include "outbox/frame.hpp"
#include "record/bytes.hpp"

namespace kiosk::outbox {

Result<void> check_limits(const Entry& entry) {
    const auto name = [&entry] { return "Record " + record::hex(entry.id); };
    if (entry.sealed.empty() || entry.sealed.size() > sealed_bytes_max)
        return input_error(name() + " has " + std::to_string(entry.sealed.size()) + " sealed bytes; 1 to " +
                           std::to_string(sealed_bytes_max) + " are stored. Shorten the form's texts.");
    if (entry.receipt.size() > receipt_bytes_max || entry.event.size() > event_bytes_max)
        return input_error(name() + ": a receipt code may have " + std::to_string(receipt_bytes_max) +
                           " bytes and an event's name " + std::to_string(event_bytes_max) +
                           ". Shorten the event's name in the settings.");
    if (entry.seq == 0 || entry.seq > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return Error{Fault::Bug, name() + " has no sequence number. Ask the outbox for the next one.", 0};
    if (entry.sha != record::sha256(entry.sealed))
        return Error{Fault::Bug,
                     name() + ": its SHA-256 is not that of its sealed bytes. Seal the sign-up once more.",
                     0};
    return {};
}

Error other_bytes_error(const Entry& entry) {
    return {Fault::Bug,
            "Record " + record::hex(entry.id) +
                " is stored already with other bytes. Offer the same entry again, or a new id; "
                "nothing was changed.",
            0};
}

Error used_seq_error(const Entry& entry, std::uint64_t next) {
    return {Fault::Bug,
            "Sequence number " + std::to_string(entry.seq) + " was given before; the next is " +
                std::to_string(next) + ". Seal the sign-up again with that number.",
            0};
}

} // namespace kiosk::outbox
