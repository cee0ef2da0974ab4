#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "command/live_state.hpp"
#include "handover/share.hpp"
#include "platform/clock.hpp"
#include "platform/machine.hpp"
#include "platform/process.hpp"
#include "record/keys.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 1> options{{{"config", "FILE", "the settings; see config/REFERENCE.md"}}};

platform::Check check_keys(const deck::Settings& settings) {
    platform::Check check{"keys", true, ""};
    if (settings.mode == deck::Mode::Demo) {
        check.says = "demo mode: made-up keys, nothing leaves this machine";
        return check;
    }
    for (const std::string& text : settings.recipients) {
        const auto recipient = record::parse_recipient(text);
        if (!recipient) return {"keys", false, recipient.error().message};
        check.says += (check.says.empty() ? "" : ", ") + record::fingerprint(*recipient);
    }
    if (settings.recipients.size() < 2)
        return {"keys", false,
                "live use needs at least two recipients, the charity's and an escrow key; found " +
                    std::to_string(settings.recipients.size()) + ". `pledge-kiosk keygen` makes one"};
    return check;
}

platform::Check check_golive(const deck::Settings& settings, const std::filesystem::path& folder) {
    if (settings.mode == deck::Mode::Demo) return {"go-live", true, "demo mode needs none"};
    if (const auto live = check_live(settings, folder); !live)
        return {"go-live", false, live.error().message};
    const auto state = LiveState::read(folder);
    if (!state) return {"go-live", false, state.error().message};
    // A key that was lost since, or a passphrase forgotten, shows only when it is asked for again.
    constexpr std::int64_t year_ms = 366LL * 24 * 3600 * 1000;
    for (const std::string& text : settings.recipients) {
        const auto recipient = record::parse_recipient(text);
        const std::string name = recipient ? record::fingerprint(*recipient) : "a key";
        const auto at = state->live_at(text);
        if (!at) return {"go-live", true, "the holder of " + name + " has not answered; another one has"};
        if (platform::wall_now().unix_ms - at->unix_ms > year_ms)
            return {"go-live", false,
                    "the holder of " + name + " answered more than a year ago: run `golive` again"};
    }
    return {"go-live", true, "the holders of all keys have answered"};
}

platform::Check check_network(const deck::Settings& settings) {
    switch (settings.upload.kind) {
    case deck::UploadKind::None:
        return {"upload", true, "no upload is set: sign-ups stay here until they are exported"};
    case deck::UploadKind::Folder: {
        const auto tried = handover::try_share(settings.upload.folder);
        if (!tried) return {"upload", false, tried.error().message};
        return {"upload", true, settings.upload.folder + ": a file was written, read back and removed"};
    }
    case deck::UploadKind::Hub: break;
    }
    if (settings.upload.hub_keys.empty())
        return {"upload", false,
                "upload.hub_keys is empty: without the hub's public key no receipt can be believed"};
    return {"upload", true, settings.upload.url + "; `pledge-kiosk upload` tries it now"};
}

int run(const Arguments& arguments) {
    const auto settings = find_settings(arguments);
    if (!settings) return fail("pledge-kiosk", settings.error());
    const auto folder = state_folder(*settings);
    if (!folder) return fail("pledge-kiosk", folder.error());
    auto checks = platform::check_machine(folder->string(), {"Inter", "Inter Display"});
    checks.push_back(check_keys(*settings));
    checks.push_back(check_golive(*settings, *folder));
    checks.push_back(check_network(*settings));
    checks.push_back({"process", platform::close_process().ok() && !platform::process_is_open(),
                      "no core images, no other process may look in"});
    int faults = 0;
    for (const platform::Check& check : checks) {
        std::printf("%-10s %-9s %s\n", check.name.c_str(), check.ok ? "ok" : "to do", check.says.c_str());
        if (!check.ok) ++faults;
    }
    return faults == 0 ? 0 : exit_status(Fault::Machine);
}

} // namespace

const Command doctor_command{
    "doctor", "doctor [--config FILE]",
    "Looks at display, touch, fonts, disk, clock, keys and upload: each \"ok\", or what to do.", options,
    run};

} // namespace kiosk::command
