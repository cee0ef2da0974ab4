// SQLite as values and Results: a database, a statement, a transaction as a scope. Used by the outbox and the
// hub's store, whose files are named after SQLite too. The library's handles stay inside; no exception
// leaves.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk::outbox {

// What a failed call means for what to do next; from SQLite's result code, which stands in Error::code.
enum class StoreFault : std::uint8_t { None, Busy, Full, Damaged, ReadOnly, InputOutput, Constraint, Other };
[[nodiscard]] StoreFault store_fault(const Error& error);
// The same that SQLite would say, for who sees it coming.
[[nodiscard]] Error full_disk_error();

class Statement {
  public:
    // Bound bytes and texts are not copied: they live until the last step. Positions count from 1.
    Statement& bind(int position, std::int64_t value);
    Statement& bind(int position, std::span<const std::uint8_t> bytes);
    Statement& bind(int position, std::string_view text);
    Statement& bind_null(int position);

    // True when there is a row. After an error the statement is of no more use.
    [[nodiscard]] Result<bool> step();
    // Steps through to the end, for statements whose rows do not matter.
    [[nodiscard]] Result<void> run();
    // Makes it ready to be bound and stepped again.
    void reset();

    // Columns of the row, from 0. A view is valid until the next step or reset.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::span<const std::uint8_t> bytes(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] bool is_null(int column) const;

  private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const;
    };
    explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

// A statement that its database keeps; the end of the scope makes it ready for the next use.
class KeptStatement {
  public:
    explicit KeptStatement(Statement& statement) : statement_(&statement) {}
    ~KeptStatement();
    KeptStatement(KeptStatement&& other) noexcept;
    KeptStatement& operator=(KeptStatement&&) = delete;
    KeptStatement(const KeptStatement&) = delete;
    KeptStatement& operator=(const KeptStatement&) = delete;
    Statement* operator->() const { return statement_; }
    Statement& operator*() const { return *statement_; }

  private:
    Statement* statement_;
};

class Database {
  public:
    // Opens or makes the file; `vfs` is empty for the system's own. The file's folder must be there.
    [[nodiscard]] static Result<Database> open(const std::string& path, const std::string& vfs);

    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    // For what is asked again and again: prepared the first time, then kept as long as the database. Never
    // used twice at once, so not where `sql` may come up again before the scope of the first use ends.
    [[nodiscard]] Result<KeptStatement> kept(std::string_view sql);
    // One or more statements without parameters, rows dropped.
    [[nodiscard]] Result<void> run(const std::string& sql);
    // The first column of the first row; an error when there is none.
    [[nodiscard]] Result<std::int64_t> integer(std::string_view sql);
    [[nodiscard]] Result<std::string> text(std::string_view sql);
    // Rows changed by the last INSERT, UPDATE or DELETE.
    [[nodiscard]] std::uint64_t changes() const;
    // No schema change by accident, no trust in what a foreign file's schema would run, no extensions.
    [[nodiscard]] Result<void> harden();
    // Whether a transaction is open.
    [[nodiscard]] bool in_transaction() const;

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    explicit Database(sqlite3* handle) : handle_(handle) {}
    std::unique_ptr<sqlite3, Close> handle_;
    std::map<std::string, Statement, std::less<>> kept_; // goes before the handle that they belong to
};

// BEGIN IMMEDIATE now; ROLLBACK at the end of the scope unless committed.
class Transaction {
  public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    [[nodiscard]] Result<void> commit();

  private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

} // namespace kiosk::outbox
