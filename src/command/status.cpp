// pledge-kiosk status: what the outbox holds and how sending went, for staff and for scripts. Changes
// nothing.
#include <array>
#include <cstdio>
#include <optional>

#include "command/command.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "platform/files.hpp"
#include "record/keys.hpp"
#include "upload/uploader.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 2> options{{{"config", "FILE", "the settings; see config/REFERENCE.md"},
                                         {"json", "", "one JSON object, for scripts"}}};

struct Report {
    outbox::Counts counts;
    std::optional<upload::KeptState> upload;
    std::vector<std::string> key_ids, hub_keys;
    std::uint64_t disk_left_bytes = 0;
    std::string note;
};

Result<Report> make_report(const deck::Settings& settings) {
    Report report;
    for (const std::string& text : settings.recipients) {
        const auto recipient = record::parse_recipient(text);
        report.key_ids.push_back(recipient ? record::fingerprint(*recipient) : "not a key");
    }
    report.hub_keys = settings.upload.hub_keys;
    const auto folder = state_folder(settings);
    if (!folder) return folder.error();
    const auto left = platform::disk_left(folder->string());
    if (!left) return left.error();
    report.disk_left_bytes = *left;
    // Opening would make the file, perhaps as another user than the kiosk's: an absent one holds nothing.
    if (!platform::is_file((*folder / "outbox.db").string())) return report;
    auto outbox = outbox::SqliteOutbox::open({*folder, {}});
    if (!outbox) return outbox.error();
    report.note = (*outbox)->report().reason;
    const auto counts = (*outbox)->counts();
    if (!counts) return counts.error();
    report.counts = *counts;
    const auto state = (*outbox)->value(upload::state_key);
    if (!state) return state.error();
    if (*state) report.upload = upload::parse_kept_state(**state);
    return report;
}

unsigned long long wide(std::uint64_t count) {
    return count;
}

// A JSON string; what is written here is ours or from the settings, and is UTF-8.
std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

std::string json_text(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ",") + json_text(text);
    return "[" + out + "]";
}

std::string json_text(const std::optional<WallTime>& at) {
    return at ? json_text(rfc3339(*at)) : "null";
}

void print_json(const Report& report) {
    const outbox::Counts& counts = report.counts;
    std::printf("{\"accepted\":%llu,\"acked\":%llu,\"disk_left_bytes\":%llu,\"exported\":%llu,\"hub_keys\":%"
                "s,\"key_ids\":%s,"
                "\"last_acked\":%s,",
                wide(counts.accepted), wide(counts.acked), wide(report.disk_left_bytes),
                wide(counts.exported), json_text(report.hub_keys).c_str(), json_text(report.key_ids).c_str(),
                json_text(counts.last_acked).c_str());
    if (report.upload) {
        std::printf("\"last_upload\":{\"answer\":%d,\"at\":%s,\"failures\":%d,\"health\":%s},",
                    report.upload->code, json_text(rfc3339(report.upload->at)).c_str(),
                    report.upload->failures, json_text(upload::health_name(report.upload->health)).c_str());
    } else {
        std::printf("\"last_upload\":null,");
    }
    std::printf("\"note\":%s,\"oldest_waiting\":%s,\"purged\":%llu,\"quarantined\":%llu,\"waiting\":%llu}\n",
                json_text(report.note).c_str(), json_text(counts.oldest_waiting).c_str(), wide(counts.purged),
                wide(counts.quarantined), wide(counts.waiting));
}

void print_text(const Report& report) {
    const outbox::Counts& counts = report.counts;
    std::printf("sign-ups      %llu accepted = %llu waiting + %llu quarantined + %llu acked + %llu purged\n",
                wide(counts.accepted), wide(counts.waiting), wide(counts.quarantined), wide(counts.acked),
                wide(counts.purged));
    if (counts.oldest_waiting)
        std::printf("oldest        waits since %s\n", rfc3339(*counts.oldest_waiting).c_str());
    if (report.upload) {
        std::printf("last upload   %s, answer %d: %s\n", rfc3339(report.upload->at).c_str(),
                    report.upload->code, std::string(upload::health_sentence(report.upload->health)).c_str());
    } else {
        std::printf("last upload   none yet\n");
    }
    for (const std::string& id : report.key_ids) std::printf("sealed to     %s\n", id.c_str());
    for (const std::string& key : report.hub_keys) std::printf("hub key       %s\n", key.c_str());
    std::printf("disk left     %llu MB\n", wide(report.disk_left_bytes / 1'000'000));
    if (!report.note.empty()) std::printf("note          %s\n", report.note.c_str());
}

int run(const Arguments& arguments) {
    const auto settings = find_settings(arguments);
    if (!settings) return fail("pledge-kiosk", settings.error());
    const auto report = make_report(*settings);
    if (!report) return fail("pledge-kiosk", report.error());
    if (arguments.has("json")) {
        print_json(*report);
    } else {
        print_text(*report);
    }
    return report->counts.balanced() ? 0 : exit_status(Fault::Input);
}

} // namespace

const Command status_command{
    "status", "status [--config FILE] [--json]",
    "Shows what waits, what was sent, the last answer, key ids and the disk. Not while a kiosk runs: its "
    "staff panel shows the same.",
    options, run};

} // namespace kiosk::command
