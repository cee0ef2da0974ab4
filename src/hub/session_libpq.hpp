// One connection to PostgreSQL as values and Results, for store_libpq.cpp, staff_libpq.cpp and the pool only.
// Values always go as parameters, never as part of a statement; bytes go as they are. Each statement is
// prepared once on a connection.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

struct pg_conn;
struct pg_result;

namespace kiosk::hub {

// Texts and bytes are not copied: they live until the statement has run.
class Parameters {
  public:
    class Value {
      public:
        // As libpq wants it: numbers are text that ends in a zero, all else is as it is, with its length.
        [[nodiscard]] const char* data() const { return is_number_ ? digits_.data() : bytes_.data(); }
        [[nodiscard]] int size() const { return static_cast<int>(bytes_.size()); }
        [[nodiscard]] int format() const { return is_number_ ? 0 : 1; }

      private:
        friend class Parameters;
        std::string_view bytes_;
        std::array<char, 21> digits_{};
        bool is_number_ = false;
    };
    Parameters& add(std::int64_t value);
    Parameters& add(std::string_view text);
    Parameters& add(std::span<const std::uint8_t> bytes);
    [[nodiscard]] const std::vector<Value>& values() const { return values_; }
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    void reserve(std::size_t count) { values_.reserve(count); }

  private:
    std::vector<Value> values_;
};

// How the columns of an answer come: bytes need no spelling where all columns are bytes.
enum class Columns : std::uint8_t { AsText, AsBytes };

class Rows {
  public:
    [[nodiscard]] int size() const;
    [[nodiscard]] bool is_null(int row, int column) const;
    [[nodiscard]] std::string text(int row, int column) const;
    [[nodiscard]] std::int64_t integer(int row, int column) const; // 0 for NULL
    [[nodiscard]] std::uint64_t count(int row, int column) const {
        return static_cast<std::uint64_t>(integer(row, column));
    }
    [[nodiscard]] std::vector<std::uint8_t> bytes(int row, int column) const;
    [[nodiscard]] bool bytes_into(int row, int column, std::span<std::uint8_t> out) const;
    [[nodiscard]] std::uint64_t changed() const; // rows that an INSERT or UPDATE touched

  private:
    friend class Session;
    struct Clear {
        void operator()(pg_result* result) const;
    };
    explicit Rows(pg_result* result) : result_(result) {}
    std::unique_ptr<pg_result, Clear> result_;
};

class Session {
  public:
    [[nodiscard]] static Result<Session> open(const std::string& url);
    // Connects again when the line was lost; then the server's promises are asked for anew.
    [[nodiscard]] Result<void> ready();
    [[nodiscard]] Result<void> reconnect();
    [[nodiscard]] Result<Rows> run(const std::string& sql, const Parameters& parameters = {},
                                   Columns columns = Columns::AsText);
    // One statement by itself, that may be said twice: on a line that died while nobody used it, it is said
    // once more on a new one.
    [[nodiscard]] Result<Rows> ask(const std::string& sql, const Parameters& parameters = {});
    // Fault::Machine when the server would answer before it has written (fsync, synchronous_commit,
    // full_page_writes). open() and reconnect() ask by themselves.
    [[nodiscard]] Result<void> check_promises();
    // Statements without parameters or rows.
    [[nodiscard]] Result<void> script(const char* sql);

  private:
    struct Finish {
        void operator()(pg_conn* connection) const;
    };
    explicit Session(pg_conn* connection) : connection_(connection) {}
    [[nodiscard]] bool lost() const;
    // The name under which the connection knows the statement; "" for one that is not prepared.
    [[nodiscard]] Result<std::string> name_of(const std::string& sql);
    std::unique_ptr<pg_conn, Finish> connection_;
    std::map<std::string, std::string> names_; // by statement
};

// BEGIN; ROLLBACK at the end of the scope unless committed.
class SessionTransaction {
  public:
    [[nodiscard]] static Result<SessionTransaction> begin(Session& session);
    SessionTransaction(SessionTransaction&& other) noexcept;
    SessionTransaction& operator=(SessionTransaction&&) = delete;
    ~SessionTransaction();
    // An error means "not known": the batch may be stored or not. The kiosk asks again, and hears "duplicate"
    // if it was.
    [[nodiscard]] Result<void> commit();

  private:
    explicit SessionTransaction(Session& session) : session_(&session) {}
    Session* session_;
};

} // namespace kiosk::hub
