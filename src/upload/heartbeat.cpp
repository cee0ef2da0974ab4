#include "upload/heartbeat.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace kiosk::upload {

namespace {

// A version is ours, but it is written between quotes: keep what needs no escape.
std::string plain(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (ascii::is_alphanumeric(c) || c == '.' || c == '-' || c == '+') kept += c;
    return kept.substr(0, 40);
}

} // namespace

std::string heartbeat_body(std::string_view version, const outbox::Counts& counts, std::string_view health,
                           int faults) {
    std::string body =
        "{\"accepted\":" + std::to_string(counts.accepted) + ",\"acked\":" + std::to_string(counts.acked) +
        ",\"faults\":" + std::to_string(std::max(0, faults)) + ",\"health\":\"" + plain(health) + "\"";
    if (counts.oldest_waiting) body += ",\"oldest_waiting\":\"" + rfc3339(*counts.oldest_waiting) + "\"";
    body += ",\"purged\":" + std::to_string(counts.purged) +
            ",\"quarantined\":" + std::to_string(counts.quarantined) + ",\"v\":1,\"version\":\"" +
            plain(version) + "\",\"waiting\":" + std::to_string(counts.waiting) + "}";
    return body;
}

} // namespace kiosk::upload
