// Settings: any bytes. Oracle: settings come out exactly when no finding is an error, within the bounds that
// the table promises, and the same text gives the same findings twice.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "deck/load_settings.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace kiosk::deck;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto loaded = load_settings(text, "fuzz.toml");
    if (loaded.settings.has_value() == has_errors(loaded.diagnostics)) std::abort();
    if (load_settings(text, "fuzz.toml").diagnostics.size() != loaded.diagnostics.size()) std::abort();
    if (!loaded.settings) return 0;
    const Settings& settings = *loaded.settings;
    if (settings.upload.interval_s < 5 || settings.upload.interval_s > 3600) std::abort();
    if (settings.upload.pins.size() == 1) std::abort();
    if (settings.upload.kind == UploadKind::Folder && settings.upload.folder.empty()) std::abort();
    if (settings.upload.kind == UploadKind::Hub && settings.upload.hub_keys.empty()) std::abort();
    return 0;
}
