#include "command/status_report.hpp"

#include <fstream>
#include <utility>

#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "record/keys.hpp"

namespace kiosk::command {

namespace {

// Renamed into its place, so that nobody reads half of it; not synced, for after a power cut it is worthless.
void write_status(const std::filesystem::path& folder, const std::string& text) {
    const auto part = folder / ".status.json.part";
    {
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        out << text;
        if (!out.flush()) return;
    }
    std::error_code ignored; // staff see the disk's trouble elsewhere
    std::filesystem::rename(part, folder / status_file_name, ignored);
}

} // namespace

Result<StatusReport> make_status(outbox::Outbox* store, const deck::Settings& settings,
                                 const std::filesystem::path& folder, WallTime at) {
    StatusReport report;
    report.at = at;
    for (const std::string& text : settings.recipients) {
        const auto recipient = record::parse_recipient(text);
        report.key_ids.push_back(recipient ? record::fingerprint(*recipient) : "not a key");
    }
    report.hub_keys = settings.upload.hub_keys;
    const auto left = platform::disk_left(folder.string());
    if (!left) return left.error();
    report.disk_left_bytes = *left;
    if (store == nullptr) return report;
    const auto counts = store->counts();
    if (!counts) return counts.error();
    report.counts = *counts;
    const auto state = store->value(upload::state_key);
    if (!state) return state.error();
    if (*state) report.upload = upload::parse_kept_state(**state);
    return report;
}

std::string status_text(const StatusReport& report) {
    const outbox::Counts& counts = report.counts;
    const auto number = [](std::uint64_t count) { return std::to_string(count); };
    std::string out;
    if (report.running) out += "kiosk         runs, and said this at " + rfc3339(report.at) + "\n";
    out += "sign-ups      " + number(counts.accepted) + " accepted = " + number(counts.waiting) +
           " waiting + " + number(counts.quarantined) + " quarantined + " + number(counts.acked) +
           " acked + " + number(counts.purged) + " purged\n";
    if (counts.oldest_waiting) out += "oldest        waits since " + rfc3339(*counts.oldest_waiting) + "\n";
    if (report.upload)
        out += "last upload   " + rfc3339(report.upload->at) + ", answer " +
               std::to_string(report.upload->code) + ": " +
               std::string(upload::health_sentence(report.upload->health)) + "\n";
    else
        out += "last upload   none yet\n";
    for (const std::string& id : report.key_ids) out += "sealed to     " + id + "\n";
    for (const std::string& key : report.hub_keys) out += "hub key       " + key + "\n";
    constexpr std::uint64_t mib = 1024 * 1024;
    out += "disk left     " + number(report.disk_left_bytes / mib) + " MiB\n";
    const PictureFigures& picture = report.picture;
    if (report.running)
        out += "slides        " + number(picture.frames) + " pictures, " + number(picture.late) + " of " +
               number(picture.moving) + " in movements late\n";
    for (const auto& [slide, why] : picture.benched) out += "left out      " + slide + ": " + why + "\n";
    if (!report.note.empty()) out += "note          " + report.note + "\n";
    return out;
}

StatusKeeper::StatusKeeper(outbox::StoreThread& store, deck::Settings settings, std::filesystem::path folder)
    : store_(store),
      settings_(std::move(settings)),
      folder_(std::move(folder)) {}

void StatusKeeper::tick(Instant now, const PictureFigures& picture) {
    if (now < next_ || *asked_) return;
    next_ = now + status_every;
    // What it needs goes along: the store may come to it after this object has gone. One question at a time:
    // a store that hangs leaves the last status to grow old, which tells.
    *asked_ = true;
    const bool posted =
        store_.post([settings = settings_, folder = folder_, asked = asked_, picture](outbox::Outbox& box) {
            *asked = false;
            auto report = make_status(&box, settings, folder, platform::wall_now());
            if (!report) return;
            report->running = true;
            report->note = box.note();
            report->picture = picture;
            write_status(folder, status_json(*report));
        });
    if (!posted) *asked_ = false;
}

} // namespace kiosk::command
