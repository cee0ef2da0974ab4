#include "hub/log_line.hpp"

namespace kiosk::hub {

namespace {

// Everything outside of printable ASCII becomes an escape of its byte: a log reader meets no control sequence
// and no broken UTF-8, whatever came in.
std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte >= 0x7F) {
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace

void LogLine::begin(std::string_view name) {
    if (!fields_.empty()) fields_ += ',';
    fields_ += '"';
    fields_ += name;
    fields_ += "\":";
}

LogLine& LogLine::text(std::string_view name, std::string_view value) {
    begin(name);
    fields_ += '"' + escaped(value) + '"';
    return *this;
}

LogLine& LogLine::number(std::string_view name, std::int64_t value) {
    begin(name);
    fields_ += std::to_string(value);
    return *this;
}

LogLine& LogLine::yes(std::string_view name) {
    begin(name);
    fields_ += "true";
    return *this;
}

LogLine& LogLine::members(std::string_view fields) {
    if (fields.empty()) return *this;
    if (!fields_.empty()) fields_ += ',';
    fields_ += fields;
    return *this;
}

} // namespace kiosk::hub
