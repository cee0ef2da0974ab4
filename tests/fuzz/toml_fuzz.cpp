// Decks and settings: any bytes. Oracle: text either parses without a finding of severity error, or has at
// least one; and the bounds that are checked first hold for whatever was parsed.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "deck/load_settings.hpp"
#include "deck/parse_toml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    kiosk::deck::Diagnostics findings;
    const auto root = kiosk::deck::parse_toml(text, "fuzz.toml", findings);
    if (root.has_value() == kiosk::deck::has_errors(findings)) std::abort();
    const auto loaded = kiosk::deck::load_settings(text, "fuzz.toml");
    if (loaded.settings.has_value() == kiosk::deck::has_errors(loaded.diagnostics)) std::abort();
    return 0;
}
