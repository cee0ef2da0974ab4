// The staff's page in a real Chromium: at the size of a phone and of a desk, in light and dark. The pictures
// go to $PLEDGE_PICTURES, for people to look at. Not listed where Chromium is absent.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "handover/bundle.hpp"
#include "hub/server.hpp"
#include "support/chromium.hpp"
#include "support/staffed_hub.hpp"

using namespace kiosk;

namespace {

struct Screen {
    const char* name;
    int width, height;
    bool dark;
};
constexpr Screen screens[] = {{"phone-light", 375, 800, false},
                              {"phone-dark", 375, 800, true},
                              {"desk-light", 1280, 900, false},
                              {"desk-dark", 1280, 900, true}};

struct Browsed {
    StaffedHub desk;
    std::unique_ptr<hub::Server> server;
    Chromium browser;

    Browsed() {
        desk.fill();
        hub::ServerOptions options;
        options.wall = [] { return StaffedHub::now; };
        options.site = desk.site();
        auto started =
            hub::Server::start(std::move(options), std::move(hub::open_sqlite_store(desk.path)).value(),
                               record::HubSigner::generate());
        REQUIRE(started.ok());
        server = std::move(*started);
    }
    void log_in(const std::string& passphrase) {
        browser.go(server->url() + "/");
        (void)browser.evaluate("document.getElementById('name').value = 'ana'");
        (void)browser.evaluate("document.getElementById('passphrase').value = '" + passphrase + "'");
        browser.leave_by("document.querySelector('main form button').click()");
    }
    void picture(const std::string& name) {
        if (const char* const folder = std::getenv("PLEDGE_PICTURES"))
            browser.picture(std::string(folder) + "/" + name + ".png", true);
    }
    // Nothing sticks out to the right, nothing to press is smaller than 24 px, and the policy broke nothing.
    void check_layout() {
        CHECK(browser.evaluate("document.documentElement.scrollWidth <= innerWidth") == "true");
        CHECK(browser.evaluate("[...document.querySelectorAll('button,a,input:not([type=hidden]),summary')]."
                               "filter(e=>{const "
                               "r=e.getBoundingClientRect();return "
                               "r.width>0&&!e.classList.contains('skip')&&r.height<24}).length") == "0");
        CHECK(browser.evaluate("getComputedStyle(document.body).margin") ==
              "0px"); // the style sheet is in force
    }
};

// WCAG 2.2, 1.4.3: the contrast of every visible text with the ground that it stands on; gives the worst.
constexpr std::string_view worst_contrast = R"((()=>{
const lum=c=>{const f=c.map(v=>{v/=255;return v<=.04045?v/12.92:((v+.055)/1.055)**2.4});return .2126*f[0]+.7152*f[1]+.0722*f[2]};
const rgb=s=>s.match(/[\d.]+/g).map(Number);
const ground=e=>{for(;e;e=e.parentElement){const c=rgb(getComputedStyle(e).backgroundColor);if(c.length<4||c[3]>0)return c.slice(0,3)}return [255,255,255]};
let worst=99,where='';
const walk=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT);
while(walk.nextNode()){const n=walk.currentNode,e=n.parentElement;
 if(!n.textContent.trim()||e.closest('.unseen,.skip')||!e.getClientRects().length)continue;
 const a=lum(rgb(getComputedStyle(e).color).slice(0,3)),b=lum(ground(e));
 const ratio=(Math.max(a,b)+.05)/(Math.min(a,b)+.05);
 if(ratio<worst){worst=ratio;where=n.textContent.trim()}}
return worst>=4.5?'good':worst.toFixed(2)+' '+where})())";

const auto absent = doctest::skip(!Chromium::present());

} // namespace

TEST_CASE("Chromium: the page fits phone and desk, in light and dark, with text that can be read" * absent) {
    Browsed page;
    for (const Screen& screen : screens) {
        CAPTURE(screen.name);
        page.browser.set_screen(screen.width, screen.height, screen.dark);
        page.browser.go(page.server->url() + "/staff/login");
        page.check_layout();
        CHECK(page.browser.evaluate(worst_contrast) == "good");
        page.picture(std::string("login-") + screen.name);
    }
    page.log_in(std::string(staff_passphrase));
    for (const Screen& screen : screens) {
        CAPTURE(screen.name);
        page.browser.set_screen(screen.width, screen.height, screen.dark);
        for (const char* const span : {"", "?span=week"}) {
            page.browser.go(page.server->url() + "/staff/" + span);
            CHECK(page.browser.evaluate("document.querySelector('h1').textContent") == "How the kiosks are");
            CHECK(page.browser.evaluate("document.querySelectorAll('.kiosks tbody tr').length") == "6");
            CHECK(page.browser.evaluate("document.querySelectorAll('.bars rect').length>3") == "true");
            page.check_layout();
            CHECK(page.browser.evaluate(worst_contrast) == "good");
            page.picture(std::string("overview-") + (*span ? "week-" : "") + screen.name);
        }
    }
    page.browser.set_screen(320, 700, false); // WCAG 2.2, 1.4.10
    page.browser.go(page.server->url() + "/staff/");
    page.check_layout();
}

TEST_CASE("Chromium: a wrong passphrase is told, a right one opens the page, keys reach it, and logging out "
          "ends it" *
          absent) {
    Browsed page;
    page.browser.set_screen(1280, 900, false);
    page.log_in("not the one that was set");
    CHECK(page.browser.evaluate("document.querySelector('[role=alert]').textContent").find("do not belong") !=
          std::string::npos);
    page.picture("login-refused");
    page.log_in(std::string(staff_passphrase));
    CHECK(page.browser.evaluate("location.pathname") == "/staff/");
    CHECK(page.browser.evaluate("document.cookie").empty()); // HttpOnly
    page.browser.press("Tab");
    CHECK(page.browser.evaluate("document.activeElement.className") == "skip");
    page.browser.press("Tab");
    CHECK(page.browser.evaluate("document.activeElement.textContent") == "Log out");
    CHECK(page.browser.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px");
    page.browser.leave_by("document.querySelector('header button').click()");
    CHECK(page.browser.evaluate("location.pathname") == "/staff/login");
    page.browser.go(page.server->url() + "/staff/");
    CHECK(page.browser.evaluate("location.pathname") == "/staff/login");
}

TEST_CASE("Chromium: the sealed bundle that the page gives is whole" * absent) {
    Browsed page;
    page.log_in(std::string(staff_passphrase));
    const TemporaryFolder downloads;
    page.browser.allow_downloads(downloads.path());
    page.browser.click("tr:last-child .action button");
    std::string text;
    for (int i = 0; i < 200 && text.find("\"sha\"") == std::string::npos; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        for (const auto& found : std::filesystem::directory_iterator(downloads.path()))
            if (found.path().extension() == ".pkb") {
                std::ifstream in(found.path(), std::ios::binary);
                text.assign(std::istreambuf_iterator<char>(in), {});
            }
    }
    const std::size_t last = text.empty() ? 0 : text.rfind('\n', text.size() - 2) + 1;
    const auto trailer = handover::parse_bundle_trailer(text.substr(last, text.size() - last - 1));
    REQUIRE(trailer.has_value());
    CHECK(trailer->count > 0);
    CHECK(trailer->sha == record::sha256(record::bytes_of(std::string_view(text).substr(0, last))));
}
