// The uploader asks the hub, page by page, whether it still holds what was acked and is not yet purged. After
// a hub was restored from an old backup, what that backup lacks is sent again from here, by itself.
#include "record/held.hpp"

#include <algorithm>

#include "upload/uploader.hpp"

namespace kiosk::upload {

namespace {

constexpr Duration round_time = seconds(3600); // every acked record is asked for about once an hour
constexpr Duration ask_again = seconds(600);   // after no good answer
constexpr int looks_max = 20;                  // into the store, for one question

Judgement judge_held(const Reply& reply, const Sent& sent, std::span<const record::HubKey> keys) {
    Reply as_receipt = reply;
    // The one difference to a batch's answer is its status, so that neither can be taken for the other.
    as_receipt.status = reply.status == 200 ? 201 : 0;
    return judge(as_receipt, sent, keys);
}

} // namespace

Result<std::vector<record::HeldLine>> Uploader::acked_page() {
    std::vector<record::HeldLine> page;
    for (int look = 0; look < looks_max && page.size() < record::wire_records_max; ++look) {
        const auto rows = outbox::ask<std::vector<outbox::Stored>>(outbox_, [&](outbox::Outbox& outbox) {
            return outbox.page_after(held_cursor_, record::wire_records_max - page.size());
        });
        if (!rows) return rows.error();
        if (rows->empty()) {
            held_cursor_ = 0; // from the start, next time
            break;
        }
        held_cursor_ = rows->back().entry.seq;
        for (const outbox::Stored& row : *rows)
            if (row.state == outbox::State::Acked && !row.entry.sealed.empty())
                page.push_back({row.entry.id, row.entry.sha});
    }
    return page;
}

Instant Uploader::ask_held(Instant now) {
    held_due_ = now + ask_again;
    const auto counts =
        outbox::ask<outbox::Counts>(outbox_, [](outbox::Outbox& outbox) { return outbox.counts(); });
    const auto page = acked_page();
    if (!counts || !page) return store_failed(now);
    const auto pages = static_cast<std::int64_t>(counts->acked / record::wire_records_max + 1);
    const Duration until_next{round_time.ms / pages};
    if (page->empty()) {
        held_due_ = now + until_next;
        return now;
    }
    const Sent sent{random_id(), random_id()};
    const Reply reply = transport_.send(
        {Method::Post,
         "/v1/held",
         record::write_held_body(*page),
         std::string(record::held_content_type),
         {{"X-Nonce", record::hex(sent.nonce)}, {"Idempotency-Key", record::hex(sent.batch)}}});
    now = now + reply.took;
    // Trouble of the network is found out by the next batch or heartbeat; a hub that does not know the
    // question answers 404. Either way everything stays as it was.
    const Judgement judgement = judge_held(reply, sent, options_.hub_keys);
    held_due_ = now + ask_again;
    if (judgement.health != Health::Good) return now;
    std::vector<record::Id> missing;
    for (const record::ReceiptResult& result : judgement.receipt->results)
        if (result.verdict == record::Verdict::Rejected && result.code == record::not_held_code &&
            std::ranges::find(*page, record::HeldLine{result.id, result.sha}) != page->end())
            missing.push_back(result.id);
    held_due_ = now + until_next;
    if (missing.empty()) return now;
    const auto again = outbox::ask<std::uint64_t>(
        outbox_, [&](outbox::Outbox& outbox) { return outbox.send_again(missing); });
    if (!again) return store_failed(now);
    status_.sent_again += *again;
    // Where some are lost, more may be: the rest of the round at once, and never more than one round.
    if (held_cursor_ != 0) held_due_ = now;
    return now;
}

} // namespace kiosk::upload
