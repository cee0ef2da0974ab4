#include "outbox/statement_sqlite.hpp"

#include <utility>

#include <sqlite3.h>

namespace kiosk::outbox {
namespace {

std::string advice(int code) {
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "Another instance has the store open. Close it first.";
    case SQLITE_FULL: return "The disk is full. Free some space; nothing that was stored is lost.";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return "The store's file is damaged, or is no store.";
    case SQLITE_READONLY:
    case SQLITE_PERM: return "The store cannot be written. Check the owner and the rights of its folder.";
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
        return "The store cannot be opened. Check that its folder is there, and its owner and rights.";
    case SQLITE_IOERR:
        return "The disk reported an error. It is not known whether the last change was stored.";
    default: return "The store could not do what was asked.";
    }
}

// SQLite's own words name tables and pages, never what is in them.
Error error_of(sqlite3* handle, int code) {
    const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
    const char* words = sqlite3_errstr(code);
    return machine_error(advice(code) + " (SQLite: " + words + ", " + std::to_string(extended) + ")",
                         (extended & 0xFF) == (code & 0xFF) ? extended : code);
}

} // namespace

StoreFault store_fault(const Error& error) {
    switch (error.code & 0xFF) {
    case SQLITE_OK: return StoreFault::None;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return StoreFault::Busy;
    case SQLITE_FULL: return StoreFault::Full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return StoreFault::Damaged;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN: return StoreFault::ReadOnly;
    case SQLITE_IOERR: return StoreFault::InputOutput;
    case SQLITE_CONSTRAINT: return StoreFault::Constraint;
    default: return StoreFault::Other;
    }
}

Error full_disk_error() {
    return machine_error(advice(SQLITE_FULL), SQLITE_FULL);
}

void Statement::Finalize::operator()(sqlite3_stmt* handle) const {
    sqlite3_finalize(handle);
}

Statement& Statement::bind(int position, std::int64_t value) {
    sqlite3_bind_int64(handle_.get(), position, value);
    return *this;
}

Statement& Statement::bind(int position, std::span<const std::uint8_t> bytes) {
    // An empty span may have no address, which SQLite would take for NULL.
    static constexpr std::uint8_t nothing = 0;
    const std::uint8_t* data = bytes.empty() ? &nothing : bytes.data();
    sqlite3_bind_blob64(handle_.get(), position, data, bytes.size(), nullptr);
    return *this;
}

Statement& Statement::bind(int position, std::string_view text) {
    const char* data = text.empty() ? "" : text.data();
    sqlite3_bind_text64(handle_.get(), position, data, text.size(), nullptr, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind_null(int position) {
    sqlite3_bind_null(handle_.get(), position);
    return *this;
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return error_of(sqlite3_db_handle(handle_.get()), code);
}

Result<void> Statement::run() {
    for (;;) {
        const auto row = step();
        if (!row) return row.error();
        if (!*row) return {};
    }
}

void Statement::reset() {
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

std::span<const std::uint8_t> Statement::bytes(int column) const {
    const void* data = sqlite3_column_blob(handle_.get(), column);
    return {static_cast<const std::uint8_t*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::string Statement::text(int column) const {
    const auto data = bytes(column);
    return {reinterpret_cast<const char*>(data.data()), data.size()};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

KeptStatement::KeptStatement(KeptStatement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)) {}

KeptStatement::~KeptStatement() {
    if (statement_ != nullptr) statement_->reset();
}

void Database::Close::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

Result<Database> Database::open(const std::string& path, const std::string& vfs) {
    sqlite3* handle = nullptr;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
    Database database(handle);
    if (code != SQLITE_OK) return error_of(handle, code);
    return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* handle = nullptr;
    const int code =
        sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
    if (code != SQLITE_OK) return error_of(handle_.get(), code);
    return Statement(handle);
}

Result<KeptStatement> Database::kept(std::string_view sql) {
    const auto found = kept_.find(sql);
    if (found != kept_.end()) return KeptStatement(found->second);
    auto made = prepare(sql);
    if (!made) return made.error();
    return KeptStatement(kept_.emplace(sql, std::move(*made)).first->second);
}

Result<void> Database::run(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error_of(handle_.get(), code);
    return {};
}

Result<std::int64_t> Database::integer(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return statement.error();
    const auto row = statement->step();
    if (!row) return row.error();
    if (!*row) return machine_error("The store has no row for: " + std::string(sql), SQLITE_CORRUPT);
    return statement->integer(0);
}

Result<std::string> Database::text(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return statement.error();
    const auto row = statement->step();
    if (!row) return row.error();
    if (!*row) return machine_error("The store has no row for: " + std::string(sql), SQLITE_CORRUPT);
    return statement->text(0);
}

std::uint64_t Database::changes() const {
    return static_cast<std::uint64_t>(sqlite3_changes64(handle_.get()));
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

Result<void> Database::harden() {
    const std::pair<int, int> switches[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                            {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                            {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                            {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                            {SQLITE_DBCONFIG_ENABLE_VIEW, 0}};
    for (const auto& [name, wanted] : switches) {
        int is = -1;
        const int code = sqlite3_db_config(handle_.get(), name, wanted, &is);
        if (code != SQLITE_OK || is != wanted)
            return error_of(handle_.get(), code == SQLITE_OK ? SQLITE_ERROR : code);
    }
    return {};
}

Result<Transaction> Transaction::begin(Database& database) {
    auto begun = database.run("BEGIN IMMEDIATE");
    if (!begun) return begun.error();
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    // After some errors SQLite has rolled back by itself; a second failure here changes nothing.
    if (database_ != nullptr && database_->in_transaction())
        static_cast<void>(database_->run("ROLLBACK").ok());
}

Result<void> Transaction::commit() {
    auto committed = database_->run("COMMIT");
    if (committed) database_ = nullptr;
    return committed;
}

} // namespace kiosk::outbox
