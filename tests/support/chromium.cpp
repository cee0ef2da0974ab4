#include "support/chromium.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "record/bytes.hpp"

namespace kiosk {

namespace {

using Json = nlohmann::json;

constexpr const char* program = "/usr/bin/chromium";
constexpr int patience_ms = 60'000; // a busy machine starts a browser slowly
constexpr std::size_t picture_bytes_max = 32 * 1024 * 1024;

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error("chromium: " + what);
}

// In the child, between fork and exec. The browser reads descriptor 3 and writes descriptor 4.
[[noreturn]] void become_chromium(int read_from, int write_to, const std::string& folder) {
    const int in = fcntl(read_from, F_DUPFD, 10), out = fcntl(write_to, F_DUPFD, 10);
    dup2(in, 3);
    dup2(out, 4);
    close(in);
    close(out);
    const int log = open((folder + "/log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    dup2(log, 1);
    dup2(log, 2);
    setpgid(0, 0);
    const std::string profile = "--user-data-dir=" + folder + "/profile";
    execl(program, program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
          "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--hide-scrollbars",
          "--remote-debugging-pipe", profile.c_str(), "about:blank", nullptr);
    _exit(127);
}

} // namespace

bool Chromium::present() {
    return access(program, X_OK) == 0;
}

Chromium::Chromium() {
    std::array<int, 2> to{}, from{};
    if (pipe2(to.data(), O_CLOEXEC) != 0 || pipe2(from.data(), O_CLOEXEC) != 0) fail("no pipes");
    child_ = fork();
    if (child_ == 0) become_chromium(to[0], from[1], folder_.path());
    close(to[0]);
    close(from[1]);
    to_ = to[1];
    from_ = from[0];
    const Json target = Json::parse(call("Target.createTarget", R"({"url":"about:blank"})"));
    const Json attached = Json::parse(
        call("Target.attachToTarget", Json{{"targetId", target.at("targetId")}, {"flatten", true}}.dump()));
    session_ = attached.at("sessionId").get<std::string>();
    call("Page.enable", "{}");
    call("Runtime.enable", "{}");
}

Chromium::~Chromium() {
    close(to_); // the browser ends when its pipe does
    close(from_);
    for (int waited_ms = 0; waited_ms < 5000 && waitpid(child_, nullptr, WNOHANG) == 0; waited_ms += 20) {
        if (waited_ms == 4000) kill(-child_, SIGKILL); // its own group, made above
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

std::string Chromium::read_message() {
    for (;;) {
        if (const std::size_t end = unread_.find('\0'); end != std::string::npos) {
            std::string message = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return message;
        }
        pollfd look{from_, POLLIN, 0};
        if (poll(&look, 1, patience_ms) <= 0) fail("no answer");
        std::array<char, 65'536> part{};
        const ssize_t got = read(from_, part.data(), part.size());
        if (got <= 0) fail("has ended; its log is lost with its folder");
        unread_.append(part.data(), static_cast<std::size_t>(got));
    }
}

std::string Chromium::call(std::string_view method, std::string_view parameters_json) {
    const int id = next_id_++;
    Json message{{"id", id}, {"method", method}, {"params", Json::parse(parameters_json)}};
    if (!session_.empty()) message["sessionId"] = session_;
    const std::string text = message.dump() + '\0';
    if (write(to_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) fail("cannot be told");
    for (;;) {
        const Json answer = Json::parse(read_message());
        if (!answer.contains("id") || answer.at("id") != id) continue; // an event
        if (answer.contains("error")) fail(std::string(method) + ": " + answer.at("error").dump());
        return answer.at("result").dump();
    }
}

void Chromium::set_screen(int width, int height, bool dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Json{{"width", width}, {"height", height}, {"deviceScaleFactor", 1}, {"mobile", width < 600}}.dump());
    call("Emulation.setEmulatedMedia",
         Json{{"features", {{{"name", "prefers-color-scheme"}, {"value", dark ? "dark" : "light"}}}}}.dump());
}

void Chromium::wait_until_loaded() {
    for (int waited_ms = 0; waited_ms < patience_ms; waited_ms += 30) {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        if (evaluate("document.readyState + (window.leaving ? ' leaving' : '')") == "complete") return;
    }
    fail("the page did not load");
}

void Chromium::go(const std::string& url) {
    call("Page.navigate", Json{{"url", url}}.dump());
    wait_until_loaded();
}

std::string Chromium::evaluate(std::string_view expression) {
    const Json result =
        Json::parse(call("Runtime.evaluate",
                         Json{{"expression", "(async()=>String(await(" + std::string(expression) + ")))()"},
                              {"awaitPromise", true},
                              {"returnByValue", true}}
                             .dump()));
    if (result.contains("exceptionDetails")) fail(result.at("exceptionDetails").dump());
    return result.at("result").at("value").get<std::string>();
}

// The mark is the old page's; the new one does not have it.
void Chromium::leave_by(std::string_view expression) {
    (void)evaluate("(window.leaving = true, " + std::string(expression) + ")");
    wait_until_loaded();
}

void Chromium::click(std::string_view selector) {
    const Json at =
        Json::parse(evaluate("(()=>{const e=document.querySelector('" + std::string(selector) +
                             "');e.scrollIntoView({block:'center'});const r=e.getBoundingClientRect();return "
                             "JSON.stringify({x:r.x+r.width/2,y:r.y+r.height/2})})()"));
    for (const char* const kind : {"mousePressed", "mouseReleased"})
        call("Input.dispatchMouseEvent",
             Json{{"type", kind}, {"x", at.at("x")}, {"y", at.at("y")}, {"button", "left"}, {"clickCount", 1}}
                 .dump());
}

void Chromium::press(std::string_view key) {
    const int code = key == "Tab" ? 9 : 13;
    Json event{{"type", "keyDown"}, {"key", key}, {"code", key}, {"windowsVirtualKeyCode", code}};
    if (key == "Enter") event["text"] = "\r";
    call("Input.dispatchKeyEvent", event.dump());
    event["type"] = "keyUp";
    event.erase("text");
    call("Input.dispatchKeyEvent", event.dump());
}

void Chromium::allow_downloads(const std::string& folder) {
    call("Page.setDownloadBehavior", Json{{"behavior", "allow"}, {"downloadPath", folder}}.dump());
}

void Chromium::picture(const std::string& path, bool whole_page) {
    const Json shot = Json::parse(call(
        "Page.captureScreenshot", Json{{"format", "png"}, {"captureBeyondViewport", whole_page}}.dump()));
    const auto bytes = record::parse_base64(shot.at("data").get<std::string>(), picture_bytes_max);
    if (!bytes) fail("a picture that is none");
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes->data()), static_cast<std::streamsize>(bytes->size()));
}

} // namespace kiosk
