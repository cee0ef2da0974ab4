#include <algorithm>
#include <cassert>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "record/receipt.hpp"
#include "record/strict.hpp"

namespace kiosk::record {

namespace {

using Json = nlohmann::json; // objects keep their keys sorted by bytes

constexpr std::size_t code_chars_max = 40; // a word for staff and logs, no prose

std::optional<Verdict> parse_verdict(std::string_view name) {
    for (const Verdict verdict : {Verdict::Stored, Verdict::Duplicate, Verdict::Conflict, Verdict::Rejected})
        if (verdict_name(verdict) == name) return verdict;
    return std::nullopt;
}

bool is_code(std::string_view code) {
    return code.size() <= code_chars_max && std::ranges::all_of(code, [](char c) {
               return ascii::is_lower(c) || ascii::is_digit(c) || c == '-';
           });
}

// The string of a key, or "" (which no reader below accepts) when it is absent or something else.
std::string text(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The canonical bytes without the last brace: no value of ours needs an escape.
std::string unsigned_part(const Receipt& receipt) {
    std::string text = R"({"batch":")" + hex(receipt.batch) + R"(","erase":[)";
    for (const Id& id : receipt.erase) text += (&id == receipt.erase.data() ? "\"" : ",\"") + hex(id) + "\"";
    text += R"(],"nonce":")" + hex(receipt.nonce) + R"(","results":[)";
    for (const ReceiptResult& result : receipt.results) {
        assert(is_code(result.code));
        text += (&result == receipt.results.data() ? R"({"code":")" : R"(,{"code":")") + result.code;
        text += R"(","id":")" + hex(result.id) + R"(","sha":")" + hex(result.sha) + R"(","status":")";
        text += verdict_name(result.verdict);
        text += R"("})";
    }
    return text + R"(],"server_time":")" + rfc3339(receipt.server_time) + '"';
}

Result<void> read_results(const Json& object, Receipt& receipt) {
    const auto results = object.find("results");
    if (results == object.end() || !results->is_array() || results->size() > receipt_results_max)
        return input_error("receipt: expected \"results\" to be a list of at most 100");
    for (const Json& item : *results) {
        if (!item.is_object()) return input_error("receipt: expected an object for each result");
        const auto id = parse_id(text(item, "id"));
        const auto sha = parse_sha256(text(item, "sha"));
        const auto verdict = parse_verdict(text(item, "status"));
        std::string code = text(item, "code");
        if (!id || !sha || !verdict || !is_code(code))
            return input_error("receipt: a result without a good id, sha, status and code");
        receipt.results.push_back({*id, *sha, *verdict, std::move(code)});
    }
    return Done{};
}

Result<void> read_erase(const Json& object, Receipt& receipt) {
    const auto erase = object.find("erase");
    if (erase == object.end() || !erase->is_array() || erase->size() > receipt_erase_max)
        return input_error("receipt: expected \"erase\" to be a list of at most 1000");
    for (const Json& item : *erase) {
        const auto id = item.is_string() ? parse_id(item.get<std::string>()) : std::nullopt;
        if (!id) return input_error("receipt: expected ids in \"erase\"");
        receipt.erase.push_back(*id);
    }
    return Done{};
}

Result<Receipt> read_object(const Json& object) {
    Receipt receipt;
    const auto batch = parse_id(text(object, "batch")), nonce = parse_id(text(object, "nonce"));
    const auto time = parse_rfc3339(text(object, "server_time"));
    if (!batch || !nonce || !time)
        return input_error("receipt: expected \"batch\", \"nonce\" and \"server_time\"");
    receipt.batch = *batch;
    receipt.nonce = *nonce;
    receipt.server_time = *time;
    if (const auto results = read_results(object, receipt); !results) return results.error();
    if (const auto erase = read_erase(object, receipt); !erase) return erase.error();
    return receipt;
}

} // namespace

std::string_view verdict_name(Verdict verdict) {
    switch (verdict) {
    case Verdict::Stored: return "stored";
    case Verdict::Duplicate: return "duplicate";
    case Verdict::Conflict: return "conflict";
    case Verdict::Rejected: return "rejected";
    }
    return "rejected";
}

std::string write_receipt(const Receipt& receipt, const HubSigner& signer) {
    const std::string text = unsigned_part(receipt);
    return text + R"(,"sig":")" + hex(signer.sign(text + '}')) + R"("})";
}

Result<Receipt> read_receipt(std::string_view body, std::span<const HubKey> keys) {
    if (body.size() > receipt_body_bytes_max) return input_error("receipt: expected at most 262144 bytes");
    if (const auto strict = check_json(body); !strict) return strict.error();
    Json object = Json::parse(body, nullptr, false);
    if (!object.is_object()) return input_error("receipt: expected an object");
    std::array<std::uint8_t, 64> signature{};
    if (!parse_hex(text(object, "sig"), signature))
        return input_error("receipt: expected \"sig\" of 128 hex digits");
    object.erase("sig");
    auto receipt = read_object(object);
    if (!receipt) return receipt;
    if (!verify(object.dump(), signature, keys))
        return key_error("receipt: the signature is not by a hub key of the settings; compare them with what "
                         "the hub prints");
    return receipt;
}

} // namespace kiosk::record
