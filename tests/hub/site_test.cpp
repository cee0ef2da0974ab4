// The staff's page without a browser: who gets in, what is refused, and what stands in it.
#include "hub/site.hpp"

#include <string>

#include <doctest/doctest.h>

#include "hub/form_body.hpp"
#include "hub/page.hpp"
#include "hub/store_libpq.hpp"
#include "support/postgres.hpp"
#include "support/staffed_hub.hpp"

using namespace kiosk;
using namespace kiosk::hub;

namespace {

constexpr WallTime now = StaffedHub::now;
const std::string good_login = "name=ana&passphrase=seven+paper+lanterns+%26+tea";

std::string header_of(const HttpResponse& response, std::string_view name) {
    for (const auto& [found, value] : response.headers)
        if (found == name) return value;
    return "";
}

struct Browser {
    StaffedHub desk;
    std::unique_ptr<Site> site;
    std::string cookie, body; // the body lives as long as the request
    Instant at{1'000'000};
    WallTime wall = now;

    explicit Browser(bool secure = false) : site(desk.site(secure)) {}
    HttpResponse send(const std::string& method, const std::string& path, const std::string& form = "",
                      const std::string& fetch_site = "same-origin") {
        body = form;
        HttpRequest request;
        request.method = method;
        request.path = path;
        request.cookie = cookie;
        request.address = "192.0.2.7";
        request.host = "hub.example";
        request.fetch_site = fetch_site;
        request.body = body;
        HttpResponse response = site->answer(request, wall, at);
        const std::string set = header_of(response, "Set-Cookie");
        if (!set.empty()) cookie = "a=b; " + set.substr(0, set.find(';'));
        return response;
    }
    HttpResponse get(const std::string& path) { return send("GET", path); }
    std::string csrf() {
        const std::string text = get("/staff/").body, mark = "name=\"csrf\" value=\"";
        const std::size_t start = text.find(mark);
        REQUIRE(start != std::string::npos);
        return text.substr(start + mark.size(), 64);
    }
};

} // namespace

TEST_CASE("the page is shown to who has logged in, and to nobody else") {
    Browser browser;
    browser.desk.fill();
    CHECK(browser.get("/staff/").status == 303);
    CHECK(browser.send("POST", "/staff/bundle", "kiosk=foyer").status == 401);
    CHECK(browser.send("POST", "/staff/login", "name=ana&passphrase=wrong").status == 401);
    CHECK(browser.send("POST", "/staff/login", "name=nobody&passphrase=wrong").status == 401);
    CHECK(browser.cookie.empty());
    const HttpResponse in = browser.send("POST", "/staff/login", good_login);
    CHECK(in.status == 303);
    CHECK(header_of(in, "Location") == "/staff/");
    const HttpResponse page = browser.get("/staff/");
    CHECK(page.status == 200);
    for (const char* const words :
         {"hall-left", "In order", "Not heard from for 3 hours, with 12 pledges waiting on it",
          "2 pledges set aside", "Off; nothing waited on it", "Not heard from yet"})
        CHECK_MESSAGE(page.body.find(words) != std::string::npos, words);
    CHECK(page.body.find("<script") == std::string::npos);
    CHECK(page.body.find("style=") == std::string::npos);
}

