#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "command/secret_keys.hpp"
#include "command/table_files.hpp"
#include "handover/open_bundles.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 4> options{{
    {"key", "FILE", "the secret key file; it may hold several keys, old and new"},
    {"passphrase-file", "FILE", "its passphrase on the first line; else it is asked for"},
    {"out", "FILE", "the table; - for standard output"},
    {"format", "FORMAT", "csv (the default), xlsx, giftaid or jsonl"},
}};

int run(const Arguments& arguments) {
    if (arguments.positional().empty())
        return fail("pledge-kiosk", usage_error("Name one bundle (.pkb) or more."));
    const auto out = arguments.value("out");
    if (!out) return fail("pledge-kiosk", usage_error("Name the table's file with --out FILE."));
    const auto format = parse_format(arguments.value_or("format", "csv"));
    if (!format) return fail("pledge-kiosk", format.error());
    const auto identities = read_key_file(arguments);
    if (!identities) return fail("pledge-kiosk", identities.error());

    const std::vector<std::filesystem::path> bundles(arguments.positional().begin(),
                                                     arguments.positional().end());
    Result<handover::OpenReport> report = handover::OpenReport{};
    const RowSource source = [&](const handover::RowSink& sink) -> Result<void> {
        report = handover::open_bundles(bundles, *identities, sink);
        if (!report) return report.error();
        return {};
    };
    const auto wrote = write_table(source, *format, *out, handover::records_promised(bundles));
    if (!wrote) return fail("pledge-kiosk", wrote.error());
    const int status = report_refused(report->refused);
    std::fprintf(stderr, "%llu sign-ups in %s; %llu duplicates left out; %zu faults\n",
                 static_cast<unsigned long long>(report->rows), out->c_str(),
                 static_cast<unsigned long long>(report->duplicates), report->refused.size());
    return status;
}

} // namespace

const Command open_command{
    "open",
    "open BUNDLE... --key FILE --out FILE [--format csv|xlsx|giftaid|jsonl] [--passphrase-file FILE]",
    "Opens bundles on the charity's computer: one table, duplicates removed.",
    options,
    run,
    words_unlimited};

} // namespace kiosk::command
