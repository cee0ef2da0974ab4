#include <nlohmann/json.hpp>

#include "command/status_report.hpp"

namespace kiosk::command {

namespace {

using Json = nlohmann::json;

Json moment(const std::optional<WallTime>& at) {
    return at ? Json(rfc3339(*at)) : Json();
}

std::optional<WallTime> read_moment(const Json& object, const char* key) {
    const Json& value = object.at(key);
    return value.is_string() ? parse_rfc3339(value.get<std::string>()) : std::nullopt;
}

StatusReport read_report(const Json& object) {
    StatusReport report;
    outbox::Counts& counts = report.counts;
    object.at("accepted").get_to(counts.accepted);
    object.at("acked").get_to(counts.acked);
    object.at("exported").get_to(counts.exported);
    object.at("purged").get_to(counts.purged);
    object.at("quarantined").get_to(counts.quarantined);
    object.at("waiting").get_to(counts.waiting);
    counts.oldest_waiting = read_moment(object, "oldest_waiting");
    counts.last_acked = read_moment(object, "last_acked");
    if (const Json& upload = object.at("last_upload"); !upload.is_null()) {
        upload::KeptState state;
        upload.at("answer").get_to(state.code);
        upload.at("failures").get_to(state.failures);
        state.health = upload::parse_health(upload.at("health").get<std::string>()).value_or(state.health);
        state.at = read_moment(upload, "at").value_or(WallTime{});
        report.upload = state;
    }
    object.at("disk_left_bytes").get_to(report.disk_left_bytes);
    object.at("hub_keys").get_to(report.hub_keys);
    object.at("key_ids").get_to(report.key_ids);
    object.at("note").get_to(report.note);
    object.at("running").get_to(report.running);
    // Not in the status of an older kiosk.
    if (const auto picture = object.find("picture"); picture != object.end()) {
        picture->at("frames").get_to(report.picture.frames);
        picture->at("late").get_to(report.picture.late);
        picture->at("left_out").get_to(report.picture.benched);
        picture->at("moving").get_to(report.picture.moving);
    }
    report.at = read_moment(object, "at").value_or(WallTime{});
    return report;
}

} // namespace

std::string status_json(const StatusReport& report) {
    const outbox::Counts& counts = report.counts;
    Json upload;
    if (report.upload)
        upload = {{"answer", report.upload->code},
                  {"at", rfc3339(report.upload->at)},
                  {"failures", report.upload->failures},
                  {"health", upload::health_name(report.upload->health)}};
    const Json object = {{"accepted", counts.accepted},
                         {"acked", counts.acked},
                         {"at", rfc3339(report.at)},
                         {"disk_left_bytes", report.disk_left_bytes},
                         {"exported", counts.exported},
                         {"hub_keys", report.hub_keys},
                         {"key_ids", report.key_ids},
                         {"last_acked", moment(counts.last_acked)},
                         {"last_upload", upload},
                         {"note", report.note},
                         {"oldest_waiting", moment(counts.oldest_waiting)},
                         {"picture",
                          {{"frames", report.picture.frames},
                           {"late", report.picture.late},
                           {"left_out", report.picture.benched},
                           {"moving", report.picture.moving}}},
                         {"purged", counts.purged},
                         {"quarantined", counts.quarantined},
                         {"running", report.running},
                         {"waiting", counts.waiting}};
    return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<StatusReport> parse_status_json(std::string_view text) {
    try {
        return read_report(Json::parse(text));
    } catch (const Json::exception& fault) {
        return Error{Fault::Input, "this is no status of a kiosk", fault.id};
    }
}

} // namespace kiosk::command
