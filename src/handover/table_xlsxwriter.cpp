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

// The library works through files. They lie on the system's memory disk, in a folder of our own that goes
// with this object: an export must leave nothing readable anywhere but where it was asked to.
class MemoryFolder {
  public:
    static Result<MemoryFolder> create() {
        std::string name = "/dev/shm/pledge-kiosk-" + std::to_string(getpid()) + "-XXXXXX";
        if (mkdtemp(name.data()) == nullptr)
            return machine_error(
                std::string("An XLSX file is put together on the memory disk /dev/shm, and no "
                            "folder can be made there (") +
                std::strerror(errno) + "). Mount it, or take --format csv.");
        return MemoryFolder(name);
    }
    MemoryFolder(MemoryFolder&& other) noexcept : name_(std::exchange(other.name_, {})) {}
    MemoryFolder& operator=(MemoryFolder&&) = delete;
    ~MemoryFolder() {
        std::error_code ignored;
        if (!name_.empty()) std::filesystem::remove_all(name_, ignored);
    }
    [[nodiscard]] const std::string& name() const { return name_; }

  private:
    explicit MemoryFolder(std::string name) : name_(std::move(name)) {}
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

// One workbook; closed, and so written, by close(), or thrown away.
class Workbook {
  public:
    explicit Workbook(const MemoryFolder& folder)
        : tmpdir_(folder.name()),
          path_(folder.name() + "/table.xlsx") {
        lxw_workbook_options options{};
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

    Result<void> fill(const Table& table) {
        if (sheet_ == nullptr || bold_ == nullptr || moment_ == nullptr || text_ == nullptr)
            return machine_error("No memory is left for an XLSX file. Take --format csv.");
        worksheet_freeze_panes(sheet_, 1, 0);
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            note(worksheet_write_string(sheet_, 0, column, table.columns[i].c_str(), bold_));
            note(worksheet_set_column(sheet_, column, column, width_of(table, i), nullptr));
        }
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            for (std::size_t i = 0; i < table.rows[row].size(); ++i)
                write_cell(static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i), table.columns[i],
                           table.rows[row][i]);
        if (!table.rows.empty())
            note(worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                                      static_cast<lxw_col_t>(table.columns.size() - 1)));
        return outcome();
    }

    Result<std::string> close() {
        note(workbook_close(std::exchange(book_, nullptr)));
        if (const auto good = outcome(); !good) return good.error();
        std::ifstream in(path_, std::ios::binary);
        std::string bytes(std::istreambuf_iterator<char>(in), {});
        if (!in || bytes.empty())
            return machine_error(path_ + " cannot be read back. Is the memory disk full? Take --format csv.");
        return bytes;
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
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr; // the book's, as are the formats
    lxw_format *bold_ = nullptr, *moment_ = nullptr, *text_ = nullptr;
    lxw_error error_ = LXW_NO_ERROR;
};

} // namespace

Result<std::string> xlsx_of(const Table& table) {
    if (table.rows.size() >= xlsx_rows_max || table.columns.size() > xlsx_columns_max)
        return input_error("The table has " + std::to_string(table.rows.size()) +
                           " rows, more than an XLSX sheet holds. Take --format csv.");
    auto folder = MemoryFolder::create();
    if (!folder) return folder.error();
    Workbook workbook(*folder);
    if (const auto filled = workbook.fill(table); !filled) return filled.error();
    return workbook.close();
}

} // namespace kiosk::handover
