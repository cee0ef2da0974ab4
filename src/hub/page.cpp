#include "hub/page.hpp"

#include <algorithm>

namespace kiosk::hub {

namespace {

std::string document(std::string_view title, std::string_view body) {
    return "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>" +
           escape_html(title) +
           "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta "
           "name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\"><link "
           "rel=\"stylesheet\" href=\"/staff/style.css\"><link rel=\"icon\" href=\"/staff/icon.svg\" "
           "type=\"image/svg+xml\"></head><body>" +
           std::string(body) + "</body></html>\n";
}

std::string mark() {
    return "<span class=\"brand\"><svg viewBox=\"0 0 32 32\" aria-hidden=\"true\"><path class=\"roof\" "
           "d=\"M4 15 16 5l12 "
           "10v13H4z\"/><path class=\"lit\" d=\"M12 28v-9h8v9z\"/></svg>Pledge hub</span>";
}

// A form is a POST with the session's own word in it: another site can neither send nor guess it.
std::string hidden(std::string_view name, std::string_view value) {
    return "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" + escape_html(value) + "\">";
}

std::string time_of(const OverviewPage& page) {
    const std::string utc = rfc3339(page.overview.at);
    const std::string local =
        rfc3339({page.overview.at.unix_ms + std::int64_t{page.plot.utc_offset_s} * 1000}).substr(11, 5);
    return "<time datetime=\"" + utc + "\">" + local + "</time>";
}

std::string tile(std::string_view figure, std::string_view words, std::string_view kind = "") {
    return "<div class=\"tile " + std::string(kind) + "\"><dt>" + std::string(words) + "</dt><dd>" +
           std::string(figure) + "</dd></div>";
}

std::string tiles(const Overview& overview) {
    const Totals& totals = overview.totals;
    std::string out = "<dl class=\"tiles\">";
    out += tile(grouped(totals.records - std::min(totals.records, totals.rehearsals)), "Pledges safe here",
                "first");
    out += tile(grouped(overview.waiting), "Waiting on kiosks");
    out += tile(grouped(overview.heard) + "<small> of " + grouped(overview.kiosks.size()) + "</small>",
                "Kiosks heard from");
    out += tile(grouped(overview.look), "To look at", overview.look > 0 ? "alert" : "");
    return out + "</dl>";
}

std::string alarm(const Overview& overview) {
    if (overview.totals.conflicts == 0) return "";
    return "<p class=\"alarm\" role=\"alert\"><strong>" +
           counted(overview.totals.conflicts, "conflict", "conflicts") +
           ".</strong> A kiosk sent a known pledge with another content. Nothing was overwritten; the hub's "
           "log "
           "names it. Ask your engineer before the next event.</p>";
}

std::string notes(const Overview& overview) {
    std::string out;
    const Totals& totals = overview.totals;
    if (totals.rehearsals > 0)
        out += "<li>" + counted(totals.rehearsals, "rehearsal is", "rehearsals are") +
               " kept too, and not counted.</li>";
    if (totals.erased > 0)
        out += "<li>" + counted(totals.erased, "pledge was", "pledges were") + " erased on request.</li>";
    return out.empty() ? "" : "<ul class=\"notes\">" + out + "</ul>";
}

std::string_view condition_class(Condition condition) {
    switch (condition) {
    case Condition::Look: return "look";
    case Condition::Fine: return "fine";
    case Condition::New: return "new";
    case Condition::Off: return "off";
    }
    return "off";
}

// A shape beside the words, so that colour is never alone: a warning sign, a tick, a dash.
std::string_view condition_shape(Condition condition) {
    switch (condition) {
    case Condition::Look: return "M12 3 22 21H2zM12 10v5M12 17.6v.8";
    case Condition::Fine: return "M4 12.5 10 18 20 6";
    case Condition::New:
    case Condition::Off: return "M5 12h14";
    }
    return "";
}

std::string cell(std::string_view label, std::string_view text, std::string_view kind = "") {
    return "<td role=\"cell\" class=\"" + std::string(kind) +
           "\"><span class=\"label\" aria-hidden=\"true\">" + std::string(label) + "</span><span>" +
           std::string(text) + "</span></td>";
}

// On a phone what is rare is shown only when there is any.
std::string count_cell(std::string_view label, std::uint64_t count, std::string_view kind = "") {
    return cell(label, grouped(count), std::string(kind) + (count == 0 ? "n zero" : "n"));
}

std::string kiosk_row(const KioskLine& line, std::string_view csrf) {
    const KioskRow& row = line.row;
    const std::string name = escape_html(row.kiosk);
    const std::string kind(condition_class(line.condition));
    std::string out =
        "<tr role=\"row\" class=\"" + kind + "\"><th role=\"rowheader\" scope=\"row\">" + name + "</th>";
    out += "<td role=\"cell\" class=\"state\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"" +
           std::string(condition_shape(line.condition)) + "\"/></svg><span>" + escape_html(line.words) +
           "</span></td>";
    out += cell("Last seen", line.seen == "never" ? line.seen
                                                  : "<time datetime=\"" + rfc3339(*row.last_seen) + "\">" +
                                                        line.seen + "</time>");
    out += count_cell("Stored", row.records) + count_cell("Waiting", row.heartbeat.waiting);
    out += count_cell("Set aside", row.heartbeat.quarantined, "rare ") +
           count_cell("Missing", row.missing, "rare ");
    out += cell("Version", row.heartbeat.version.empty() ? "&ndash;" : escape_html(row.heartbeat.version),
                "version");
    out += "<td role=\"cell\" class=\"action\">";
    if (row.records > 0)
        out += "<form method=\"post\" action=\"/staff/bundle\">" + hidden("csrf", csrf) +
               hidden("kiosk", row.kiosk) +
               "<button type=\"submit\">Download<span class=\"unseen\"> the bundle of " + name +
               "</span></button></form>";
    else
        out += "<span class=\"none\">Nothing yet</span>";
    return out + "</td></tr>";
}

std::string pages(const OverviewPage& page, std::size_t count) {
    if (count < 2) return "";
    const std::string span = page.plot.span == Span::Week ? "&amp;span=week" : "";
    const auto link = [&](std::size_t number, std::string_view words) {
        return "<a href=\"/staff/?page=" + std::to_string(number + 1) + span + "#kiosks\">" +
               std::string(words) + "</a>";
    };
    std::string out = "<nav class=\"pages\" aria-label=\"Pages of kiosks\">";
    if (page.page > 0) out += link(page.page - 1, "Earlier in the list");
    out += "<span>Page " + std::to_string(page.page + 1) + " of " + std::to_string(count) + "</span>";
    if (page.page + 1 < count) out += link(page.page + 1, "Further in the list");
    return out + "</nav>";
}

std::string kiosks(const OverviewPage& page) {
    const auto& all = page.overview.kiosks;
    std::string out = "<section aria-labelledby=\"kiosks\"><h2 id=\"kiosks\">Kiosks</h2>";
    if (all.empty())
        return out + "<p>No kiosk has a token yet. Make one where the hub runs: <code>pledge-hub tokens add "
                     "NAME</code>.</p></section>";
    const std::size_t count = (all.size() + kiosks_a_page - 1) / kiosks_a_page;
    const std::size_t first = std::min(page.page, count - 1) * kiosks_a_page;
    out += "<p class=\"hint\">A bundle is sealed: it opens with the charity&rsquo;s key only, with "
           "<code>pledge-kiosk "
           "open</code>.</p><table role=\"table\" class=\"kiosks\"><caption class=\"unseen\">Kiosks, those "
           "to look at "
           "first</caption><thead role=\"rowgroup\"><tr role=\"row\">";
    for (const char* const name : {"Kiosk", "State", "Last seen"})
        out += std::string("<th role=\"columnheader\" scope=\"col\">") + name + "</th>";
    for (const char* const name : {"Stored", "Waiting", "Set aside", "Missing"})
        out += std::string("<th role=\"columnheader\" scope=\"col\" class=\"n\">") + name + "</th>";
    out += "<th role=\"columnheader\" scope=\"col\">Version</th><th role=\"columnheader\" "
           "scope=\"col\">Sealed bundle"
           "</th></tr></thead><tbody role=\"rowgroup\">";
    for (std::size_t i = first; i < std::min(all.size(), first + kiosks_a_page); ++i)
        out += kiosk_row(all[i], page.csrf);
    return out + "</tbody></table>" + pages(page, count) + "</section>";
}

std::string pledges(const OverviewPage& page) {
    const bool day = page.plot.span == Span::Day;
    const auto choice = [](bool current, std::string_view where, std::string_view words) {
        return "<a href=\"" + std::string(where) + "\"" + (current ? " aria-current=\"true\"" : "") + ">" +
               std::string(words) + "</a>";
    };
    return "<section aria-labelledby=\"pledges\"><div class=\"heading\"><h2 id=\"pledges\">Pledges an "
           "hour</h2><nav "
           "class=\"spans\" aria-label=\"Span of the plot\">" +
           choice(day, "/staff/", "24 hours") + choice(!day, "/staff/?span=week", "7 days") + "</nav></div>" +
           plot_html(page.plot) + "</section>";
}

} // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

std::string login_page(std::string_view complaint) {
    std::string body = "<main class=\"card\"><h1>" + mark() + "<span class=\"unseen\">: log in</span></h1>";
    if (!complaint.empty())
        body += "<p class=\"complaint\" role=\"alert\" id=\"complaint\">" + escape_html(complaint) + "</p>";
    const std::string described =
        complaint.empty() ? "" : " aria-describedby=\"complaint\" aria-invalid=\"true\"";
    body +=
        "<form method=\"post\" action=\"/staff/login\"><label for=\"name\">Name</label><input id=\"name\" "
        "name=\"name\" "
        "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"64\" required" +
        described +
        "><label for=\"passphrase\">Passphrase</label><input id=\"passphrase\" name=\"passphrase\" "
        "type=\"password\" "
        "autocomplete=\"current-password\" maxlength=\"256\" required" +
        described +
        "><button type=\"submit\" class=\"primary\">Log in</button></form><p class=\"hint\">For the "
        "charity&rsquo;s staff. A "
        "new passphrase is set where the hub runs.</p></main>";
    return document(complaint.empty() ? "Log in \xC2\xB7 Pledge hub" : "Not logged in \xC2\xB7 Pledge hub",
                    body);
}

std::string overview_page(const OverviewPage& page) {
    std::string body =
        "<a class=\"skip\" href=\"#main\">Skip to the figures</a><header>" + mark() +
        "<form method=\"post\" action=\"/staff/logout\">" + hidden("csrf", page.csrf) +
        "<span class=\"who\">" + escape_html(page.staff_name) +
        "</span><button type=\"submit\">Log out</button></form></header><main id=\"main\" tabindex=\"-1\">";
    body += "<div class=\"heading\"><h1>How the kiosks are</h1><p class=\"asof\">As of " + time_of(page) +
            " <a href=\"/staff/" + (page.plot.span == Span::Week ? "?span=week" : "") +
            "\">Look again</a></p></div>";
    body += alarm(page.overview) + tiles(page.overview) + notes(page.overview) + pledges(page) + kiosks(page);
    body += "</main><footer>pledge-hub " + escape_html(page.version) +
            ". The hub holds sealed records only: it cannot read a name.</footer>";
    return document("How the kiosks are \xC2\xB7 Pledge hub", body);
}

std::string message_page(std::string_view heading, std::string_view sentence) {
    return document(std::string(heading) + " \xC2\xB7 Pledge hub",
                    "<main class=\"card\"><p>" + mark() + "</p><h1>" + escape_html(heading) + "</h1><p>" +
                        escape_html(sentence) + "</p><p><a href=\"/staff/\">To the overview</a></p></main>");
}

} // namespace kiosk::hub
