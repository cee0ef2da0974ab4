// pledge-kiosk upload: sends what waits, now, on this thread, while no kiosk runs.
#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "command/upload_line.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "platform/clock.hpp"
#include "platform/terminal.hpp"
#include "upload/random_sodium.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 2> options{
    {{"config", "FILE", "the settings; see config/REFERENCE.md"},
     {"until-empty", "", "go on until nothing waits, however long the network is away"}}};

unsigned long long wide(std::uint64_t count) {
    return count;
}

// Whether to go on; false, with `outcome` set, at the end.
bool goes_on(const upload::Uploader& uploader, const outbox::Counts& counts, bool until_empty,
             Result<void>& outcome) {
    const upload::UploadStatus& status = uploader.status();
    if (counts.waiting == 0) return false;
    if (uploader.queue_empty() && status.suspects > 0) {
        outcome = network_error("the hub refuses " + std::to_string(status.suspects) +
                                " records one by one (answer " + std::to_string(status.code) +
                                "); they stay here, and `pledge-kiosk export` writes them too");
        return false;
    }
    if (until_empty || status.failures == 0) return true;
    outcome = network_error(std::string(upload::health_sentence(status.health)) + " (answer " +
                            std::to_string(status.code) + ")");
    return false;
}

Result<void> send_all(outbox::Outbox& outbox, UploadLine line, bool until_empty) {
    outbox::DirectAccess access(outbox);
    line.options.heartbeat = false;
    line.options.wait_out_backoff = false;
    upload::Uploader uploader(access, *line.transport, std::move(line.options), upload::random_bits);
    auto counts = outbox.counts();
    if (!counts) return counts.error();
    const std::uint64_t total = counts->waiting, quarantined_before = counts->quarantined;
    Result<void> outcome;
    upload::Health told = upload::Health::Good;
    {
        platform::Progress progress("sent", total);
        while (counts->waiting > 0) {
            const Instant next = uploader.step(platform::monotonic_now(), platform::wall_now());
            counts = outbox.counts();
            if (!counts) return counts.error();
            progress.at(total - std::min(total, counts->waiting));
            if (!goes_on(uploader, *counts, until_empty, outcome)) break;
            if (uploader.status().failures > 0 && uploader.status().health != told) {
                told = uploader.status().health;
                std::fprintf(stderr, "pledge-kiosk: %s\n",
                             std::string(upload::health_sentence(told)).c_str());
            }
            platform::sleep_until(next);
        }
    }
    std::printf("sent %llu, waiting %llu, quarantined %llu\n", wide(uploader.status().delivered),
                wide(counts->waiting), wide(counts->quarantined));
    if (outcome.ok() && counts->quarantined > quarantined_before)
        return input_error("the hub rejected " + std::to_string(counts->quarantined - quarantined_before) +
                           " records; they stay here, and `pledge-kiosk export` writes them too");
    return outcome;
}

Result<void> upload_now(const Arguments& arguments) {
    const auto settings = find_settings(arguments);
    if (!settings) return settings.error();
    if (settings->upload.kind == deck::UploadKind::None)
        return usage_error("upload.kind is \"none\" in the settings: there is nowhere to send to; "
                           "`pledge-kiosk export` writes a bundle");
    const auto folder = state_folder(*settings);
    if (!folder) return folder.error();
    auto line = make_upload_line(*settings);
    if (!line) return line.error();
    auto outbox = outbox::SqliteOutbox::open({*folder, {}});
    if (!outbox) return outbox.error();
    return send_all(**outbox, std::move(*line), arguments.has("until-empty"));
}

int run(const Arguments& arguments) {
    const auto done = upload_now(arguments);
    return done ? 0 : fail("pledge-kiosk", done.error());
}

} // namespace

const Command upload_command{
    "upload", "upload [--config FILE] [--until-empty]",
    "Sends what waits to the hub or the shared folder, now. A running kiosk does that by itself.", options,
    run};

} // namespace kiosk::command
