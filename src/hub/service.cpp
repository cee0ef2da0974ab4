#include "hub/service.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "hub/heartbeat.hpp"
#include "record/wire.hpp"

namespace kiosk::hub {

namespace {

constexpr int busy_retry_after_s = 30;
constexpr std::string_view age_start = "age-encryption.org/v1\n";

HttpResponse json(int status, std::string body) {
    HttpResponse response;
    response.status = status;
    response.content_type = "application/json";
    response.body = std::move(body);
    return response;
}

HttpResponse nothing() {
    HttpResponse response;
    response.status = 204;
    return response;
}

HttpResponse problem(int status, std::string_view what) {
    return json(status, "{\"error\":\"" + std::string(what) + "\"}\n");
}

bool has_type(std::string_view content_type, std::string_view wanted) {
    return content_type.substr(0, content_type.find(';')) == wanted;
}

// What the store would take, but no charity could open, is rejected record by record.
std::string_view complaint_about(const record::WireRecord& record) {
    if (!record::intact(record)) return "not-intact";
    const std::string_view sealed(reinterpret_cast<const char*>(record.sealed.data()), record.sealed.size());
    if (!sealed.starts_with(age_start)) return "not-sealed";
    return "";
}

std::string counter_line(std::string_view name, std::string_view help,
                         const std::atomic<std::uint64_t>& counter) {
    const std::string full = "pledge_hub_" + std::string(name) + "_total";
    return "# HELP " + full + " " + std::string(help) + "\n# TYPE " + full + " counter\n" + full + " " +
           std::to_string(counter.load()) + "\n";
}

} // namespace

record::Sha256 token_hash(std::string_view token) {
    return record::sha256(record::bytes_of(token));
}

bool is_kiosk_name(std::string_view name) {
    return !name.empty() && name.size() <= kiosk_name_chars_max && name.front() != '.' &&
           name.front() != '-' && std::ranges::all_of(name, [](char c) {
               return ascii::is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
           });
}

HttpResponse Service::answer(const HttpRequest& request, WallTime now, Instant at) {
    if (const int wait_s = by_address_.wait_s(request.address, at); wait_s > 0) return limited(wait_s);
    if (request.path == "/healthz") return health();
    if (request.path == "/metrics") return metrics();
    const bool batch = request.path == "/v1/batches", beat = request.path == "/v1/heartbeat",
               asks_held = request.path == "/v1/held", asks_time = request.path == "/v1/ping";
    if (!batch && !beat && !asks_held && !asks_time) return problem(404, "no such path");
    const std::string_view method = asks_time ? "GET" : "POST";
    if (request.method != method) {
        HttpResponse wrong = problem(405, "this path takes another method");
        wrong.headers.emplace_back("Allow", method);
        return wrong;
    }
    if (asks_time) return ping(request, now);
    HttpResponse otherwise;
    const auto kiosk = kiosk_of(request, otherwise);
    if (!kiosk) return otherwise;
    const int wait_s = by_kiosk_.wait_s(*kiosk, at);
    HttpResponse response = wait_s > 0  ? limited(wait_s)
                            : batch     ? batches(request, {*kiosk, now})
                            : asks_held ? held(request, {*kiosk, now})
                                        : heartbeat(request, {*kiosk, now});
    response.log_fields = LogLine().text("kiosk", *kiosk).members(response.log_fields).fields();
    return response;
}

void Service::count(const HttpResponse& response, std::int64_t took_us) {
    took_.count(took_us);
    if (response.status >= 500) ++counters_.failed;
}

HttpResponse Service::limited(int wait_s) {
    ++counters_.limited;
    HttpResponse response = problem(429, "too many requests; wait, then send again");
    response.headers.emplace_back("Retry-After", std::to_string(wait_s));
    return response;
}

std::optional<std::string> Service::kiosk_of(const HttpRequest& request, HttpResponse& otherwise) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view header = request.authorization;
    if (header.starts_with(scheme)) {
        auto kiosk = store_.kiosk_of_token(token_hash(header.substr(scheme.size())));
        if (!kiosk) {
            otherwise = store_failed(kiosk.error());
            return std::nullopt;
        }
        if (*kiosk) return **kiosk;
    }
    ++counters_.unauthorised;
    otherwise = problem(401, "no token in force; ask for one, and put it in the kiosk's token file");
    otherwise.headers.emplace_back("WWW-Authenticate", "Bearer");
    return std::nullopt;
}

HttpResponse Service::store_failed(const Error& error) {
    ++counters_.store_errors;
    log_(LogLine().text("event", "store-error").number("code", error.code).text("what", error.message));
    HttpResponse response = problem(503, "the hub's store is not in order");
    response.headers.emplace_back("Retry-After", std::to_string(busy_retry_after_s));
    return response;
}

