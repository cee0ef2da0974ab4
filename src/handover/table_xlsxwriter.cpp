#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

#include "base/ascii.hpp"
#include "base/time.hpp"
#include "handover/table_xlsx.hpp"

namespace kiosk::handover {
namespace {

// The library works through files. They lie in a folder of our own that goes with this object: on the
// system's memory disk, or beside the file that is wanted. An export must leave nothing readable anywhere but
// where it was asked to.
class PrivateFolder {
  public:
    static Result<PrivateFolder> create(const std::filesystem::path& beside) {
        const bool memory = beside.empty();
        std::string name = memory ? "/dev/shm/pledge-kiosk-" + std::to_string(getpid()) + "-XXXXXX"
                                  : (beside / ("xlsx.part-" + std::to_string(getpid()) + "-XXXXXX")).string();
        if (mkdtemp(name.data()) != nullptr) return PrivateFolder(name);
        const std::string why = std::strerror(errno);
        if (memory)
            return machine_error(
                "An XLSX file is put together on the memory disk /dev/shm, and no folder can "
                "be made there (" +
                why + "). Mount it, or take --format csv.");
        return machine_error("An XLSX file is put together beside itself, and no folder can be made in " +
                             beside.string() + " (" + why + "). Take --format csv.");
    }
    PrivateFolder(PrivateFolder&& other) noexcept : name_(std::exchange(other.name_, {})) {}
    PrivateFolder& operator=(PrivateFolder&&) = delete;
    ~PrivateFolder() {
        std::error_code ignored;
        if (!name_.empty()) std::filesystem::remove_all(name_, ignored);
    }
    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    explicit PrivateFolder(std::string name) : name_(std::move(name)) {}
    std::string name_;
};

// RFC 3339 as a day of the spreadsheet's calendar, whose day 25,569 is 1970-01-01.
std::optional<double> day_of(std::string_view text) {
    constexpr double epoch_day = 25'569, day_ms = 86'400'000;
    const auto at = parse_rfc3339(text);
    if (!at || at->unix_ms < 0) return std::nullopt;
    return epoch_day + static_cast<double>(at->unix_ms) / day_ms;
}

// Digits with at most two decimals and no leading zero, which a spreadsheet keeps exactly.
std::optional<double> exact_number(std::string_view text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view cents = text.substr(std::min(point + 1, text.size()));
    const auto digits = [](std::string_view part) { return std::ranges::all_of(part, ascii::is_digit); };
    if (whole.empty() || whole.size() > 12 || !digits(whole) || (whole.size() > 1 && whole[0] == '0'))
        return std::nullopt;
    if (point < text.size() && (cents.empty() || cents.size() > 2 || !digits(cents))) return std::nullopt;
    double value = 0;
    (void)std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

enum class Keeps : std::uint8_t { AllRows, OneRow }; // in memory, until the end

// One workbook; closed, and so written, by close(), or thrown away.
class Workbook {
  public:
    Workbook(const PrivateFolder& folder, Keeps keeps)
        : tmpdir_(folder.name()),
          path_(folder.name() + "/table.xlsx") {
        lxw_workbook_options options{};
        options.constant_memory = keeps == Keeps::OneRow ? LXW_TRUE : LXW_FALSE;
        options.tmpdir = tmpdir_.data();
        book_ = workbook_new_opt(path_.c_str(), &options);
        if (book_ == nullptr) return;
        sheet_ = workbook_add_worksheet(book_, "sign-ups");
        bold_ = workbook_add_format(book_);
        moment_ = workbook_add_format(book_);
        text_ = workbook_add_format(book_);
        if (bold_ != nullptr) format_set_bold(bold_);
        if (moment_ != nullptr) format_set_num_format(moment_, "yyyy-mm-dd hh:mm:ss");
        if (text_ != nullptr) format_set_num_format(text_, "@"); // stays text when somebody edits it
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook() {
        if (book_ != nullptr) lxw_workbook_free(book_);
    }

    // The header, and the widths of the columns by the rows of the sample.
    Result<void> begin(const Table& sample) {
        if (sheet_ == nullptr || bold_ == nullptr || moment_ == nullptr || text_ == nullptr)
            return machine_error("No memory is left for an XLSX file. Take --format csv.");
        columns_ = sample.columns;
        worksheet_freeze_panes(sheet_, 1, 0);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            note(worksheet_write_string(sheet_, 0, column, columns_[i].c_str(), bold_));
            note(worksheet_set_column(sheet_, column, column, width_of(sample, i), nullptr));
        }
        return outcome();
    }

    Result<void> add(std::span<const std::string> cells) {
        if (rows_ + 1 >= xlsx_rows_max) return too_long(rows_ + 1);
        ++rows_;
        for (std::size_t i = 0; i < cells.size(); ++i)
            write_cell(static_cast<lxw_row_t>(rows_), static_cast<lxw_col_t>(i), columns_[i], cells[i]);
        return outcome();
    }

    // Gives the path of the whole file.
    Result<std::string> close() {
        if (rows_ > 0)
            note(worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(rows_),
                                      static_cast<lxw_col_t>(columns_.size() - 1)));
        note(workbook_close(std::exchange(book_, nullptr)));
        if (const auto good = outcome(); !good) return good.error();
        return path_;
    }

    static Error too_long(std::size_t rows) {
        return input_error("The table has " + std::to_string(rows) +
                           " rows, more than an XLSX sheet holds. Take --format csv.");
    }

  private:
    void write_cell(lxw_row_t row, lxw_col_t column, const std::string& name, const std::string& cell) {
        if (cell.empty()) return;
        if (name == "captured_utc") {
            if (const auto day = day_of(cell))
                return note(worksheet_write_number(sheet_, row, column, *day, moment_));
        } else if (name == "seq" || name == "field.amount") {
            if (const auto value = exact_number(cell))
                return note(worksheet_write_number(sheet_, row, column, *value, nullptr));
        }
        note(worksheet_write_string(sheet_, row, column, cell.c_str(), text_));
    }

    // Wide enough for most of its cells, in characters; long words of consent are cut off by the screen
    // alone.
    static double width_of(const Table& table, std::size_t column) {
        constexpr std::size_t least = 8, most = 40, looked_at = 200;
        std::size_t longest = table.columns[column].size();
        for (std::size_t row = 0; row < std::min(table.rows.size(), looked_at); ++row)
            longest = std::max(longest, table.rows[row][column].size());
        return static_cast<double>(std::clamp(longest + 2, least, most));
    }

    void note(lxw_error error) {
        if (error_ == LXW_NO_ERROR) error_ = error;
    }
    [[nodiscard]] Result<void> outcome() const {
        if (error_ == LXW_NO_ERROR) return {};
        return machine_error("The XLSX file could not be put together (" + std::string(lxw_strerror(error_)) +
                             "). Take --format csv.");
    }

    std::string tmpdir_, path_;
    std::vector<std::string> columns_;
    std::size_t rows_ = 0;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr; // the book's, as are the formats
    lxw_format *bold_ = nullptr, *moment_ = nullptr, *text_ = nullptr;
    lxw_error error_ = LXW_NO_ERROR;
};

constexpr std::size_t part_bytes = 1U << 20U;

Result<void> give(const std::string& path, const std::function<Result<void>(std::string&)>& take) {
    std::ifstream in(path, std::ios::binary);
    std::size_t given = 0;
    for (std::string part; in;) {
        part.resize(part_bytes);
        in.read(part.data(), static_cast<std::streamsize>(part.size()));
        part.resize(static_cast<std::size_t>(in.gcount()));
        given += part.size();
        if (part.empty()) break;
        if (auto taken = take(part); !taken) return taken;
    }
    if (given == 0 || !in.eof())
        return machine_error(path + " cannot be read back. Is the disk full? Take --format csv.");
    return {};
}

} // namespace

struct XlsxFile::State {
    PrivateFolder folder;
    Workbook book;
    State(PrivateFolder in, Keeps keeps) : folder(std::move(in)), book(folder, keeps) {}
};

XlsxFile::XlsxFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsxFile::XlsxFile(XlsxFile&&) noexcept = default;
XlsxFile::~XlsxFile() = default;

Result<XlsxFile> XlsxFile::create(const Table& sample, const std::filesystem::path& beside) {
    if (sample.columns.size() > xlsx_columns_max) return Workbook::too_long(sample.rows.size());
    auto folder = PrivateFolder::create(beside);
    if (!folder) return folder.error();
    auto state = std::make_unique<State>(std::move(*folder), Keeps::OneRow);
    if (auto begun = state->book.begin(sample); !begun) return begun.error();
    return XlsxFile(std::move(state));
}

Result<void> XlsxFile::add(std::span<const std::string> cells) {
    return state_->book.add(cells);
}

Result<void> XlsxFile::finish(const std::function<Result<void>(std::string&)>& take) {
    const auto path = state_->book.close();
    if (!path) return path.error();
    return give(*path, take);
}

Result<std::string> xlsx_of(const Table& table) {
    if (table.rows.size() >= xlsx_rows_max || table.columns.size() > xlsx_columns_max)
        return Workbook::too_long(table.rows.size());
    auto folder = PrivateFolder::create({});
    if (!folder) return folder.error();
    Workbook workbook(*folder, Keeps::AllRows);
    if (const auto begun = workbook.begin(table); !begun) return begun.error();
    for (const auto& row : table.rows)
        if (const auto added = workbook.add(row); !added) return added.error();
    const auto path = workbook.close();
    if (!path) return path.error();
    std::string bytes;
    if (auto read = give(*path, [&](std::string& part) { return bytes += part, Result<void>(); }); !read)
        return read.error();
    return bytes;
}

} // namespace kiosk::handover
