#include "hub/statement_sqlite.hpp"

#include <cstring>

#include <sqlite3.h>

namespace kiosk::hub {

void ConnectionClose::operator()(sqlite3* connection) const {
    sqlite3_close(connection);
}

Error sqlite_error(sqlite3* connection, std::string_view doing) {
    const int code = sqlite3_extended_errcode(connection);
    return machine_error("the hub's store, while " + std::string(doing) + ": " + sqlite3_errstr(code) +
                             "; look at the disk and the file's permissions",
                         code);
}

Result<void> execute(sqlite3* connection, const char* sql) {
    if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqlite_error(connection, "preparing");
    return Done{};
}

Statement::Statement(sqlite3* connection, std::string_view sql) : connection_(connection) {
    code_ = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
}

Statement::~Statement() {
    sqlite3_finalize(statement_);
}

Statement& Statement::bind(std::int64_t value) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(statement_, ++bound_, value);
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    if (code_ == SQLITE_OK)
        code_ = sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(), SQLITE_TRANSIENT,
                                    SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(std::span<const std::uint8_t> bytes) {
    // A null pointer would bind NULL, which an empty blob is not.
    const void* const data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    if (code_ == SQLITE_OK)
        code_ = sqlite3_bind_blob64(statement_, ++bound_, data, bytes.size(), SQLITE_TRANSIENT);
    return *this;
}

bool Statement::next() {
    if (code_ == SQLITE_OK || code_ == SQLITE_ROW) code_ = sqlite3_step(statement_);
    return code_ == SQLITE_ROW;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}
bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::vector<std::uint8_t> Statement::bytes(int column) const {
    const auto* const data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return data ? std::vector<std::uint8_t>(data, data + sqlite3_column_bytes(statement_, column))
                : std::vector<std::uint8_t>{};
}

std::string Statement::text(int column) const {
    const std::vector<std::uint8_t> copy = bytes(column);
    return {copy.begin(), copy.end()};
}

bool Statement::bytes_into(int column, std::span<std::uint8_t> out) const {
    const void* const data = sqlite3_column_blob(statement_, column);
    if (!data || static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) != out.size())
        return false;
    std::memcpy(out.data(), data, out.size());
    return true;
}

Result<void> Statement::finish() {
    while (next()) {
    }
    if (code_ != SQLITE_DONE) return sqlite_error(connection_, "reading or writing");
    return Done{};
}

Transaction::~Transaction() {
    if (open_) sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
}

// IMMEDIATE takes the writer's place at once, so that no read of this transaction can be out of date at its
// commit.
Result<void> Transaction::begin() {
    auto begun = execute(connection_, "BEGIN IMMEDIATE");
    open_ = begun.ok();
    return begun;
}

Result<void> Transaction::commit() {
    auto committed = execute(connection_, "COMMIT");
    if (committed) open_ = false;
    return committed;
}

} // namespace kiosk::hub
