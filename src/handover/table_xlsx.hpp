// Tables as XLSX for people: every cell is text, but for moments, which are dates, and numbers of checked
// grammar; the header stays in sight. Text is never a formula, so that no cell needs an apostrophe. Called by
// `open` and `export --key`. Leaves nothing readable where nobody asked for it: what the library needs
// besides lies in memory, or, for tables that are too large for that, beside the file that is wanted.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/result.hpp"
#include "handover/table.hpp"

namespace kiosk::handover {

// What a worksheet holds at most (Office Open XML as spreadsheets read it).
constexpr std::size_t xlsx_rows_max = 1'048'576, xlsx_columns_max = 16'384;

// The whole file's bytes. captured_utc becomes a date and time, seq and field.amount numbers; whatever has
// not that form stays text, as do phones and postcodes always.
[[nodiscard]] Result<std::string> xlsx_of(const Table& table);

// The same a row at a time, in memory that does not grow with the rows.
class XlsxFile {
  public:
    // `sample`: the columns, and some rows for their widths. What is put together lies in a folder of its own
    // that goes with this object: inside `beside`, or on the memory disk when that is empty.
    [[nodiscard]] static Result<XlsxFile> create(const Table& sample, const std::filesystem::path& beside);
    XlsxFile(XlsxFile&&) noexcept;
    XlsxFile& operator=(XlsxFile&&) = delete;
    ~XlsxFile();

    [[nodiscard]] Result<void> add(std::span<const std::string> cells);
    // Gives the file's bytes, part by part; the text may be taken away. Nothing can be added after it.
    [[nodiscard]] Result<void> finish(const std::function<Result<void>(std::string&)>& take);

  private:
    struct State;
    explicit XlsxFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace kiosk::handover
