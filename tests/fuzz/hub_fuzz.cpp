// What a hub reads of a request before it knows who asks: forms, cookies, heartbeats, the question what is
// held, and the line that the log makes of it. Oracles: what has one spelling is written back byte for byte;
// a form that is written anew reads the same; a line of the log stays one line of printable ASCII.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "hub/form_body.hpp"
#include "hub/heartbeat.hpp"
#include "hub/log_line.hpp"
#include "record/held.hpp"

namespace {

void must(bool true_of_every_input) {
    if (!true_of_every_input) std::abort();
}

std::string percent(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return out;
}

void form(std::string_view text) {
    const auto fields = kiosk::hub::parse_form_body(text);
    if (!fields) return;
    std::string again;
    for (const auto& [name, value] : *fields) again += percent(name) + "=" + percent(value) + "&";
    must(kiosk::hub::parse_form_body(again) == fields);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    form(text);
    const std::string_view cookie = kiosk::hub::cookie_of(text, "session");
    must(cookie.find(';') == std::string_view::npos && text.find(cookie) != std::string_view::npos);
    if (const auto held = kiosk::record::parse_held_body(text))
        must(kiosk::record::write_held_body(*held) == text);
    if (const auto beat = kiosk::hub::parse_heartbeat(text))
        must(beat->version.size() <= 40 && beat->faults >= 0);
    const std::string line = kiosk::hub::LogLine().text("what", text).object();
    must(std::ranges::all_of(line, [](char c) { return c >= 0x20 && c < 0x7F; }));
    return 0;
}
