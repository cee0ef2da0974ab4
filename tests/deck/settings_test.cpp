#include <doctest/doctest.h>

#include "deck/load_settings.hpp"
#include "disk.hpp"

using namespace kiosk;
using namespace kiosk::deck;

namespace {

// What is wrong with these settings, or "".
std::string findings(std::string_view text) {
    const LoadedSettings loaded = load_settings(text, "kiosk.toml");
    CHECK(loaded.settings.has_value() == loaded.diagnostics.empty());
    return all_of(loaded.diagnostics);
}

bool has(const std::string& text, std::string_view part) {
    const bool found = text.find(part) != std::string::npos;
    if (!found) MESSAGE(text);
    return found;
}

} // namespace

TEST_CASE("an empty settings file is refused for want of recipients, since live is the default") {
    CHECK(has(findings(""), "expected at least 2 recipients to go live, found 0"));
    CHECK(findings("mode = \"demo\"").empty());
    CHECK(findings("recipients = [\"age1a\", \"age1b\"]").empty());
}

TEST_CASE("defaults of the table are the defaults of the settings") {
    const auto loaded =
        load_settings("mode = \"demo\"\n[screen]\n[upload]\n[staff]\n", "kiosk.toml").settings;
    REQUIRE(loaded.has_value());
    const Settings built_in;
    CHECK(loaded->kiosk == built_in.kiosk);
    CHECK(loaded->event == built_in.event);
    CHECK(loaded->deck == built_in.deck);
    CHECK(loaded->aim == built_in.aim);
    CHECK(loaded->idle_warn_s == built_in.idle_warn_s);
    CHECK(loaded->idle_leave_s == built_in.idle_leave_s);
    CHECK(loaded->thanks_s == built_in.thanks_s);
    CHECK(loaded->retention_hours == built_in.retention_hours);
    CHECK(loaded->screen.width_mm == built_in.screen.width_mm);
    CHECK(loaded->screen.height_mm == built_in.screen.height_mm);
    CHECK(loaded->screen.lower_edge_mm == built_in.screen.lower_edge_mm);
    CHECK(loaded->screen.viewing_distance_mm == built_in.screen.viewing_distance_mm);
    CHECK(loaded->upload.interval_s == built_in.upload.interval_s);
    CHECK(loaded->upload.kind == built_in.upload.kind);
}

TEST_CASE("an unknown setting names its place and the nearest known one") {
    CHECK(has(
        findings("mode = \"demo\"\n  kisok = \"a\"\n"),
        "kiosk.toml:2:3: error: expected a key of kiosk.toml, found \"kisok\"; write kiosk [unknown-key]"));
    CHECK(
        has(findings("mode = \"demo\"\n[upload]\nkind = \"hub\"\nulr = \"x\"\n"), "kiosk.toml:4:1: error:"));
}

TEST_CASE("wrong types and values beyond their limits are all reported at once") {
    const std::string text =
        findings("mode = \"dmeo\"\naim = \"many\"\nidle_leave_s = 19\n[screen]\nstill = 1\n");
    CHECK(has(
        text,
        "kiosk.toml:1:8: error: mode: expected \"sealed\", \"key-on-stick\" or \"demo\", found \"dmeo\""));
    CHECK(has(text, "kiosk.toml:2:7: error: aim: expected a whole number, found the text \"many\""));
    CHECK(has(text, "kiosk.toml:3:16: error: idle_leave_s: expected 20 to 120, found 19"));
    CHECK(has(text, "kiosk.toml:5:9: error: still: expected true or false, found a whole number"));
}

TEST_CASE("limits hold at the limit and not one past it") {
    CHECK(findings("mode = \"demo\"\nidle_leave_s = 20\n").empty());
    CHECK(findings("mode = \"demo\"\nidle_leave_s = 120\n").empty());
    CHECK_FALSE(findings("mode = \"demo\"\nidle_leave_s = 121\n").empty());
    const std::string name(40, 'a');
    CHECK(findings("mode = \"demo\"\nkiosk = \"" + name + "\"\n").empty());
    CHECK_FALSE(findings("mode = \"demo\"\nkiosk = \"" + name + "b\"\n").empty());
}

TEST_CASE("a hub needs https, a token and its keys, except that loopback may be plain") {
    CHECK(has(findings("mode = \"demo\"\n[upload]\nkind = \"hub\"\nurl = \"http://hub.example.org\"\n"),
              "kiosk.toml:4:7: error: url: expected an address with https://"));
    CHECK(
        findings(
            "mode = \"demo\"\n[upload]\nkind = \"hub\"\nurl = \"http://127.0.0.1:8080\"\ntoken_file = \"t\"\n"
            "hub_keys = [\"k\"]\n")
            .empty());
    CHECK(has(findings("mode = \"demo\"\n[upload]\npins = [\"one\"]\n"),
              "pins: expected none or at least two"));
    CHECK(has(findings("mode = \"demo\"\n[upload]\nclient_key = \"kiosk.key\"\n"),
              "expected client_certificate and client_key together"));
}

TEST_CASE("a bare PIN is refused, and never quoted") {
    const std::string text = findings("mode = \"demo\"\n[staff]\npin_hash = \"482917\"\n");
    CHECK(has(text, "pin_hash: expected a hash"));
    CHECK(text.find("482917") == std::string::npos);
}

TEST_CASE("the folder of the deck is seen from the settings file") {
    const auto loaded =
        load_settings("mode = \"demo\"\ndeck = \"osec\"\n", "/etc/pledge-kiosk/kiosk.toml").settings;
    REQUIRE(loaded.has_value());
    CHECK(loaded->deck == "/etc/pledge-kiosk/osec");
}

TEST_CASE("the example settings have no finding") {
    const MemoryFiles config = folder_of_source("config");
    const auto text = config.read("kiosk.example.toml", 100'000);
    REQUIRE(text.ok());
    REQUIRE(text->has_value());
    CHECK(findings(**text).empty());
}