HttpResponse Service::batches(const HttpRequest& request, const Asked& asked) {
    const auto refuse = [&](int status, const std::string& what) {
        ++counters_.refused;
        return problem(status, what);
    };
    if (request.too_large) return refuse(413, "a batch has at most 100 records and 262144 bytes");
    if (!has_type(request.content_type, "application/jsonl"))
        return refuse(415, "expected application/jsonl");
    const auto nonce = record::parse_id(request.nonce), batch = record::parse_id(request.batch);
    if (!nonce || !batch) return refuse(400, "expected X-Nonce and Idempotency-Key of 32 hex digits");
    auto records = record::parse_wire_body(request.body);
    if (!records) {
        // The reader's sentences hold names of keys and numbers of lines, but also quotation marks.
        std::string what = records.error().message;
        std::ranges::replace(what, '"', '\'');
        return refuse(400, what);
    }

    record::Receipt receipt{*batch, *nonce, asked.now, {}, {}};
    std::vector<record::WireRecord> good;
    for (record::WireRecord& record : *records) {
        const std::string_view complaint = complaint_about(record);
        receipt.results.push_back({record.id, record.sha, record::Verdict::Rejected, std::string(complaint)});
        if (complaint.empty()) good.push_back(std::move(record));
    }
    const auto verdicts = store_.put_batch(asked.kiosk, good, asked.now);
    if (!verdicts) return store_failed(verdicts.error());
    auto erase =
        store_.erase_list(asked.kiosk, {asked.now.unix_ms - erase_list_age.ms}, record::receipt_erase_max);
    if (!erase) return store_failed(erase.error());
    receipt.erase = std::move(*erase);

    std::size_t next = 0;
    std::array<std::uint64_t, 4> counts{};
    for (record::ReceiptResult& result : receipt.results) {
        if (result.code.empty()) result.verdict = (*verdicts)[next++];
        ++counts[static_cast<std::size_t>(result.verdict)];
        if (result.verdict == record::Verdict::Conflict)
            log_(LogLine()
                     .text("event", "conflict")
                     .yes("alarm")
                     .text("kiosk", asked.kiosk)
                     .text("id", record::hex(result.id)));
    }
    ++counters_.batches;
    counters_.stored += counts[0];
    counters_.duplicates += counts[1];
    counters_.conflicts += counts[2];
    counters_.rejected += counts[3];
    HttpResponse response{
        201,  std::string(record::receipt_content_type), record::write_receipt(receipt, signer_), {}, {}, {},
        false};
    LogLine line;
    line.number("records", static_cast<std::int64_t>(records->size()));
    for (std::size_t i = 0; i < counts.size(); ++i)
        line.number(record::verdict_name(static_cast<record::Verdict>(i)),
                    static_cast<std::int64_t>(counts[i]));
    response.log_fields = line.fields();
    return response;
}

HttpResponse Service::held(const HttpRequest& request, const Asked& asked) {
    const auto nonce = record::parse_id(request.nonce), batch = record::parse_id(request.batch);
    if (request.too_large || !nonce || !batch || !has_type(request.content_type, record::held_content_type))
        return problem(400, "expected text/plain, X-Nonce and Idempotency-Key");
    const auto lines = record::parse_held_body(request.body);
    if (!lines) return problem(400, "expected 1 to 100 lines of an id, a space and a sha");
    const auto held = store_.holds(*lines);
    if (!held) return store_failed(held.error());
    record::Receipt receipt{*batch, *nonce, asked.now, {}, {}};
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < lines->size(); ++i) {
        const bool here = (*held)[i];
        missing += here ? 0 : 1;
        receipt.results.push_back({(*lines)[i].id, (*lines)[i].sha,
                                   here ? record::Verdict::Duplicate : record::Verdict::Rejected,
                                   here ? "" : std::string(record::not_held_code)});
    }
    HttpResponse response;
    response.content_type = record::receipt_content_type;
    response.body = record::write_receipt(receipt, signer_);
    response.log_fields = LogLine()
                              .number("asked", static_cast<std::int64_t>(lines->size()))
                              .number("missing", missing)
                              .fields();
    return response;
}

HttpResponse Service::heartbeat(const HttpRequest& request, const Asked& asked) {
    if (request.too_large) return problem(413, "a heartbeat has at most 4096 bytes");
    const auto beat = parse_heartbeat(request.body);
    if (!beat) return problem(400, "not a heartbeat");
    if (const auto put = store_.put_heartbeat(asked.kiosk, *beat, asked.now); !put)
        return store_failed(put.error());
    ++counters_.heartbeats;
    return nothing();
}

// Without a token: a kiosk whose token was revoked should still learn that the network is in order.
HttpResponse Service::ping(const HttpRequest& request, WallTime now) {
    const auto nonce = record::parse_id(request.query_nonce);
    if (!nonce) return problem(400, "expected ?nonce= and 32 hex digits");
    HttpResponse response = nothing();
    response.headers = {{"X-Server-Time", rfc3339(now)},
                        {"X-Signature", record::sign_ping(*nonce, now, signer_)}};
    return response;
}

HttpResponse Service::health() {
    if (const auto checked = store_.check(); !checked) return store_failed(checked.error());
    return json(200, "{\"status\":\"ok\"}\n");
}

// Numbers of the whole hub, without names of kiosks: nothing that needs a login.
HttpResponse Service::metrics() {
    std::string text;
    text += counter_line("batches", "Batches answered with a receipt.", counters_.batches);
    text += counter_line("records_stored", "Records stored.", counters_.stored);
    text += counter_line("records_duplicate", "Records that were known already.", counters_.duplicates);
    text += counter_line("records_conflict", "Records whose id was known with another content.",
                         counters_.conflicts);
    text += counter_line("records_rejected", "Records rejected one by one.", counters_.rejected);
    text += counter_line("batches_refused", "Batches refused as a whole.", counters_.refused);
    text += counter_line("unauthorised", "Requests without a token in force.", counters_.unauthorised);
    text += counter_line("heartbeats", "Heartbeats taken.", counters_.heartbeats);
    text += counter_line("store_errors", "Requests that the store could not serve.", counters_.store_errors);
    text += counter_line("limited", "Requests that were asked to wait.", counters_.limited);
    text += counter_line("failed", "Answers of status 500 and more.", counters_.failed);
    text += took_.text("pledge_hub_request_seconds", "How long requests took, from whole body to answer.");
    HttpResponse response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = std::move(text);
    return response;
}

} // namespace kiosk::hub
