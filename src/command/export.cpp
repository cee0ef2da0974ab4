#include <array>
#include <cstdio>
#include <memory>

#include "command/command.hpp"
#include "command/secret_keys.hpp"
#include "command/table_files.hpp"
#include "handover/bundle.hpp"
#include "handover/open_bundles.hpp"
#include "outbox/outbox_sqlite.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "platform/terminal.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 5> options{{
    {"out", "DIR", "the folder, such as a stick's"},
    {"key", "FILE", "the secret key file, for a readable export; without it the bundle stays sealed"},
    {"passphrase-file", "FILE", "its passphrase on the first line; else it is asked for"},
    {"format", "FORMAT", "with --key: csv (the default), xlsx, giftaid or jsonl"},
    {"config", "FILE", "the settings; see config/REFERENCE.md"},
}};

struct Store {
    std::unique_ptr<outbox::SqliteOutbox> outbox;
    handover::BundleTarget target;
};

Result<Store> open_store(const Arguments& arguments) {
    const auto out = arguments.value("out");
    if (!out) return usage_error("Name a folder with --out DIR.");
    // A folder that is made here would lie on the kiosk's own disk, under the name of a stick that is not in.
    if (!platform::is_folder(*out))
        return machine_error(*out + ": there is no such folder. Is the stick in, and mounted there?");
    const auto settings = find_settings(arguments);
    if (!settings) return settings.error();
    const auto folder = state_folder(*settings);
    if (!folder) return folder.error();
    auto opened = outbox::SqliteOutbox::open({*folder, {}});
    if (!opened) return opened.error();
    const std::string date = rfc3339(platform::wall_now()).substr(0, 10);
    return Store{std::move(*opened), {*out, settings->kiosk, settings->event, settings->recipients, date}};
}

int export_sealed(Store& store) {
    outbox::DirectAccess access(*store.outbox);
    const auto counts = store.outbox->counts();
    if (!counts) return fail("pledge-kiosk", counts.error());
    Result<handover::BundleReport> report = machine_error("");
    {
        platform::Progress progress("writing sign-ups", counts->accepted - counts->purged);
        report = handover::write_bundle(access, store.target, [&](std::uint64_t done, std::uint64_t) {
            progress.at(done);
            return true;
        });
    }
    if (!report) return fail("pledge-kiosk", report.error());
    const int status = report_refused(report->refused);
    std::printf("%s\n", report->file.c_str());
    std::fprintf(stderr, "SHA-256 %s\n%s\n", record::hex(report->sha).c_str(),
                 handover::text_of(report->sums).c_str());
    return status;
}

int export_readable(Store& store, const Arguments& arguments) {
    const auto format = parse_format(arguments.value_or("format", "csv"));
    if (!format) return fail("pledge-kiosk", format.error());
    const auto identities = read_key_file(arguments);
    if (!identities) return fail("pledge-kiosk", identities.error());
    outbox::DirectAccess access(*store.outbox);
    const auto counts = store.outbox->counts();
    if (!counts) return fail("pledge-kiosk", counts.error());
    std::vector<record::Id> ids;
    std::uint64_t fresh = 0;
    Result<handover::OpenReport> report = handover::OpenReport{};
    const RowSource source = [&](const handover::RowSink& sink) -> Result<void> {
        ids.clear(); // a format may need two walks: the last one counts
        fresh = 0;
        report = handover::open_outbox(access, *identities,
                                       [&](const outbox::Stored& stored, handover::Row&& row) {
                                           ids.push_back(stored.entry.id);
                                           if (!stored.exported) ++fresh;
                                           return sink(std::move(row));
                                       });
        if (!report) return report.error();
        return {};
    };
    const auto path = handover::free_export_name(store.target, extension_of(*format));
    if (!path) return fail("pledge-kiosk", path.error());
    if (auto wrote = write_table(source, *format, *path, counts->accepted - counts->purged); !wrote)
        return fail("pledge-kiosk", wrote.error());
    if (auto marked = handover::mark_exported(access, ids); !marked)
        return fail("pledge-kiosk", marked.error());
    auto sums = handover::sums_of(access);
    if (!sums) return fail("pledge-kiosk", sums.error());
    sums->exported = report->rows;
    sums->fresh = fresh;
    const int status = report_refused(report->refused);
    std::printf("%s\n", path->c_str());
    std::fprintf(stderr,
                 "%s\nThis file is readable by anybody: keep it where the charity keeps personal data.\n",
                 handover::text_of(*sums).c_str());
    return status;
}

int run(const Arguments& arguments) {
    if (arguments.has("format") && !arguments.has("key"))
        return fail(
            "pledge-kiosk",
            usage_error("--format needs --key FILE: without the secret key only the sealed bundle can be "
                        "written. Leave --format out, or open the bundle on the charity's computer."));
    auto store = open_store(arguments);
    if (!store) return fail("pledge-kiosk", store.error());
    return arguments.has("key") ? export_readable(*store, arguments) : export_sealed(*store);
}

} // namespace

const Command export_command{
    "export",
    "export --out DIR [--key FILE --format csv|xlsx|giftaid|jsonl] [--passphrase-file FILE] [--config FILE]",
    "Writes everything that is not yet purged: a sealed bundle, verified after writing; with the secret "
    "key, a readable table.",
    options, run};

} // namespace kiosk::command
