// The staff's page of a hub: login, sessions, the overview and the download of sealed bundles. Called by the
// server for every path that owns() names, from several threads at once; no socket and no clock in it. Shows
// counts, names of kiosks and versions; it cannot show a pledge, which nobody here can read.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "hub/http.hpp"
#include "hub/limiter.hpp"
#include "hub/log_line.hpp"
#include "hub/overview.hpp"
#include "hub/plot.hpp"
#include "hub/staff_store.hpp"
#include "hub/store.hpp"

namespace kiosk::hub {

constexpr Duration session_age_max = seconds(8 * 3600); // a working day; then the passphrase is asked again
constexpr Duration session_idle_max = seconds(3600);    // a laptop left open in a hall
constexpr Duration overview_age_max = seconds(10);      // many who look at once cost one look into the store
constexpr std::size_t site_body_bytes_max = 4096;       // a name, a passphrase, a word

struct SiteOptions {
    bool secure = false;                       // the browser is on TLS: cookies say so, and HSTS is sent
    std::string version;                       // of the program
    std::function<int(WallTime)> utc_offset_s; // of the hub's time zone
};

class Site {
  public:
    using Log = std::function<void(const LogLine& line)>;
    // Lines to the store that the kiosks' path does not use.
    Site(SiteOptions options, std::unique_ptr<Store> store, std::unique_ptr<StaffStore> staff);

    [[nodiscard]] static bool owns(std::string_view path);
    [[nodiscard]] HttpResponse answer(const HttpRequest& request, WallTime now, Instant at);
    void set_log(Log log) { log_ = std::move(log); }

  private:
    struct Visitor {
        std::string name, csrf;
        record::Sha256 session{};
    };
    [[nodiscard]] HttpResponse route(const HttpRequest& request, WallTime now, Instant at);
    [[nodiscard]] HttpResponse login(const HttpRequest& request, WallTime now, Instant at);
    [[nodiscard]] HttpResponse logout(const HttpRequest& request, const Visitor& visitor);
    [[nodiscard]] HttpResponse overview(const HttpRequest& request, const Visitor& visitor, WallTime now);
    [[nodiscard]] HttpResponse bundle(const HttpRequest& request, const Visitor& visitor, WallTime now);
    [[nodiscard]] Result<std::optional<Visitor>> visitor_of(const HttpRequest& request, WallTime now);
    [[nodiscard]] Result<bool> passphrase_is_good(std::string_view name, std::string_view passphrase);
    [[nodiscard]] Result<Overview> current_overview(WallTime now);
    [[nodiscard]] HttpResponse store_failed();
    [[nodiscard]] std::string cookie(std::string_view value, std::int64_t age_s) const;
    void log(std::string_view event, std::string_view staff);

    SiteOptions options_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<StaffStore> staff_;
    Log log_;
    Limiter tries_by_address_, tries_by_name_, tries_;
    std::mutex hashing_; // 64 MiB each: one at a time
    std::string nobodys_hash_;
    std::mutex overview_mutex_;
    std::optional<Overview> overview_;
};

} // namespace kiosk::hub
