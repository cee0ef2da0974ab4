// Real sign-ups, encoded and sealed to given keys, as entries of an outbox, for tests of what becomes of
// them.
#pragma once

#include <string>
#include <vector>

#include "outbox/outbox.hpp"
#include "record/bytes.hpp"
#include "record/seal.hpp"
#include "record/sign_up.hpp"
#include "support/entries.hpp"

namespace kiosk {

inline outbox::Entry sealed_sign_up(std::uint64_t seq, std::span<const record::Recipient> recipients,
                                    const std::string& name = "Ann \"Q\" Example",
                                    std::uint64_t inner_seq = 0, const std::string& last_name = "") {
    record::SignUp sign_up;
    sign_up.id = id_of(seq);
    sign_up.seq = inner_seq == 0 ? seq : inner_seq;
    const std::string receipt = record::receipt_code(sign_up.id);
    sign_up.receipt = receipt;
    sign_up.captured = {{1'772'298'245'000}, ClockTrust::Synced, "boot", 5};
    sign_up.kiosk = "hall-2";
    sign_up.event = "spring";
    sign_up.deck = "main";
    sign_up.form_id = "pledge";
    sign_up.form_version = "abc";
    sign_up.language = "en";
    sign_up.fields = {{"amount", "10.00"}, {"full_name", name}, {"phone", "+447700900123"}};
    if (!last_name.empty()) { // a form that asks for both, as Gift Aid wants them
        sign_up.fields.insert(sign_up.fields.begin() + 1, {"first_name", name});
        sign_up.fields.insert(sign_up.fields.end() - 1, {"last_name", last_name});
    }
    sign_up.consent = {{"email", record::Answer::Yes, "consent", "Yes, e-mail me"}};
    sign_up.gift_aid = record::GiftAid{"I am a taxpayer", "12", "AB1 2CD", true};
    outbox::Entry entry;
    entry.seq = seq;
    entry.id = sign_up.id;
    entry.receipt = receipt;
    entry.event = "spring";
    entry.made = sign_up.captured.wall;
    entry.clock = ClockTrust::Synced;
    const auto clear = record::encode(sign_up);
    entry.sealed = record::seal(clear->bytes(), recipients).value();
    entry.sha = record::sha256(entry.sealed);
    return entry;
}

} // namespace kiosk
