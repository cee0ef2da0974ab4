// One line of the hub's log: a JSON object on one line (RFC 8259), for journald, Loki, jq and the like. Made
// by the service and the site. Holds names of kiosks and staff, counts and ids; never a token, a passphrase,
// an address, a receipt code or a sealed byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::hub {

class LogLine {
  public:
    LogLine& text(std::string_view name, std::string_view value); // escaped
    LogLine& number(std::string_view name, std::int64_t value);
    LogLine& yes(std::string_view name);
    // Members that another line has made, as they are.
    LogLine& members(std::string_view fields);
    // "name":value,... without the braces.
    [[nodiscard]] const std::string& fields() const { return fields_; }
    [[nodiscard]] std::string object() const { return "{" + fields_ + "}"; }

  private:
    void begin(std::string_view name);
    std::string fields_;
};

} // namespace kiosk::hub
