#include "hub/commands.hpp"

#include <charconv>
#include <cstdio>

#include "hub/server.hpp"
#include "hub/service.hpp"
#include "hub/state.hpp"

namespace kiosk::hub {

namespace {

constexpr std::size_t gaps_shown = 1000;

std::string time_or_dash(const std::optional<WallTime>& at) {
    return at ? rfc3339(*at) : "-";
}

unsigned long long wide(std::uint64_t count) {
    return count;
}

void print_status_json(const Totals& totals, const std::vector<KioskRow>& rows) {
    std::printf("{\"conflicts\":%llu,\"erased\":%llu,\"kiosks\":[", wide(totals.conflicts),
                wide(totals.erased));
    bool first = true;
    // Names of kiosks, versions and health words need no escapes: they were checked when they came in.
    for (const KioskRow& row : rows) {
        std::printf("%s{\"faults\":%d,\"health\":\"%s\",\"kiosk\":\"%s\",\"last_seen\":%s%s%s,\"missing\":%"
                    "llu,\"quarantined\":%llu,"
                    "\"records\":%llu,\"seq_last\":%llu,\"version\":\"%s\",\"waiting\":%llu}",
                    first ? "" : ",", row.heartbeat.faults, row.heartbeat.health.c_str(), row.kiosk.c_str(),
                    row.last_seen ? "\"" : "", row.last_seen ? rfc3339(*row.last_seen).c_str() : "null",
                    row.last_seen ? "\"" : "", wide(row.missing), wide(row.heartbeat.quarantined),
                    wide(row.records), wide(row.seq_last), row.heartbeat.version.c_str(),
                    wide(row.heartbeat.waiting));
        first = false;
    }
    std::printf("],\"records\":%llu,\"rehearsals\":%llu}\n", wide(totals.records), wide(totals.rehearsals));
}

} // namespace

Result<std::unique_ptr<Store>> store_of(const Arguments& arguments) {
    const auto folder = state_folder(arguments.value_or("state", ""));
    if (!folder) return folder.error();
    return open_store(arguments.value_or("store", ""), *folder);
}

Result<std::unique_ptr<StaffStore>> staff_store_of(const Arguments& arguments) {
    const auto made = store_of(arguments);
    if (!made) return made.error();
    const auto folder = state_folder(arguments.value_or("state", ""));
    if (!folder) return folder.error();
    return open_staff_store(arguments.value_or("store", ""), *folder);
}

Result<void> tokens(const Arguments& arguments) {
    const std::string action = arguments.words.empty() ? "" : arguments.words[0];
    const bool names_kiosk = arguments.words.size() == 2 && is_kiosk_name(arguments.words[1]);
    auto store = store_of(arguments);
    if (!store) return store.error();
    if (action == "add" && names_kiosk) {
        const std::string token = make_token();
        if (const auto put = (*store)->put_token(arguments.words[1], token_hash(token), wall_now()); !put)
            return put;
        std::printf("%s\n", token.c_str());
        std::fprintf(stderr,
                     "The token of %s, shown this once: put it alone into the kiosk's token file, mode 0600. "
                     "A token that it had "
                     "before has ended.\n",
                     arguments.words[1].c_str());
        return Done{};
    }
    if (action == "revoke" && names_kiosk) {
        const auto revoked = (*store)->revoke(arguments.words[1], wall_now());
        if (!revoked) return revoked.error();
        if (!*revoked)
            return input_error(arguments.words[1] +
                               " has no token in force; `pledge-hub tokens list` shows all");
        return Done{};
    }
    if (action == "list" && arguments.words.size() == 1) {
        const auto rows = (*store)->tokens();
        if (!rows) return rows.error();
        for (const TokenRow& row : *rows)
            std::printf("%s\tmade %s\trevoked %s\n", row.kiosk.c_str(), rfc3339(row.made).c_str(),
                        time_or_dash(row.revoked).c_str());
        return Done{};
    }
    return usage_error("expected: tokens add KIOSK, tokens revoke KIOSK, or tokens list; a kiosk's name is 1 "
                       "to 64 letters, digits, "
                       "'-', '_' and '.'");
}

Result<void> status(const Arguments& arguments) {
    auto store = store_of(arguments);
    if (!store) return store.error();
    const auto totals = (*store)->totals();
    if (!totals) return totals.error();
    const auto rows = (*store)->kiosks();
    if (!rows) return rows.error();
    if (arguments.has("json")) {
        print_status_json(*totals, *rows);
        return Done{};
    }
    std::printf("records %llu (rehearsal %llu, erased %llu), conflicts %llu\n", wide(totals->records),
                wide(totals->rehearsals), wide(totals->erased), wide(totals->conflicts));
    std::printf("%-24s %10s %10s %8s %8s  %-20s  %s\n", "kiosk", "records", "last seq", "missing", "waiting",
                "last seen", "health");
    for (const KioskRow& row : *rows)
        std::printf("%-24s %10llu %10llu %8llu %8llu  %-20s  %s\n", row.kiosk.c_str(), wide(row.records),
                    wide(row.seq_last), wide(row.missing), wide(row.heartbeat.waiting),
                    time_or_dash(row.last_seen).c_str(), row.heartbeat.health.c_str());
    return Done{};
}

Result<void> gaps(const Arguments& arguments) {
    if (arguments.words.size() != 1 || !is_kiosk_name(arguments.words[0]))
        return usage_error("expected: gaps KIOSK");
    auto store = store_of(arguments);
    if (!store) return store.error();
    const auto missing = (*store)->gaps(arguments.words[0], gaps_shown);
    if (!missing) return missing.error();
    for (const std::uint64_t seq : *missing) std::printf("%llu\n", wide(seq));
    return Done{};
}

Result<void> erase(const Arguments& arguments) {
    std::vector<record::Id> ids;
    for (const std::string& word : arguments.words) {
        const auto id = record::parse_id(word);
        if (!id)
            return usage_error(
                "expected: erase ID...; an id is 32 lower-case hex digits, as `pledge-kiosk open` shows it");
        ids.push_back(*id);
    }
    if (ids.empty()) return usage_error("expected: erase ID...");
    auto store = store_of(arguments);
    if (!store) return store.error();
    const auto erased = (*store)->erase(ids, wall_now());
    if (!erased) return erased.error();
    std::fprintf(stderr, "%llu of %zu shredded here; the kiosks hear of it with their next receipt\n",
                 wide(*erased), ids.size());
    if (*erased != ids.size()) return input_error("the others are not known here, or were erased before");
    return Done{};
}

} // namespace kiosk::hub
