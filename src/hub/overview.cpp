#include "hub/overview.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk::hub {

namespace {

std::string span_words(std::int64_t ms) {
    const std::int64_t minutes = ms / 60'000;
    if (minutes < 60) return counted(static_cast<std::uint64_t>(minutes), "minute", "minutes");
    if (minutes < 48 * 60) return counted(static_cast<std::uint64_t>(minutes / 60), "hour", "hours");
    return counted(static_cast<std::uint64_t>(minutes / 1440), "day", "days");
}

// The words of upload/reply.hpp, for people.
std::string_view trouble_words(std::string_view health) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> table{{
        {"offline", "Its network comes and goes"},
        {"login-wanted", "Its network asks for a login"},
        {"tls-trouble", "It has no trusted connection"},
        {"clock-wrong", "Its clock is wrong"},
        {"busy", "It was asked to wait"},
        {"unauthorised", "Its token was not taken"},
        {"wrong-key", "It has another hub's key"},
        {"refused", "A batch of it was refused"},
        {"store-trouble", "It cannot read or write its own store"},
    }};
    for (const auto& [name, words] : table)
        if (name == health) return words;
    return "";
}

KioskLine line_of(const KioskRow& row, WallTime now) {
    const Heartbeat& beat = row.heartbeat;
    KioskLine line{row, Condition::Fine, "In order", "never"};
    if (!row.last_seen) {
        line.condition = Condition::New;
        line.words = "Not heard from yet";
        return line;
    }
    line.seen = ago(*row.last_seen, now);
    const std::int64_t silent_ms = now.unix_ms - row.last_seen->unix_ms;
    const auto look = [&line](std::string words) {
        line.words = line.condition == Condition::Look ? line.words + "; " + words : std::move(words);
        line.condition = Condition::Look;
    };
    if (silent_ms >= silence_after.ms) {
        if (beat.waiting == 0) {
            line.condition = Condition::Off;
            line.words = "Off; nothing waited on it";
        } else {
            look("Not heard from for " + span_words(silent_ms) + ", with " +
                 counted(beat.waiting, "pledge", "pledges") + " waiting on it");
        }
    } else if (const auto trouble = trouble_words(beat.health); !trouble.empty()) {
        look(std::string(trouble));
    }
    if (beat.quarantined > 0)
        look(counted(beat.quarantined, "pledge", "pledges") + " set aside: take them by stick");
    // What waits on the kiosk is expected to be missing here.
    if (row.missing > beat.waiting + beat.quarantined)
        look(counted(row.missing, "number", "numbers") + " missing here");
    return line;
}

} // namespace

Overview overview_of(std::span<const KioskRow> rows, const Totals& totals, WallTime now) {
    Overview overview{now, totals, 0, 0, 0, 0, 0, {}};
    for (const KioskRow& row : rows) {
        KioskLine line = line_of(row, now);
        overview.waiting += row.heartbeat.waiting;
        overview.quarantined += row.heartbeat.quarantined;
        overview.missing += row.missing;
        overview.heard += row.last_seen && now.unix_ms - row.last_seen->unix_ms < silence_after.ms ? 1U : 0U;
        overview.look += line.condition == Condition::Look ? 1U : 0U;
        overview.kiosks.push_back(std::move(line));
    }
    std::ranges::stable_sort(overview.kiosks, {}, &KioskLine::condition); // by name within
    return overview;
}

std::string ago(WallTime then, WallTime now) {
    const std::int64_t ms = now.unix_ms - then.unix_ms;
    return ms < 60'000 ? "just now" : span_words(ms) + " ago";
}

std::string grouped(std::uint64_t count) {
    std::string text = std::to_string(count);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    return grouped(count) + " " + std::string(count == 1 ? one : many);
}

} // namespace kiosk::hub
