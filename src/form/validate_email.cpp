#include <algorithm>
#include <array>

#include "base/ascii.hpp"

#include "form/validate.hpp"

namespace kiosk::form {

namespace {

constexpr std::size_t email_bytes_max = 254, label_bytes_max = 63;

// atext of RFC 5322 and the dot: what the HTML living standard allows before the "@".
bool is_local(char c) {
    return ascii::is_alphanumeric(c) ||
           std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
}

Problem check_label(std::string_view label) {
    if (label.empty()) return Problem::EmailDots;
    if (label.size() > label_bytes_max) return Problem::TooLong;
    for (const char c : label)
        if (!ascii::is_alphanumeric(c) && c != '-') return Problem::EmailCharacter;
    return label.front() == '-' || label.back() == '-' ? Problem::EmailCharacter : Problem::None;
}

Problem check_domain(std::string_view domain) {
    if (domain.find('.') == std::string_view::npos) {
        const Problem problem = check_label(domain);
        return problem == Problem::None ? Problem::EmailNoEnding : problem;
    }
    // A dot at the very end: the ending was begun and not typed.
    if (domain.back() == '.' && domain.find("..") == std::string_view::npos && domain.front() != '.')
        return Problem::EmailNoEnding;
    while (true) {
        const std::size_t dot = domain.find('.');
        const std::string_view label = domain.substr(0, dot);
        if (const Problem problem = check_label(label); problem != Problem::None) return problem;
        if (dot == std::string_view::npos) {
            const bool letters = std::any_of(label.begin(), label.end(), ascii::is_letter);
            return label.size() >= 2 && letters ? Problem::None : Problem::EmailNoEnding;
        }
        domain.remove_prefix(dot + 1);
    }
}

// The mail domains that most visitors of such events type, and real ones that look like a slip
// of those: a domain that stands here is never questioned.
constexpr std::array<std::string_view, 39> common_domains{
    "gmail.com",     "googlemail.com", "hotmail.com",     "hotmail.co.uk",  "outlook.com",
    "live.com",      "live.co.uk",     "msn.com",         "yahoo.com",      "yahoo.co.uk",
    "yahoo.com.ph",  "ymail.com",      "rocketmail.com",  "icloud.com",     "me.com",
    "mac.com",       "aol.com",        "aol.co.uk",       "btinternet.com", "btopenworld.com",
    "sky.com",       "talktalk.net",   "virginmedia.com", "ntlworld.com",   "blueyonder.co.uk",
    "tiscali.co.uk", "protonmail.com", "proton.me",       "pm.me",          "gmx.com",
    "gmx.co.uk",     "gmx.net",        "mail.com",        "email.com",      "fastmail.com",
    "zoho.com",      "o2.co.uk",       "plus.com",        "outlook.co.uk"};

// Endings that are slips of others and are no real top-level domains.
struct Slip {
    std::string_view typed, meant;
};
constexpr std::array<Slip, 12> ending_slips{{{".con", ".com"},
                                             {".cmo", ".com"},
                                             {".ocm", ".com"},
                                             {".comm", ".com"},
                                             {".vom", ".com"},
                                             {".xom", ".com"},
                                             {".couk", ".co.uk"},
                                             {".co.ukk", ".co.uk"},
                                             {".co.k", ".co.uk"},
                                             {".ogr", ".org"},
                                             {".orgg", ".org"},
                                             {".nett", ".net"}}};

// Optimal string alignment in rows of fixed size on the stack; counts only, no letters. `b` is one of ours.
std::size_t edits(std::string_view a, std::string_view b) {
    constexpr std::size_t size_max = 24;
    if (a.size() > size_max || b.size() > size_max) return size_max;
    std::array<std::array<std::size_t, size_max + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto &row = rows[i % 3], &last = rows[(i + 2) % 3], &before_last = rows[(i + 1) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t same = ascii::lower(a[i - 1]) == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + same});
            if (i > 1 && j > 1 && ascii::lower(a[i - 1]) == b[j - 2] && ascii::lower(a[i - 2]) == b[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

std::string_view ending_of(std::string_view domain) {
    const std::size_t dot = domain.find('.');
    return dot == std::string_view::npos ? std::string_view{} : domain.substr(dot);
}

bool ends_with(std::string_view text, std::string_view ending) {
    return text.size() >= ending.size() &&
           std::equal(ending.begin(), ending.end(), text.end() - static_cast<std::ptrdiff_t>(ending.size()),
                      [](char ours, char typed) { return ours == ascii::lower(typed); });
}

} // namespace

Problem check_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos) return Problem::EmailNoAt;
    if (text.find('@', at + 1) != std::string_view::npos) return Problem::EmailTwoAts;
    if (text.size() > email_bytes_max) return Problem::TooLong;
    const std::string_view local = text.substr(0, at), domain = text.substr(at + 1);
    if (local.empty()) return Problem::EmailNoName;
    if (!std::all_of(local.begin(), local.end(), is_local)) return Problem::EmailCharacter;
    if (domain.empty()) return Problem::EmailNoDomain;
    return check_domain(domain);
}

std::optional<Suggestion> suggest_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0) return std::nullopt;
    const std::string_view domain = text.substr(at + 1);
    std::string_view best;
    std::size_t fewest = 3;
    for (const std::string_view known : common_domains) {
        const std::size_t away = edits(domain, known);
        if (away == 0) return std::nullopt;
        // The same house in another country is no slip: hotmail.de is not hotmail.co.uk.
        if (edits(ending_of(domain), ending_of(known)) > 1) continue;
        // A short name has many honest neighbours: one slip there, two in a longer one.
        const std::size_t allowed = known.size() < 8 ? 1 : 2;
        if (away <= allowed && away < fewest) fewest = away, best = known;
    }
    if (!best.empty()) return Suggestion{best, at + 1};
    for (const Slip& slip : ending_slips)
        if (ends_with(domain, slip.typed)) return Suggestion{slip.meant, text.size() - slip.typed.size()};
    return std::nullopt;
}

} // namespace kiosk::form
