#include "command/table_files.hpp"

#include <cstdio>

#include "base/secret.hpp"
#include "handover/gift_aid.hpp"
#include "handover/table_csv.hpp"
#include "handover/table_xlsx.hpp"
#include "handover/verified_file.hpp"

namespace kiosk::command {

namespace {

handover::Table gift_aid_of(std::span<const handover::Row> rows) {
    auto gift_aid = handover::gift_aid_table(rows);
    report_refused(gift_aid.refused);
    std::fprintf(stderr,
                 "%zu declarations; %llu records without a valid one were left out; %zu need a hand\n",
                 gift_aid.table.rows.size(), static_cast<unsigned long long>(gift_aid.without),
                 gift_aid.refused.size());
    return std::move(gift_aid.table);
}

Result<std::string> text_in(std::span<const handover::Row> rows, TableFormat format) {
    if (format == TableFormat::Jsonl) return handover::jsonl_of(rows);
    handover::Table table = format == TableFormat::GiftAid ? gift_aid_of(rows) : handover::table_of(rows);
    Result<std::string> text =
        format == TableFormat::Xlsx ? handover::xlsx_of(table) : Result(handover::csv_of(table));
    handover::wipe_table(table);
    return text;
}

Result<void> write_text(std::string_view text, const std::filesystem::path& path) {
    if (path == "-") {
        if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
            return machine_error("Standard output took only a part of the table.");
        return {};
    }
    auto file = handover::VerifiedFile::create(path);
    if (!file) return file.error();
    if (auto wrote = file->write(text); !wrote) return wrote;
    if (const auto finished = file->finish(); !finished) return finished.error();
    return {};
}

} // namespace

Result<TableFormat> parse_format(std::string_view name) {
    if (name == "csv") return TableFormat::Csv;
    if (name == "xlsx") return TableFormat::Xlsx;
    if (name == "giftaid") return TableFormat::GiftAid;
    if (name == "jsonl") return TableFormat::Jsonl;
    return usage_error("--format " + std::string(name) +
                       " is not known. Choose csv, xlsx, giftaid or jsonl.");
}

std::string_view extension_of(TableFormat format) {
    switch (format) {
    case TableFormat::Csv: return "csv";
    case TableFormat::Xlsx: return "xlsx";
    case TableFormat::GiftAid: return "giftaid.csv";
    case TableFormat::Jsonl: return "jsonl";
    }
    return "csv";
}

Result<void> write_rows(std::span<handover::Row> rows, TableFormat format,
                        const std::filesystem::path& path) {
    auto text = text_in(rows, format);
    handover::wipe_rows(rows);
    if (!text) return text.error();
    auto wrote = write_text(*text, path);
    wipe(text->data(), text->size());
    return wrote;
}

int report_refused(std::span<const handover::Refused> refused) {
    for (const handover::Refused& each : refused)
        std::fprintf(stderr, "pledge-kiosk: skipped %s%s%s: %s\n", each.where.c_str(),
                     each.id.empty() ? "" : ", id ", each.id.c_str(), each.why.c_str());
    return refused.empty() ? 0 : exit_status(Fault::Input);
}

} // namespace kiosk::command
