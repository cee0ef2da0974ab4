#include "upload/reply.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "upload/retry.hpp"

namespace kiosk::upload {

namespace {

struct HealthRow {
    Health health;
    std::string_view name, sentence;
};

constexpr std::array<HealthRow, 13> rows{{
    {Health::Idle, "idle", "Nothing has been sent yet."},
    {Health::Good, "good", "The hub has signed for what was sent."},
    {Health::Offline, "offline",
     "The hub cannot be reached. Sign-ups are safe here; sending goes on by itself."},
    {Health::LoginWanted, "login-wanted",
     "This network wants a login: open its page with a phone or laptop on the same Wi-Fi, or use another "
     "network."},
    {Health::TlsTrouble, "tls",
     "No trusted connection to the hub: check the date of this machine, the network's login page, and the "
     "settings' "
     "certificates."},
    {Health::ClockWrong, "clock",
     "The hub's certificate is not valid at this machine's date: set the date and time, then sending goes on "
     "by itself."},
    {Health::Busy, "busy", "The hub asks to wait. Sending goes on by itself."},
    {Health::Unauthorised, "unauthorised",
     "The hub does not accept this kiosk's token: ask for a new one (pledge-hub tokens add) and put it in "
     "the token file."},
    {Health::WrongKey, "wrong-key",
     "The answer is not signed by the hub of the settings: compare upload.hub_keys with what `pledge-hub "
     "serve` prints."},
    {Health::Refused, "refused", "The hub refuses records; those that it does not name go on being sent."},
    {Health::Unexpected, "unexpected",
     "What answers at the hub's address is not a hub: check upload.url in the settings."},
    {Health::StoreTrouble, "store",
     "The outbox could not be read or written: look at the disk, then restart."},
    {Health::ShareAway, "share-away",
     "The shared folder is not mounted, is full or cannot be written: `pledge-kiosk doctor` says which. "
     "Sign-ups are "
     "safe here; sending goes on by itself."},
}};

const HealthRow& row_of(Health health) {
    return *std::ranges::find(rows, health, &HealthRow::health);
}

bool is_type(std::string_view content_type, std::string_view wanted) {
    content_type = content_type.substr(0, content_type.find(';'));
    while (content_type.ends_with(' ')) content_type.remove_suffix(1);
    return std::ranges::equal(content_type, wanted, [](char a, char b) { return ascii::lower(a) == b; });
}

Health health_of(Trouble trouble) {
    switch (trouble) {
    case Trouble::Tls:
    case Trouble::TlsPin: return Health::TlsTrouble;
    case Trouble::TlsClock: return Health::ClockWrong;
    case Trouble::TooLarge: return Health::Unexpected;
    case Trouble::Share: return Health::ShareAway;
    case Trouble::None:
    case Trouble::Resolve:
    case Trouble::Connect:
    case Trouble::Timeout:
    case Trouble::Cut:
    case Trouble::Proxy:
    case Trouble::Other: return Health::Offline;
    }
    return Health::Offline;
}

// Every status but the one success of the request.
Health health_of_status(const Reply& reply) {
    const bool html =
        is_type(reply.content_type, "text/html") || is_type(reply.content_type, "application/xhtml+xml");
    const int status = reply.status;
    if (status == 511 || (status >= 300 && status < 400)) return Health::LoginWanted;
    if (status >= 200 && status < 300)
        return html || status == 200 ? Health::LoginWanted : Health::Unexpected;
    // The hub never answers in HTML, so that a 401 or 403 in HTML is a portal's.
    if (status == 401 || status == 403) return html ? Health::LoginWanted : Health::Unauthorised;
    if (status == 400 || status == 413 || status == 422) return Health::Refused;
    if (status == 408 || status == 425 || status == 429 || status >= 500) return Health::Busy;
    return Health::Unexpected;
}

Judgement judged(const Reply& reply) {
    Judgement judgement;
    if (reply.trouble != Trouble::None) {
        judgement.health = health_of(reply.trouble);
        judgement.code = -reply.library_code;
        return judgement;
    }
    judgement.code = reply.status;
    judgement.health = health_of_status(reply);
    if (judgement.health == Health::Busy)
        judgement.retry_after = parse_retry_after(reply.retry_after, reply.date);
    return judgement;
}

} // namespace

std::string_view health_name(Health health) {
    return row_of(health).name;
}
std::string_view health_sentence(Health health) {
    return row_of(health).sentence;
}

std::optional<Health> parse_health(std::string_view name) {
    const auto row = std::ranges::find(rows, name, &HealthRow::name);
    return row == rows.end() ? std::nullopt : std::optional(row->health);
}

Judgement judge(const Reply& reply, const Sent& sent, std::span<const record::HubKey> keys) {
    Judgement judgement = judged(reply);
    if (reply.trouble != Trouble::None || reply.status != 201) return judgement;
    if (!is_type(reply.content_type, record::receipt_content_type)) return judgement;
    judgement.health = Health::Unexpected;
    auto receipt = record::read_receipt(reply.body, keys);
    if (!receipt) {
        if (receipt.error().fault == Fault::Key) judgement.health = Health::WrongKey;
        return judgement;
    }
    // An old receipt, however well signed, is not an answer to this request.
    if (receipt->batch != sent.batch || receipt->nonce != sent.nonce) return judgement;
    judgement.health = Health::Good;
    judgement.server_time = receipt->server_time;
    judgement.receipt = std::move(*receipt);
    return judgement;
}

Judgement judge_ping(const Reply& reply, const record::Id& nonce, std::span<const record::HubKey> keys) {
    Judgement judgement = judged(reply);
    if (reply.trouble != Trouble::None || reply.status != 204) return judgement;
    const auto time = parse_rfc3339(reply.server_time);
    if (time && record::verify_ping(nonce, *time, reply.signature, keys)) {
        judgement.health = Health::Good;
        judgement.server_time = time;
    } else {
        // A 204 without our headers is what phones take for "online": it is no hub.
        judgement.health = reply.signature.empty() ? Health::LoginWanted : Health::WrongKey;
    }
    return judgement;
}

Judgement judge_heartbeat(const Reply& reply) {
    Judgement judgement = judged(reply);
    if (reply.trouble == Trouble::None && reply.status == 204) judgement.health = Health::Good;
    return judgement;
}

Settlement settle(std::span<const record::WireRecord> sent, const record::Receipt& receipt) {
    Settlement settlement;
    for (const record::WireRecord& record : sent) {
        const record::ReceiptResult* answer = nullptr;
        int answers = 0;
        for (const record::ReceiptResult& result : receipt.results)
            if (result.id == record.id && result.sha == record.sha) {
                answer = &result;
                ++answers;
            }
        if (answers != 1) {
            ++settlement.unanswered;
            continue;
        }
        switch (answer->verdict) {
        case record::Verdict::Stored:
        case record::Verdict::Duplicate: settlement.acked.push_back(record.id); break;
        case record::Verdict::Conflict: settlement.conflicts.push_back(record.id); break;
        case record::Verdict::Rejected: settlement.rejected.push_back(record.id); break;
        }
    }
    return settlement;
}

} // namespace kiosk::upload
