// A statement of the hub's SQLite store whose first error is kept until finish(), so that a row is never half
// read and a method stays a few lines. Used by store_sqlite.cpp only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "outbox/statement_sqlite.hpp"

namespace kiosk::hub {

class Query {
  public:
    Query(outbox::Database& database, std::string_view sql) : statement_(database.kept(sql)) {}

    // Binds the next parameter. Texts and bytes are not copied: they live until finish().
    template <typename Value> Query& bind(const Value& value) {
        if (statement_) (*statement_)->bind(++bound_, value);
        return *this;
    }
    // True while there is a row.
    [[nodiscard]] bool next() {
        if (!statement_ || ended_) return false;
        const auto row = (*statement_)->step();
        if (!row) failed_ = row;
        ended_ = !row || !*row;
        return !ended_;
    }
    [[nodiscard]] std::int64_t integer(int column) const { return (*statement_)->integer(column); }
    [[nodiscard]] std::uint64_t count(int column) const {
        return static_cast<std::uint64_t>(integer(column));
    }
    [[nodiscard]] bool is_null(int column) const { return (*statement_)->is_null(column); }
    [[nodiscard]] std::string text(int column) const { return (*statement_)->text(column); }
    [[nodiscard]] std::span<const std::uint8_t> bytes(int column) const {
        return (*statement_)->bytes(column);
    }
    // False when the column has another length.
    [[nodiscard]] bool bytes_into(int column, std::span<std::uint8_t> out) const {
        const auto found = bytes(column);
        if (found.size() != out.size()) return false;
        std::ranges::copy(found, out.begin());
        return true;
    }
    // Runs what is left and tells whether all went well.
    [[nodiscard]] Result<void> finish() {
        while (next()) {
        }
        if (!statement_) return statement_.error();
        if (!failed_) return failed_.error();
        return Done{};
    }

  private:
    Result<outbox::KeptStatement> statement_;
    Result<bool> failed_ = true;
    int bound_ = 0;
    bool ended_ = false;
};

} // namespace kiosk::hub
