// pledge-kiosk status: what the outbox holds and how sending went, for staff and for scripts. Changes
// nothing. While a kiosk runs it has the store to itself, and what it left in status.json is shown.
#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "command/status_report.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 2> options{{{"config", "FILE", "the settings; see config/REFERENCE.md"},
                                         {"json", "", "one JSON object, for scripts"}}};

constexpr std::size_t status_bytes_max = 64 * 1024;

// `why`: what the store said when it was asked.
Result<StatusReport> status_of_kiosk(const std::filesystem::path& folder, const Error& why, WallTime now) {
    const auto text = platform::read_file((folder / status_file_name).string(), status_bytes_max);
    if (!text) return why;
    auto report = parse_status_json(*text);
    if (!report) return why;
    if (now.unix_ms - report->at.unix_ms < status_stale.ms) return report;
    return Error{why.fault,
                 why.message + " If that is a kiosk, it may hang: it told its status last at " +
                     rfc3339(report->at) + ", and should every " + std::to_string(status_every.ms / 1000) +
                     " seconds.",
                 why.code};
}

Result<StatusReport> find_status(const deck::Settings& settings) {
    const auto folder = state_folder(settings);
    if (!folder) return folder.error();
    const WallTime now = platform::wall_now();
    // Opening would make the file, perhaps as another user than the kiosk's: an absent one holds nothing.
    if (!platform::is_file((*folder / "outbox.db").string()))
        return make_status(nullptr, settings, *folder, now);
    auto outbox = outbox::SqliteOutbox::open({*folder, {}});
    if (!outbox) return status_of_kiosk(*folder, outbox.error(), now);
    auto report = make_status(outbox->get(), settings, *folder, now);
    if (report) report->note = (*outbox)->report().reason;
    return report;
}

int run(const Arguments& arguments) {
    const auto settings = find_settings(arguments);
    if (!settings) return fail("pledge-kiosk", settings.error());
    const auto report = find_status(*settings);
    if (!report) return fail("pledge-kiosk", report.error());
    std::fputs((arguments.has("json") ? status_json(*report) : status_text(*report)).c_str(), stdout);
    return report->counts.balanced() ? 0 : exit_status(Fault::Input);
}

} // namespace

const Command status_command{
    "status", "status [--config FILE] [--json]",
    "Shows what waits, what was sent, the last answer, key ids and the disk; of a running kiosk as well.",
    options, run};

} // namespace kiosk::command
