#include "hub/site.hpp"

#include <algorithm>
#include <charconv>

#include "base/secret.hpp"
#include "hub/bundle_stream.hpp"
#include "hub/form_body.hpp"
#include "hub/page.hpp"
#include "hub/passphrase.hpp"

namespace kiosk::hub {

namespace {

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr Duration touch_interval = seconds(60);
// Guessing: five at once and one a minute from an address, ten at once for a name, and twenty for all.
constexpr Rate tries_by_address{1.0 / 60, 5}, tries_by_name{1.0 / 60, 10}, tries_of_all{1, 20};

HttpResponse page(int status, std::string body) {
    return {status, std::string(html), std::move(body), {}, {}, {}, false};
}

HttpResponse to(std::string_view where) {
    HttpResponse response;
    response.status = 303;
    response.headers.emplace_back("Location", where);
    return response;
}

// Nothing but this hub's own style, picture and forms; and nobody may frame it.
void add_security_headers(HttpResponse& response, bool secure) {
    auto& headers = response.headers;
    headers.emplace_back("Content-Security-Policy",
                         "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                         "base-uri 'none'; frame-ancestors 'none'");
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("X-Frame-Options", "DENY");
    headers.emplace_back("Referrer-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    headers.emplace_back("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    if (secure) headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

// A form of ours, sent by a page of ours, as far as the browser tells: all of today's do.
bool from_another_site(const HttpRequest& request) {
    if (!request.fetch_site.empty()) return request.fetch_site != "same-origin";
    if (request.origin.empty()) return false;
    const std::size_t scheme = request.origin.find("://");
    return scheme == std::string::npos || request.origin.substr(scheme + 3) != request.host;
}

std::size_t page_number(std::string_view text) {
    std::size_t number = 1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::clamp<std::size_t>(number, 1, 10'000) - 1;
}

record::Sha256 key_hash(std::string_view key) {
    return record::sha256(record::bytes_of(key));
}

} // namespace

Site::Site(SiteOptions options, std::unique_ptr<Store> store, std::unique_ptr<StaffStore> staff)
    : options_(std::move(options)),
      store_(std::move(store)),
      staff_(std::move(staff)),
      tries_by_address_(tries_by_address),
      tries_by_name_(tries_by_name),
      tries_(tries_of_all),
      nobodys_hash_(nobodys_hash()) {}

bool Site::owns(std::string_view path) {
    return path == "/" || path == "/staff" || path.starts_with("/staff/");
}

HttpResponse Site::answer(const HttpRequest& request, WallTime now, Instant at) {
    HttpResponse response = route(request, now, at);
    add_security_headers(response, options_.secure);
    return response;
}

HttpResponse Site::route(const HttpRequest& request, WallTime now, Instant at) {
    const std::string& path = request.path;
    const bool get = request.method == "GET" || request.method == "HEAD", post = request.method == "POST";
    if (!get && !post) {
        HttpResponse wrong = page(405, message_page("That does not work", "This page takes GET and POST."));
        wrong.headers.emplace_back("Allow", "GET, HEAD, POST");
        return wrong;
    }
    if (get && path == "/staff/style.css")
        return {200, "text/css", std::string(page_style()), {}, {}, {}, true};
    if (get && path == "/staff/icon.svg")
        return {200, "image/svg+xml", std::string(page_icon()), {}, {}, {}, true};
    if (get && (path == "/" || path == "/staff")) return to("/staff/");
    if (post && (request.too_large || request.body.size() > site_body_bytes_max))
        return page(413, message_page("Too much", "This form has a few fields only."));
    if (post && from_another_site(request)) {
        log("cross-site", "");
        return page(403,
                    message_page("Not from here", "This form was sent by another site. Nothing was done."));
    }
    if (path == "/staff/login") return get ? page(200, login_page("")) : login(request, now, at);

    const auto visitor = visitor_of(request, now);
    if (!visitor) return store_failed();
    if (!*visitor)
        return get && path == "/staff/"
                   ? to("/staff/login")
                   : page(401, login_page("Please log in first; a session ends by itself."));
    if (get && path == "/staff/") return overview(request, **visitor, now);
    if (post && path == "/staff/logout") return logout(request, **visitor);
    if (post && path == "/staff/bundle") return bundle(request, **visitor, now);
    return page(404, message_page("No such page", "Nothing is at this address."));
}

HttpResponse Site::login(const HttpRequest& request, WallTime now, Instant at) {
    auto fields = parse_form_body(request.body);
    const std::string name(fields ? field_of(*fields, "name") : "");
    if (!fields || !is_kiosk_name(name))
        return page(422, login_page("Please enter your name and your passphrase."));
    const int wait_s = std::max({tries_by_address_.wait_s(request.address, at),
                                 tries_by_name_.wait_s(name, at), tries_.wait_s("", at)});
    std::string passphrase = std::move((*fields)["passphrase"]);
    if (wait_s > 0) {
        wipe(passphrase.data(), passphrase.size());
        log("login-limited", name);
        HttpResponse limited =
            page(429, login_page("Too many tries. Please wait " +
                                 counted(static_cast<std::uint64_t>(wait_s), "second", "seconds") +
                                 ", then try again."));
        limited.headers.emplace_back("Retry-After", std::to_string(wait_s));
        return limited;
    }
    const auto good = passphrase_is_good(name, passphrase);
    wipe(passphrase.data(), passphrase.size());
    if (!good) return store_failed();
    if (!*good) {
        log("login-refused", name);
        return page(401, login_page("This name and passphrase do not belong together."));
    }
    tries_by_address_.forget(request.address);
    tries_by_name_.forget(name);
    const std::string key = make_session_key();
    const auto put = staff_->put_session(key_hash(key), {name, now, now});
    if (!put) return store_failed();
    (void)staff_->end_old_sessions({now.unix_ms - session_age_max.ms}); // they are refused anyway
    log("login", name);
    HttpResponse response = to("/staff/");
    response.headers.emplace_back("Set-Cookie", cookie(key, session_age_max.ms / 1000));
    return response;
}

Result<bool> Site::passphrase_is_good(std::string_view name, std::string_view passphrase) {
    const auto hash = staff_->passphrase_hash(name);
    if (!hash) return hash.error();
    const std::lock_guard lock(hashing_);
    const bool matches = passphrase_matches(passphrase, hash->value_or(nobodys_hash_));
    return matches && hash->has_value();
}

// __Host- holds the cookie to this host, this path and TLS (RFC 6265bis, 4.1.3.2).
std::string Site::cookie(std::string_view value, std::int64_t age_s) const {
    return std::string(options_.secure ? "__Host-session=" : "session=") + std::string(value) +
           "; Path=/; Max-Age=" + std::to_string(age_s) + "; HttpOnly; SameSite=Strict" +
           (options_.secure ? "; Secure" : "");
}

Result<std::optional<Site::Visitor>> Site::visitor_of(const HttpRequest& request, WallTime now) {
    const std::string key(cookie_of(request.cookie, options_.secure ? "__Host-session" : "session"));
    if (key.empty()) return std::optional<Visitor>();
    const record::Sha256 hash = key_hash(key);
    const auto found = staff_->session(hash);
    if (!found) return found.error();
    if (!*found) return std::optional<Visitor>();
    const SessionRow& row = **found;
    // A clock that was set back counts as old too.
    const auto older = [&](WallTime then, Duration age) {
        return now.unix_ms - then.unix_ms > age.ms || then.unix_ms - now.unix_ms > touch_interval.ms;
    };
    if (older(row.made, session_age_max) || older(row.seen, session_idle_max)) {
        if (const auto ended = staff_->end_session(hash); !ended) return ended.error();
        return std::optional<Visitor>();
    }
    if (now.unix_ms - row.seen.unix_ms > touch_interval.ms)
        if (const auto touched = staff_->touch_session(hash, now); !touched) return touched.error();
    return std::optional(Visitor{row.name, record::hex(key_hash("csrf " + key)), hash});
}

HttpResponse Site::logout(const HttpRequest& request, const Visitor& visitor) {
    const auto fields = parse_form_body(request.body);
    if (!fields || !same_secret(field_of(*fields, "csrf"), visitor.csrf))
        return page(403,
                    message_page("Not from here", "This form is not of your session. Nothing was done."));
    if (const auto ended = staff_->end_session(visitor.session); !ended) return store_failed();
    log("logout", visitor.name);
    HttpResponse response = to("/staff/login");
    response.headers.emplace_back("Set-Cookie", cookie("", 0));
    response.headers.emplace_back("Clear-Site-Data", "\"cache\"");
    return response;
}

Result<Overview> Site::current_overview(WallTime now) {
    const std::lock_guard lock(overview_mutex_);
    if (overview_ && now >= overview_->at && now.unix_ms - overview_->at.unix_ms < overview_age_max.ms)
        return *overview_;
    const auto rows = store_->kiosks();
    if (!rows) return rows.error();
    const auto totals = store_->totals();
    if (!totals) return totals.error();
    overview_ = overview_of(*rows, *totals, now);
    return *overview_;
}

HttpResponse Site::overview(const HttpRequest& request, const Visitor& visitor, WallTime now) {
    auto found = current_overview(now);
    if (!found) return store_failed();
    OverviewPage data{visitor.name,      visitor.csrf, options_.version,
                      std::move(*found), {},           page_number(request.query_page)};
    data.plot.span = request.query_span == "week" ? Span::Week : Span::Day;
    data.plot.utc_offset_s = options_.utc_offset_s(now);
    data.plot.from = plot_start(data.plot.span, now, data.plot.utc_offset_s);
    auto counts = staff_->pledges_by_hour(data.plot.from, plot_hours(data.plot.span));
    if (!counts) return store_failed();
    data.plot.counts = std::move(*counts);
    HttpResponse response = page(200, overview_page(data));
    response.log_fields = LogLine().text("staff", visitor.name).fields();
    return response;
}

HttpResponse Site::bundle(const HttpRequest& request, const Visitor& visitor, WallTime now) {
    const auto fields = parse_form_body(request.body);
    if (!fields || !same_secret(field_of(*fields, "csrf"), visitor.csrf))
        return page(403,
                    message_page("Not from here", "This form is not of your session. Nothing was done."));
    const auto rows = store_->kiosks();
    if (!rows) return store_failed();
    const auto row = std::ranges::find(*rows, field_of(*fields, "kiosk"), &KioskRow::kiosk);
    if (row == rows->end() || row->records == 0)
        return page(404, message_page("Nothing to download", "This kiosk has sent nothing yet."));
    const std::string file = "signups-hub-" + row->kiosk + "-" + rfc3339(now).substr(0, 10) + ".pkb";
    auto stream = std::make_shared<BundleStream>(*store_, *row);
    HttpResponse response;
    response.content_type = "application/octet-stream";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file + "\"");
    response.source = [stream] { return stream->next(); };
    response.log_fields = LogLine().text("staff", visitor.name).text("bundle", row->kiosk).fields();
    return response;
}

HttpResponse Site::store_failed() {
    log("store-error", "");
    HttpResponse response =
        page(503, message_page("The hub's store does not answer",
                               "The kiosks keep everything and try again by themselves. Please look "
                               "again in a minute; if this stays, ask your engineer."));
    response.headers.emplace_back("Retry-After", "30");
    return response;
}

void Site::log(std::string_view event, std::string_view staff) {
    if (!log_) return;
    LogLine line;
    line.text("event", event);
    if (!staff.empty()) line.text("staff", staff);
    log_(line);
}

} // namespace kiosk::hub
