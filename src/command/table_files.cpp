#include "command/table_files.hpp"

#include <cstdio>
#include <utility>
#include <vector>

#include "base/secret.hpp"
#include "handover/gift_aid.hpp"
#include "handover/table_csv.hpp"
#include "handover/table_xlsx.hpp"
#include "handover/verified_file.hpp"
#include "platform/terminal.hpp"

namespace kiosk::command {

namespace {

// Standard output, or a file that is whole or not there.
class Target {
  public:
    static Result<Target> open(const std::filesystem::path& path) {
        if (path == "-") return Target(std::nullopt);
        auto file = handover::VerifiedFile::create(path);
        if (!file) return file.error();
        return Target(std::move(*file));
    }
    // Writes and wipes it.
    Result<void> write(std::string& text) {
        Result<void> wrote;
        if (file_)
            wrote = file_->write(text);
        else if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
            wrote = machine_error("Standard output took only a part of the table.");
        wipe(text.data(), text.size());
        text.clear();
        return wrote;
    }
    Result<void> finish() {
        if (!file_)
            return std::fflush(stdout) == 0 ? Result<void>()
                                            : machine_error("Standard output took only a part of the table.");
        if (const auto finished = file_->finish(); !finished) return finished.error();
        return {};
    }

  private:
    explicit Target(std::optional<handover::VerifiedFile> file) : file_(std::move(file)) {}
    std::optional<handover::VerifiedFile> file_;
};

// One walk over the rows. `take` gets each row, which is wiped after it; its first error ends the walk.
Result<void> walk(const RowSource& source, const char* label, std::uint64_t total,
                  const std::function<Result<void>(const handover::Row&)>& take) {
    platform::Progress progress(label, total);
    std::uint64_t done = 0;
    Result<void> outcome;
    const auto walked = source([&](handover::Row&& row) {
        outcome = take(row);
        handover::wipe_rows({&row, 1});
        progress.at(++done);
        return outcome.ok();
    });
    return outcome ? walked : outcome;
}

Error changed_meanwhile() {
    return input_error("The records changed while they were read. Nothing was written; try again.");
}

Result<void> write_csv(const RowSource& source, Target& target, std::uint64_t total) {
    handover::Columns columns;
    auto looked = walk(source, "looking at sign-ups", total, [&](const handover::Row& row) -> Result<void> {
        columns.add(row.record);
        return {};
    });
    if (!looked) return looked;
    std::string text(handover::csv_byte_order_mark);
    handover::append_csv_line(text, columns.names());
    if (auto wrote = target.write(text); !wrote) return wrote;
    return walk(source, "writing sign-ups", total, [&](const handover::Row& row) -> Result<void> {
        if (!columns.hold(row.record)) return changed_meanwhile();
        auto cells = columns.cells_of(row.record);
        handover::append_csv_line(text, cells);
        handover::wipe_cells(cells);
        return target.write(text);
    });
}

Result<void> write_jsonl(const RowSource& source, Target& target, std::uint64_t total) {
    std::string text;
    return walk(source, "writing sign-ups", total, [&](const handover::Row& row) {
        text = row.exact + "\n";
        return target.write(text);
    });
}

Result<void> write_gift_aid(const RowSource& source, Target& target, std::uint64_t total) {
    std::string text(handover::csv_byte_order_mark);
    handover::append_csv_line(text, handover::gift_aid_table({}).table.columns);
    if (auto wrote = target.write(text); !wrote) return wrote;
    std::uint64_t declarations = 0, without = 0, by_hand = 0;
    auto walked = walk(source, "writing declarations", total, [&](const handover::Row& row) -> Result<void> {
        auto one = handover::gift_aid_table({&row, 1});
        without += one.without;
        by_hand += one.refused.size();
        declarations += one.table.rows.size();
        report_refused(one.refused);
        for (const auto& cells : one.table.rows) handover::append_csv_line(text, cells);
        handover::wipe_table(one.table);
        return target.write(text);
    });
    if (walked)
        std::fprintf(stderr,
                     "%llu declarations; %llu records without a valid one were left out; %llu need a hand\n",
                     static_cast<unsigned long long>(declarations), static_cast<unsigned long long>(without),
                     static_cast<unsigned long long>(by_hand));
    return walked;
}

Result<void> write_small_xlsx(const RowSource& source, Target& target, std::uint64_t total,
                              const handover::Columns& columns, std::uint64_t rows) {
    handover::Table table;
    table.columns = columns.names();
    auto gathered = walk(source, "reading sign-ups", total, [&](const handover::Row& row) -> Result<void> {
        if (!columns.hold(row.record) || table.rows.size() == rows) return changed_meanwhile();
        table.rows.push_back(columns.cells_of(row.record));
        return {};
    });
    Result<std::string> text = gathered ? handover::xlsx_of(table) : Result<std::string>(gathered.error());
    handover::wipe_table(table);
    if (!text) return text.error();
    return target.write(*text);
}

// The first rows are held back, so that the columns get their widths by them.
Result<void> write_large_xlsx(const RowSource& source, Target& target, std::uint64_t total,
                              const handover::Columns& columns, const std::filesystem::path& beside) {
    constexpr std::size_t sample_rows = 200;
    handover::Table sample;
    sample.columns = columns.names();
    std::optional<handover::XlsxFile> file;
    const auto start = [&]() -> Result<void> {
        auto made = handover::XlsxFile::create(sample, beside);
        if (!made) return made.error();
        file.emplace(std::move(*made));
        for (const auto& cells : sample.rows)
            if (auto added = file->add(cells); !added) return added;
        return {};
    };
    auto wrote = walk(source, "writing sign-ups", total, [&](const handover::Row& row) -> Result<void> {
        if (!columns.hold(row.record)) return changed_meanwhile();
        auto cells = columns.cells_of(row.record);
        if (!file) {
            sample.rows.push_back(std::move(cells));
            return sample.rows.size() < sample_rows ? Result<void>() : start();
        }
        auto added = file->add(cells);
        handover::wipe_cells(cells);
        return added;
    });
    if (wrote && !file) wrote = start();
    handover::wipe_table(sample);
    if (!wrote) return wrote;
    return file->finish([&](std::string& part) { return target.write(part); });
}

Result<void> write_xlsx(const RowSource& source, Target& target, std::uint64_t total,
                        const std::filesystem::path& path) {
    handover::Columns columns;
    std::uint64_t rows = 0;
    auto looked = walk(source, "looking at sign-ups", total, [&](const handover::Row& row) -> Result<void> {
        if (++rows >= handover::xlsx_rows_max)
            return input_error("An XLSX sheet holds at most " + std::to_string(handover::xlsx_rows_max - 1) +
                               " sign-ups, and there are more. Take --format csv.");
        columns.add(row.record);
        return {};
    });
    if (!looked) return looked;
    if (rows <= xlsx_rows_at_once) return write_small_xlsx(source, target, total, columns, rows);
    const bool has_place = path != "-"; // standard output has none: then the memory disk
    return write_large_xlsx(source, target, total, columns,
                            has_place ? std::filesystem::absolute(path).parent_path()
                                      : std::filesystem::path());
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

Result<void> write_table(const RowSource& source, TableFormat format, const std::filesystem::path& path,
                         std::uint64_t total) {
    auto target = Target::open(path);
    if (!target) return target.error();
    Result<void> wrote;
    switch (format) {
    case TableFormat::Csv: wrote = write_csv(source, *target, total); break;
    case TableFormat::Xlsx: wrote = write_xlsx(source, *target, total, path); break;
    case TableFormat::GiftAid: wrote = write_gift_aid(source, *target, total); break;
    case TableFormat::Jsonl: wrote = write_jsonl(source, *target, total); break;
    }
    return wrote ? target->finish() : wrote;
}

int report_refused(std::span<const handover::Refused> refused) {
    for (const handover::Refused& each : refused)
        std::fprintf(stderr, "pledge-kiosk: skipped %s%s%s: %s\n", each.where.c_str(),
                     each.id.empty() ? "" : ", id ", each.id.c_str(), each.why.c_str());
    return refused.empty() ? 0 : exit_status(Fault::Input);
}

} // namespace kiosk::command
