#include "handover/open_bundles.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>

#include "handover/running_hash.hpp"
#include "handover/seen_ids.hpp"

namespace kiosk::handover {
namespace {

constexpr std::size_t trailer_bytes_max = 200; // a count of 20 digits and a hash take 110

std::string_view without_padding(std::string_view text) {
    const std::size_t last = text.find_last_not_of(' ');
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

Result<Row> row_of(const record::WireRecord& sealed, std::string_view clear) {
    auto opened = record::read_opened(clear);
    if (!opened) return opened.error();
    if (opened->id != sealed.id || opened->seq != sealed.seq)
        return input_error(
            "the id or number inside is not the one outside: somebody exchanged records. Keep this file, and "
            "compare it with the hub's copy.");
    return Row{std::move(*opened), std::string(without_padding(clear))};
}

// A line of at most `wire_line_bytes_max`; a longer one is skipped to its end and comes out empty with
// `too_long`.
struct Line {
    std::string text;
    bool too_long = false;
};

bool next_line(std::istream& in, Line& line) {
    using Traits = std::istream::traits_type;
    line.text.clear();
    line.too_long = false;
    if (in.peek() == Traits::eof()) return false;
    std::streambuf& bytes = *in.rdbuf(); // letter by letter, without the stream's ceremony for each
    for (auto letter = bytes.sbumpc(); letter != Traits::eof() && letter != '\n'; letter = bytes.sbumpc()) {
        if (line.text.size() == record::wire_line_bytes_max)
            line.too_long = true;
        else
            line.text += Traits::to_char_type(letter);
    }
    return true;
}

// Reads one bundle after another into the same report.
class Reader {
  public:
    Reader(std::span<const record::Identity> identities, const RowSink& sink)
        : opener_(identities),
          sink_(sink) {}

    Result<void> read(const std::filesystem::path& path) {
        std::ifstream in(path, std::ios::binary);
        if (!in)
            return input_error(path.string() + " cannot be read (" + std::strerror(errno) +
                               "). Check its name and rights.");
        file_ = path.filename().string();
        line_number_ = 1;
        RunningHash hash;
        Line line;
        if (!next_line(in, line))
            return input_error(path.string() + " is empty. Copy it from the stick again.");
        const auto header = parse_bundle_header(line.text);
        if (!header) return input_error(path.string() + ": " + header.error().message);
        hash.add(line.text + "\n");
        read_records(in, hash);
        return {};
    }

    OpenReport report;
    std::uint64_t for_others = 0; // records that none of the identities fits

  private:
    void read_records(std::istream& in, RunningHash& hash) {
        std::uint64_t count = 0;
        Line line;
        while (!stopped_ && next_line(in, line)) {
            ++line_number_;
            // The trailer's sum covers what comes before it, so a line is added only once it is known to be
            // none.
            if (line.text.size() <= trailer_bytes_max) // a record is longer: do not parse it twice
                if (const auto trailer = parse_bundle_trailer(line.text))
                    return check_trailer(*trailer, count, hash, in);
            hash.add(line.text);
            hash.add("\n");
            ++count;
            if (line.too_long)
                refuse("", "the line is too long for a record");
            else
                read_record(line.text);
        }
        if (!stopped_) refuse("", "the bundle has no end: it was cut off. Copy it from the stick again");
    }

    void read_record(std::string_view text) {
        const auto sealed = record::parse_wire_line(text);
        if (!sealed) return refuse("", sealed.error().message);
        const std::string id = record::hex(sealed->id);
        if (seen_.contains(sealed->id)) {
            ++report.duplicates;
            return;
        }
        auto row = open_record(*sealed, opener_);
        if (!row) {
            if (row.error().fault == Fault::Key) ++for_others;
            return refuse(id, row.error().message);
        }
        seen_.insert(sealed->id);
        ++report.rows;
        stopped_ = !sink_(std::move(*row));
    }

    void check_trailer(const BundleTrailer& trailer, std::uint64_t count, const RunningHash& hash,
                       std::istream& in) {
        if (trailer.count != count)
            refuse("", "the bundle holds " + std::to_string(count) + " records and says " +
                           std::to_string(trailer.count));
        else if (trailer.sha != hash.sha256())
            refuse("", "the bundle's sum is wrong: it was changed after it was written. Compare it with "
                       "another copy");
        else if (in.peek() != std::istream::traits_type::eof())
            refuse("", "something follows the bundle's end; it was not read");
    }

    void refuse(const std::string& id, const std::string& why) {
        report.refused.push_back({id, file_ + ", line " + std::to_string(line_number_), why});
    }

    record::Opener opener_;
    const RowSink& sink_;
    SeenIds seen_;
    std::string file_;
    std::uint64_t line_number_ = 0;
    bool stopped_ = false;
};

} // namespace

Result<Row> open_record(const record::WireRecord& sealed, record::Opener& opener) {
    if (!record::intact(sealed))
        return input_error(
            "its SHA-256 is not that of its sealed bytes: it was damaged on the way. Use another copy.");
    std::optional<Result<Row>> row;
    const auto clear =
        opener.open(sealed.sealed, [&](std::string_view bytes) { row = row_of(sealed, bytes); });
    if (!clear) return clear.error();
    return std::move(*row);
}

std::uint64_t records_promised(std::span<const std::filesystem::path> bundles) {
    std::uint64_t records = 0;
    for (const auto& bundle : bundles) {
        std::ifstream in(bundle, std::ios::binary);
        Line line;
        if (!in || !next_line(in, line)) continue;
        const auto header = parse_bundle_header(line.text);
        if (header && header->last_seq >= header->first_seq && header->first_seq > 0)
            records += header->last_seq - header->first_seq + 1;
    }
    return records;
}

Result<OpenReport> open_bundles(std::span<const std::filesystem::path> bundles,
                                std::span<const record::Identity> identities, const RowSink& sink) {
    Reader reader(identities, sink);
    for (const auto& bundle : bundles)
        if (auto read = reader.read(bundle); !read) return read.error();
    if (reader.report.rows == 0 && reader.for_others > 0)
        return key_error("None of the " + std::to_string(reader.for_others) +
                         " records opens with this key file: they were sealed to others. Use the key whose "
                         "public half stood in "
                         "the kiosk's settings when they were taken.");
    return std::move(reader.report);
}

} // namespace kiosk::handover
