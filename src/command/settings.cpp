#include <cstdio>
#include <cstdlib>

#include "command/command.hpp"
#include "deck/load_settings.hpp"
#include "platform/files.hpp"

namespace kiosk::command {

namespace {

constexpr std::size_t settings_bytes_max = 256 * 1024;

// The file that holds the settings; empty when there is none.
Result<std::filesystem::path> settings_file(const Arguments& arguments) {
    if (const auto given = arguments.value("config")) {
        if (!platform::is_file(*given))
            return input_error(*given + ": there is no such settings file (--config)");
        return std::filesystem::path(*given);
    }
    if (const char* named = std::getenv("PLEDGE_KIOSK_CONFIG"); named != nullptr && *named != '\0') {
        if (!platform::is_file(named))
            return input_error(std::string(named) +
                               ": there is no such settings file ($PLEDGE_KIOSK_CONFIG)");
        return std::filesystem::path(named);
    }
    for (const char* usual : {"config/kiosk.toml", "/etc/pledge-kiosk/kiosk.toml"})
        if (platform::is_file(usual)) return std::filesystem::path(usual);
    return std::filesystem::path{};
}

// Without settings the first deck that is at hand is shown: that of the source tree, or the installed one.
deck::Settings demo_settings() {
    deck::Settings settings;
    settings.mode = deck::Mode::Demo;
    settings.event = "demo";
    settings.kiosk = "demo";
    settings.aim = 60;
    if (!platform::is_folder(settings.deck))
        settings.deck = (assets_folder().parent_path() / "config/osec").string();
    return settings;
}

} // namespace

Result<deck::Settings> find_settings(const Arguments& arguments) {
    const auto file = settings_file(arguments);
    if (!file) return file.error();
    if (file->empty()) return demo_settings();
    const auto text = platform::read_file(file->string(), settings_bytes_max);
    if (!text) return text.error();
    auto loaded = deck::load_settings(*text, *file);
    for (const deck::Diagnostic& finding : loaded.diagnostics)
        std::fprintf(stderr, "%s\n", deck::to_text(finding).c_str());
    if (!loaded.settings) return input_error(file->string() + ": the settings have errors");
    return std::move(*loaded.settings);
}

Result<std::filesystem::path> state_folder(const deck::Settings& settings) {
    auto folder = platform::state_folder();
    if (!folder) return folder.error();
    if (settings.mode != deck::Mode::Demo) return std::filesystem::path(*folder);
    // What a demo keeps is never mixed up with sign-ups of real people.
    auto demo = platform::private_folder((std::filesystem::path(*folder) / "demo").string());
    if (!demo) return demo.error();
    return std::filesystem::path(*demo);
}

std::filesystem::path assets_folder() {
    if (const char* named = std::getenv("PLEDGE_KIOSK_ASSETS"); named != nullptr && *named != '\0')
        return named;
    if (platform::is_folder(KIOSK_SOURCE_ASSETS)) return KIOSK_SOURCE_ASSETS;
    return "/usr/share/pledge-kiosk/assets";
}

} // namespace kiosk::command
