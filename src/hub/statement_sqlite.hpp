// SQLite's handles for store_sqlite*.cpp only: a connection, a statement, a transaction as a scope. Included
// by no other file. A failed call is remembered by the statement and comes out of finish(), so that a row is
// never half read.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk::hub {

struct ConnectionClose {
    void operator()(sqlite3* connection) const;
};
using Connection = std::unique_ptr<sqlite3, ConnectionClose>;

[[nodiscard]] Error sqlite_error(sqlite3* connection, std::string_view doing);
[[nodiscard]] Result<void> execute(sqlite3* connection, const char* sql);

class Statement {
  public:
    Statement(sqlite3* connection, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Bind in order, from the first question mark on. Text and bytes are copied.
    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind(std::span<const std::uint8_t> bytes);
    // True while there is a row.
    [[nodiscard]] bool next();
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::vector<std::uint8_t> bytes(int column) const;
    // False when the column has another length.
    [[nodiscard]] bool bytes_into(int column, std::span<std::uint8_t> out) const;
    // Runs what is left and tells whether all went well.
    [[nodiscard]] Result<void> finish();

  private:
    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
    int code_;
};

// Rolls back unless commit() succeeded.
class Transaction {
  public:
    explicit Transaction(sqlite3* connection) : connection_(connection) {}
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> commit();

  private:
    sqlite3* connection_;
    bool open_ = false;
};

} // namespace kiosk::hub
