#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "handover/recovered.hpp"
#include "platform/clock.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 1> options{{{"out", "DIR", "where the bundle goes"}}};

int run(const Arguments& arguments) {
    const auto out = arguments.value("out");
    if (arguments.positional().size() != 1 || !out)
        return fail(
            "pledge-kiosk",
            usage_error("Name the damaged file, such as outbox.db.damaged-1, and a folder with --out DIR."));
    const std::string date = rfc3339(platform::wall_now()).substr(0, 10);
    const auto report =
        handover::recover_bundle(arguments.positional().front(), {*out, "recovered", "store", {}, date});
    if (!report) return fail("pledge-kiosk", report.error());
    const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
    if (report->records == 0) {
        std::fprintf(
            stderr,
            "pledge-kiosk: no whole record was found; %llu beginnings of broken ones. Nothing was written.\n",
            number(report->broken_frames));
        return exit_status(Fault::Input);
    }
    std::printf("%s\n", report->file.c_str());
    std::fprintf(
        stderr,
        "%llu whole records were saved, %llu were broken. `pledge-kiosk open` reads the bundle; records that "
        "arrived before come out once.\n",
        number(report->records), number(report->broken_frames));
    return report->broken_frames == 0 ? 0 : exit_status(Fault::Input);
}

} // namespace

const Command recover_command{
    "recover",
    "recover FILE --out DIR",
    "Saves the whole records of a damaged store, as a sealed bundle. The file is only read.",
    options,
    run,
    1};

} // namespace kiosk::command
