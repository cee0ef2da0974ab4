#include "hub/session_libpq.hpp"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <libpq-fe.h>

#include "record/bytes.hpp"

namespace kiosk::hub {

namespace {

// A dead network between hub and database is found out in seconds, not in the system's quarter of an hour.
// The url may say otherwise: what stands in it comes later, and the later word counts.
constexpr const char* names_first[] = {"connect_timeout", "tcp_user_timeout", "application_name", "dbname",
                                       nullptr};
constexpr const char* connect_timeout_s = "5";
constexpr const char* tcp_user_timeout_ms = "10000";

// Statements differ by the number of records in a batch, at most 100: some hundreds in all.
constexpr std::size_t prepared_max = 500;

// SQLSTATE only: PostgreSQL's own sentences quote values.
Error error_of(const PGresult* result) {
    const char* const state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    return machine_error(
        std::string("the hub's PostgreSQL store: ") +
        (state ? "SQLSTATE " + std::string(state) + "; look it up in PostgreSQL's appendix A, and in its log"
               : "no answer; check that the server runs and can be reached"));
}

} // namespace

Parameters& Parameters::add(std::int64_t value) {
    Value& added = values_.emplace_back();
    added.is_number_ = true;
    std::to_chars(added.digits_.data(), added.digits_.data() + added.digits_.size() - 1, value);
    return *this;
}

Parameters& Parameters::add(std::string_view text) {
    // A view of nothing may have no address, which libpq would take for NULL.
    values_.emplace_back().bytes_ = text.empty() ? std::string_view("") : text;
    return *this;
}

Parameters& Parameters::add(std::span<const std::uint8_t> bytes) {
    return add(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void Rows::Clear::operator()(pg_result* result) const {
    PQclear(result);
}
int Rows::size() const {
    return PQntuples(result_.get());
}
bool Rows::is_null(int row, int column) const {
    return PQgetisnull(result_.get(), row, column) != 0;
}
std::string Rows::text(int row, int column) const {
    return PQgetvalue(result_.get(), row, column);
}

std::int64_t Rows::integer(int row, int column) const {
    const char* const text = PQgetvalue(result_.get(), row, column);
    std::int64_t value = 0;
    std::from_chars(text, text + std::strlen(text), value);
    return value;
}

std::vector<std::uint8_t> Rows::bytes(int row, int column) const {
    const std::string hex = text(row, column);
    std::vector<std::uint8_t> bytes(hex.size() >= 2 ? hex.size() / 2 - 1 : 0);
    if (!hex.starts_with("\\x") || !record::parse_hex(std::string_view(hex).substr(2), bytes)) return {};
    return bytes;
}

bool Rows::bytes_into(int row, int column, std::span<std::uint8_t> out) const {
    if (PQfformat(result_.get(), column) == 1) {
        if (PQgetlength(result_.get(), row, column) != static_cast<int>(out.size())) return false;
        std::memcpy(out.data(), PQgetvalue(result_.get(), row, column), out.size());
        return true;
    }
    const std::string hex = text(row, column);
    return hex.starts_with("\\x") && record::parse_hex(std::string_view(hex).substr(2), out);
}

std::uint64_t Rows::changed() const {
    return std::strtoull(PQcmdTuples(result_.get()), nullptr, 10);
}

void Session::Finish::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

Result<Session> Session::open(const std::string& url) {
    const char* const values[] = {connect_timeout_s, tcp_user_timeout_ms, "pledge-hub", url.c_str(), nullptr};
    Session session(PQconnectdbParams(names_first, values, 1));
    if (PQstatus(session.connection_.get()) != CONNECTION_OK)
        return machine_error("the hub's PostgreSQL store cannot be reached: check --store, ~/.pgpass, and "
                             "that the server runs");
    if (const auto kept = session.check_promises(); !kept) return kept.error();
    return session;
}

// A receipt may leave only for what a power cut cannot take back.
Result<void> Session::check_promises() {
    for (const char* const setting : {"fsync", "synchronous_commit", "full_page_writes"}) {
        const auto rows = run(std::string("SHOW ") + setting);
        if (!rows) return rows.error();
        if (rows->size() != 1 || rows->text(0, 0) == "off" || rows->text(0, 0) == "local")
            return machine_error(std::string("the hub's PostgreSQL store: ") + setting +
                                 " is not on, so that a power cut could take back what was signed for; set "
                                 "it on in postgresql.conf");
    }
    return Done{};
}

bool Session::lost() const {
    return PQstatus(connection_.get()) != CONNECTION_OK;
}

Result<void> Session::ready() {
    return lost() ? reconnect() : Result<void>();
}

Result<void> Session::reconnect() {
    names_.clear();
    PQreset(connection_.get());
    if (lost()) return error_of(nullptr);
    return check_promises();
}

Result<std::string> Session::name_of(const std::string& sql) {
    const auto found = names_.find(sql);
    if (found != names_.end()) return found->second;
    if (names_.size() >= prepared_max) return std::string();
    const std::string name = "s" + std::to_string(names_.size());
    const Rows prepared(PQprepare(connection_.get(), name.c_str(), sql.c_str(), 0, nullptr));
    if (PQresultStatus(prepared.result_.get()) != PGRES_COMMAND_OK) return error_of(prepared.result_.get());
    names_.emplace(sql, name);
    return name;
}

Result<Rows> Session::run(const std::string& sql, const Parameters& parameters, Columns columns) {
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
    values.reserve(parameters.size());
    lengths.reserve(parameters.size());
    formats.reserve(parameters.size());
    for (const Parameters::Value& value : parameters.values()) {
        values.push_back(value.data());
        lengths.push_back(value.size());
        formats.push_back(value.format());
    }
    const auto count = static_cast<int>(values.size());
    const int answer = columns == Columns::AsBytes ? 1 : 0;
    const auto name = name_of(sql);
    if (!name) return name.error();
    Rows rows(name->empty() ? PQexecParams(connection_.get(), sql.c_str(), count, nullptr, values.data(),
                                           lengths.data(), formats.data(), answer)
                            : PQexecPrepared(connection_.get(), name->c_str(), count, values.data(),
                                             lengths.data(), formats.data(), answer));
    const ExecStatusType status = PQresultStatus(rows.result_.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return error_of(rows.result_.get());
    return rows;
}

Result<Rows> Session::ask(const std::string& sql, const Parameters& parameters) {
    auto rows = run(sql, parameters);
    if (rows || !lost()) return rows;
    if (const auto again = reconnect(); !again) return again.error();
    return run(sql, parameters);
}

Result<void> Session::script(const char* sql) {
    const Rows rows(PQexec(connection_.get(), sql));
    if (PQresultStatus(rows.result_.get()) != PGRES_COMMAND_OK) return error_of(rows.result_.get());
    return Done{};
}

Result<SessionTransaction> SessionTransaction::begin(Session& session) {
    if (const auto ready = session.ready(); !ready) return ready.error();
    if (session.script("BEGIN")) return SessionTransaction(session);
    // A line that died while nobody used it is found out here, where nothing is lost by asking once more.
    if (const auto again = session.reconnect(); !again) return again.error();
    if (const auto begun = session.script("BEGIN"); !begun) return begun.error();
    return SessionTransaction(session);
}

SessionTransaction::SessionTransaction(SessionTransaction&& other) noexcept
    : session_(std::exchange(other.session_, nullptr)) {}

SessionTransaction::~SessionTransaction() {
    // When the line is lost the server rolls back by itself.
    if (session_) (void)session_->script("ROLLBACK");
}

Result<void> SessionTransaction::commit() {
    // COMMIT of a failed transaction is answered as ROLLBACK without an error; every error before has ended
    // ours.
    auto committed = std::exchange(session_, nullptr)->script("COMMIT");
    return committed;
}

} // namespace kiosk::hub