TEST_CASE("logging out, eight hours, an hour's rest, a new passphrase and a removal each end a session") {
    Browser browser;
    const auto in = [&] { return browser.get("/staff/").status == 200; };
    const auto log_in = [&] { REQUIRE(browser.send("POST", "/staff/login", good_login).status == 303); };
    log_in();
    REQUIRE(in());
    CHECK(browser.send("POST", "/staff/logout", "csrf=" + std::string(64, '0')).status == 403);
    REQUIRE(in());
    const std::string before = browser.cookie;
    CHECK(browser.send("POST", "/staff/logout", "csrf=" + browser.csrf()).status == 303);
    browser.cookie = before;
    CHECK_FALSE(in());
    log_in();
    for (int minutes = 0; minutes < 8 * 60; minutes += 50, browser.wall.unix_ms += 50 * 60'000) REQUIRE(in());
    browser.wall.unix_ms = now.unix_ms + session_age_max.ms + 1;
    CHECK_FALSE(in());
    log_in();
    browser.wall.unix_ms += session_idle_max.ms + 1;
    CHECK_FALSE(in());
    log_in();
    REQUIRE(browser.desk.staff->put_staff("ana", hash_passphrase(staff_passphrase).value(), now).ok());
    CHECK_FALSE(in());
    log_in();
    CHECK(browser.desk.staff->remove_staff("ana").value());
    CHECK_FALSE(in());
    CHECK(browser.send("POST", "/staff/login", good_login).status == 401);
}

TEST_CASE("guessing is slowed by address and by name, and a good passphrase starts afresh") {
    Browser browser;
    int asked = 0;
    while (browser.send("POST", "/staff/login", "name=ana&passphrase=x").status == 401) ++asked;
    CHECK(asked == 5);
    const HttpResponse limited = browser.send("POST", "/staff/login", good_login);
    CHECK(limited.status == 429);
    CHECK(std::stoi(header_of(limited, "Retry-After")) > 30);
    browser.at = browser.at + seconds(61);
    CHECK(browser.send("POST", "/staff/login", good_login).status == 303);
    CHECK(browser.send("POST", "/staff/login", good_login).status == 303);
}

TEST_CASE("a form of another site is refused, and one without the session's word does nothing") {
    Browser browser;
    browser.desk.fill();
    CHECK(browser.send("POST", "/staff/login", good_login, "cross-site").status == 403);
    CHECK(browser.send("POST", "/staff/login", good_login, "same-site").status == 403);
    REQUIRE(browser.send("POST", "/staff/login", good_login).status == 303);
    CHECK(browser.send("POST", "/staff/bundle", "kiosk=hall-left").status == 403);
    CHECK(browser.send("POST", "/staff/bundle", "kiosk=hall-left&csrf=" + browser.csrf(), "cross-site")
              .status == 403);
    HttpRequest old;
    old.method = "POST";
    old.path = "/staff/login";
    old.host = "hub.example:8443";
    old.body = good_login;
    old.origin = "https://hub.example";
    CHECK(browser.site->answer(old, now, browser.at).status == 403);
    old.origin = "null";
    CHECK(browser.site->answer(old, now, browser.at).status == 403);
    old.origin = "https://hub.example:8443";
    CHECK(browser.site->answer(old, now, browser.at).status == 303);
}

TEST_CASE("every answer carries the policy, and the cookie is for this host only, out of reach of scripts") {
    Browser plain, secure(true);
    for (const char* const path :
         {"/", "/staff/", "/staff/login", "/staff/style.css", "/staff/icon.svg", "/staff/x"}) {
        const HttpResponse response = secure.get(path);
        CAPTURE(path);
        CHECK(header_of(response, "Content-Security-Policy")
                  .starts_with("default-src 'none'; style-src 'self'"));
        CHECK(header_of(response, "X-Content-Type-Options") == "nosniff");
        CHECK(header_of(response, "X-Frame-Options") == "DENY");
        CHECK(header_of(response, "Strict-Transport-Security") == "max-age=31536000");
        CHECK(header_of(plain.get(path), "Strict-Transport-Security").empty());
    }
    const std::string set = header_of(secure.send("POST", "/staff/login", good_login), "Set-Cookie");
    CHECK(set.starts_with("__Host-session="));
    CHECK(set.ends_with("; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict; Secure"));
    CHECK(header_of(plain.send("POST", "/staff/login", good_login), "Set-Cookie")
              .ends_with("; HttpOnly; SameSite=Strict"));
    CHECK(secure.get("/staff/").status == 200);
    CHECK(plain.get("/staff/").status == 200);
}

TEST_CASE("neither passphrase nor session comes into the log, and who logged in does") {
    Browser browser;
    REQUIRE(browser.send("POST", "/staff/login", "name=ana&passphrase=CANARY-passphrase").status == 401);
    REQUIRE(browser.send("POST", "/staff/login", good_login).status == 303);
    std::string all;
    for (const std::string& line : browser.desk.log) all += line;
    CHECK(all.find(R"({"event":"login-refused","staff":"ana"})") != std::string::npos);
    CHECK(all.find(R"({"event":"login","staff":"ana"})") != std::string::npos);
    CHECK(all.find("CANARY") == std::string::npos);
    CHECK(all.find("lanterns") == std::string::npos);
    CHECK(all.find(browser.cookie.substr(browser.cookie.rfind('=') + 1)) == std::string::npos);
}

TEST_CASE("the downloaded bundle is the kiosk's records, line by line, and erased ones are left out") {
    Browser browser;
    browser.desk.add("foyer", 150, now);
    const std::vector erased{id_of(7)};
    REQUIRE(browser.desk.store->erase(erased, now).ok());
    REQUIRE(browser.send("POST", "/staff/login", good_login).status == 303);
    HttpResponse response = browser.send("POST", "/staff/bundle", "kiosk=foyer&csrf=" + browser.csrf());
    REQUIRE(response.status == 200);
    CHECK(header_of(response, "Content-Disposition") ==
          "attachment; filename=\"signups-hub-foyer-2026-02-28.pkb\"");
    REQUIRE(response.source);
    std::string text;
    for (std::string piece = response.source().value(); !piece.empty(); piece = response.source().value())
        text += piece;
    CHECK(std::count(text.begin(), text.end(), '\n') == 151);
    CHECK(text.find(record::hex(id_of(7).bytes)) == std::string::npos);
    CHECK(text.find("\"count\":149") != std::string::npos);
    CHECK(browser.send("POST", "/staff/bundle", "kiosk=nowhere&csrf=" + browser.csrf()).status == 404);
}

TEST_CASE("methods and bodies that no form sends are refused") {
    Browser browser;
    CHECK(browser.send("PUT", "/staff/").status == 405);
    CHECK(browser.send("POST", "/staff/login", std::string(site_body_bytes_max + 1, 'x')).status == 413);
    for (const char* const form :
         {"", "name=ana", "name=%zz", "name=a&name=b", "name=%00", "name=<b>&passphrase=x"})
        CHECK(browser.send("POST", "/staff/login", form).status >= 400);
}

TEST_CASE("form bodies and cookies are read as the web writes them") {
    const auto fields = parse_form_body("a=1+2&b=%26%3d&c&&d=");
    REQUIRE(fields.has_value());
    CHECK(field_of(*fields, "a") == "1 2");
    CHECK(field_of(*fields, "b") == "&=");
    CHECK(field_of(*fields, "c").empty());
    CHECK(field_of(*fields, "x").empty());
    for (const char* const bad : {"a=%", "a=%1", "a=%1g", "a=1&a=2", "%=1"})
        CHECK_FALSE(parse_form_body(bad).has_value());
    CHECK(cookie_of("x=1; session=abc; y=2", "session") == "abc");
    CHECK(cookie_of("xsession=abc", "session").empty());
    CHECK(cookie_of("", "session").empty());
}

TEST_CASE("names in the page are escaped, whatever they hold") {
    CHECK(escape_html("<a href=\"'&\">") == "&lt;a href=&quot;&#39;&amp;&quot;&gt;");
    OverviewPage page;
    page.staff_name = "<script>alert(1)</script>";
    KioskRow row;
    row.kiosk = "\"><img src=x>";
    row.last_seen = now;
    row.records = 1;
    row.heartbeat.version = "<b>";
    page.overview = overview_of(std::vector{row}, {}, now);
    page.plot.counts.resize(24);
    const std::string text = overview_page(page);
    for (const char* const tag : {"<script", "<img", "<b>"}) CHECK(text.find(tag) == std::string::npos);
}

TEST_CASE("a kiosk's state is told in words, those to look at first") {
    const auto row = [](const char* name, int minutes_ago, Heartbeat beat, std::uint64_t missing = 0) {
        KioskRow made;
        made.kiosk = name;
        made.missing = missing;
        made.last_seen = WallTime{now.unix_ms - std::int64_t{minutes_ago} * 60'000};
        made.heartbeat = beat;
        return made;
    };
    const std::vector rows{
        row("a", 24, {"1", "good", 9, 3, 0, 6, 0, 0}, 3),    row("b", 25, {"1", "good", 9, 0, 0, 9, 0, 0}),
        row("c", 2881, {"1", "good", 9, 1, 0, 8, 0, 0}),     row("d", 1, {"1", "good", 9, 0, 1, 8, 0, 0}),
        row("e", 1, {"1", "clock-wrong", 9, 0, 0, 9, 0, 0}), row("f", 1, {"1", "good", 9, 1, 0, 8, 0, 0}, 2)};
    const Overview overview = overview_of(rows, {}, now);
    std::string all;
    for (const KioskLine& line : overview.kiosks) all += line.row.kiosk + ": " + line.words + "\n";
    CHECK(all ==
          "c: Not heard from for 2 days, with 1 pledge waiting on it\nd: 1 pledge set aside: take them by "
          "stick\n"
          "e: Its clock is wrong\nf: 2 numbers missing here\na: In order\nb: Off; nothing waited on it\n");
    CHECK(overview.look == 4);
    CHECK(overview.heard == 4);
    CHECK(overview.waiting == 5);
    CHECK(grouped(0) == "0");
    CHECK(grouped(1234567) == "1,234,567");
    CHECK(grouped(999) == "999");
}

TEST_CASE("the plot begins at a whole hour, its top is not below its largest bar, and its table adds up") {
    CHECK(plot_start(Span::Day, {now.unix_ms + 59 * 60'000}, 0) == WallTime{now.unix_ms - 23 * 3'600'000});
    CHECK(rfc3339(plot_start(Span::Week, now, 0)) == "2026-02-22T00:00:00Z");
    CHECK(rfc3339(plot_start(Span::Week, now, 3600)) == "2026-02-21T23:00:00Z");
    CHECK(rfc3339(plot_start(Span::Week, now, 6 * 3600)) == "2026-02-22T18:00:00Z");
    CHECK(plot_top(0) == 4);
    CHECK(plot_top(4) == 4);
    CHECK(plot_top(5) == 10);
    CHECK(plot_top(41) == 60);
    CHECK(plot_top(4001) == 6000);
    Plot plot{Span::Day, plot_start(Span::Day, now, 0), std::vector<std::uint64_t>(24), 0};
    CHECK(plot_html(plot).find("No pledges in the last 24 hours.") != std::string::npos);
    plot.counts[22] = 1200;
    plot.counts[23] = 1;
    const std::string html = plot_html(plot);
    CHECK(html.find("1,201 pledges in the last 24 hours. The busiest hour began at 18:00, with 1,200.") !=
          std::string::npos);
    CHECK(html.find("<th scope=\"row\">19:00</th><td class=\"n\">1</td>") != std::string::npos);
}

TEST_CASE_TEMPLATE("staff, sessions and hours are kept alike in both kinds of store", Kind, StaffedHub,
                   Postgres) {
    Kind kind;
    std::unique_ptr<Store> store;
    std::unique_ptr<StaffStore> staff;
    if constexpr (std::is_same_v<Kind, Postgres>) {
        store = std::move(open_libpq_store(kind.url())).value();
        staff = std::move(open_libpq_staff_store(kind.url())).value();
    } else {
        store = std::move(open_sqlite_store((kind.folder / "other.db").string())).value();
        staff = std::move(open_sqlite_staff_store((kind.folder / "other.db").string())).value();
    }
    REQUIRE(staff->put_staff("ben", "hash-1", now).ok());
    CHECK(*staff->passphrase_hash("ben").value() == "hash-1");
    CHECK_FALSE(staff->passphrase_hash("eve")->has_value());
    const record::Sha256 one{1}, two{2};
    REQUIRE(staff->put_session(one, {"ben", now, now}).ok());
    REQUIRE(staff->put_session(two, {"ben", {now.unix_ms + 5}, now}).ok());
    REQUIRE(staff->touch_session(one, {now.unix_ms + 9}).ok());
    CHECK((*staff->session(one).value()).seen.unix_ms == now.unix_ms + 9);
    REQUIRE(staff->end_old_sessions({now.unix_ms + 1}).ok());
    CHECK_FALSE(staff->session(one)->has_value());
    CHECK(staff->session(two)->has_value());
    REQUIRE(staff->put_staff("ben", "hash-2", now).ok());
    CHECK_FALSE(staff->session(two)->has_value());
    CHECK(staff->staff()->size() == 1);
    CHECK(staff->remove_staff("ben").value());
    CHECK_FALSE(staff->remove_staff("ben").value());

    std::vector<record::WireRecord> batch;
    for (std::uint64_t seq = 1; seq <= 6; ++seq) {
        batch.push_back(upload::to_wire(sealed_entry_of(seq)));
        batch.back().captured = {now.unix_ms + static_cast<std::int64_t>(seq / 2) * 3'600'000};
        batch.back().clock = ClockTrust::Synced;
    }
    batch[0].captured = {now.unix_ms - 1}; // before the plot
    batch[1].clock = ClockTrust::Unset;    // by its arrival: hour 4
    batch[2].rehearsal = true;             // not counted
    REQUIRE(store->put_batch("kiosk-1", batch, {now.unix_ms + 4 * 3'600'000}).ok());
    CHECK(staff->pledges_by_hour(now, 5).value() == std::vector<std::uint64_t>{0, 0, 2, 1, 1});
    CHECK(staff->pledges_by_hour({now.unix_ms + 5 * 3'600'000}, 2).value() ==
          std::vector<std::uint64_t>{0, 0});
}
