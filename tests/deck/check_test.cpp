#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "deck/check.hpp"
#include "deck/reference.hpp"
#include "deck/report.hpp"
#include "findings.hpp"

using namespace kiosk;
using namespace kiosk::deck;

namespace {

std::string checked(const MemoryFiles& files, const std::vector<Caution>& cautions = {}) {
    const LoadedDeck loaded = load_small(files);
    CAPTURE(all_of(loaded.diagnostics));
    REQUIRE(loaded.deck != nullptr);
    return all_of(less_allowed(loaded, check_deck(loaded, cautions, "deck.toml", "theme.toml")));
}
bool has(const std::string& text, std::string_view part) {
    const bool found = text.find(part) != std::string::npos;
    if (!found) MESSAGE("expected ", part, "; found ", text);
    return found;
}

} // namespace

TEST_CASE("the shipped deck has no finding but the reminder to call the numbers") {
    const Assets assets = shipped_assets();
    const MemoryFiles files = folder_of_source("config/osec");
    const LoadedDeck loaded = load_deck(files, assets);
    REQUIRE(loaded.deck != nullptr);
    Diagnostics findings;
    const auto text = files.read("caution.toml", 100'000);
    REQUIRE((text.ok() && text->has_value()));
    const std::vector<Caution> cautions = load_caution(**text, "caution.toml", findings);
    CHECK(cautions.size() > 10);
    for (Diagnostic& one : less_allowed(loaded, check_deck(loaded, cautions, "deck.toml", "theme.toml")))
        findings.push_back(one);
    CAPTURE(all_of(findings));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "help-unchecked");
}

TEST_CASE("the small deck passes every check") {
    CHECK(checked(small_deck()) == "");
}

TEST_CASE("each check finds what it is for") {
    MemoryFiles hopeless =
        changed("deck.toml", "kind = \"lights\"\nfact = \"found\"", "kind = \"rise\"\nfacts = [\"found\"]");
    std::string& text = hopeless.at("deck.toml");
    text.erase(text.find("noun"), std::string_view("noun = \"found\"\n").size());
    CHECK(has(checked(hopeless), "[no-hope]"));
    CHECK(has(checked(changed("deck.toml", "facts = [\"found\"]\n", "")),
              "deck.toml:11:1: warning: slide \"ask\": expected facts"));
    CHECK(has(checked(changed("deck.toml", "button = \"Help\"",
                              "button = \"Help\"\nqr_url = \"http://a.org\"\nqr_label = \"x\"")),
              "error: qr_url: expected an address that begins with https://"));
    CHECK(has(checked(changed("deck.toml", "[[slide]]", "[[cause]]\nid = \"c\"\nname = \"C\"\n[[slide]]")),
              "[cause-unused]"));
    CHECK(has(checked(changed("help.toml", "checked = 2026-11-01\n", "")), "[help-unchecked]"));
    CHECK(has(
        checked(changed("deck.toml", "title = \"Help.\"", "title = \"a b c d e f g h i j k l m n o p q\"")),
        "expected a title of at most 16 words, found 17"));
    CHECK(has(
        checked(changed("deck.toml", "title = \"Help.\"", "seconds = 4\ntitle = \"a b c d e f g h i j\"")),
        "expected at most 9 words in 4 s, found 10"));
    MemoryFiles unused = small_deck();
    unused.at("facts.toml") += "[[fact]]\nid = \"more\"\nsays = \"More.\"\nsource = \"Us\"\n";
    CHECK(has(checked(unused), "facts.toml:7:1: warning: expected a slide that tells \"more\""));
}

TEST_CASE("a name that the neighbours do not share is found, and one that stands twice on a slide") {
    MemoryFiles shared = changed("deck.toml", "title = \"Help.\"", "title_id = \"lamp\"\ntitle = \"Help.\"");
    CHECK(has(checked(shared),
              "deck.toml:15:12: warning: expected \"lamp\" on the slide before or after too, "
              "found it only on \"ask\""));
    std::string& text = shared.at("deck.toml");
    const std::string_view noun = "noun = \"found\"\n";
    text.insert(text.find(noun), "title_id = \"lampp\"\n");
    CHECK(has(checked(shared), "write \"lamp\" [id-alone]"));
    text.erase(text.find("lampp") + 4, 1);
    CHECK(checked(shared) == "");
    text.insert(text.find(noun), "figure_id = \"lamp\"\n");
    CHECK(has(all_of(load_small(shared).diagnostics),
              "error: figure_id: expected a name of its own, found \"lamp\" twice; rename one of them "
              "[double-id]"));
}

TEST_CASE("terms of caution are found as whole words, in any case, with the better term") {
    const std::vector<Caution> cautions = {{"bad word", "good word", "it is better so", ""}};
    const auto with_title = [](std::string_view title) {
        return changed("deck.toml", "title = \"Help.\"", "title = \"" + std::string(title) + "\"");
    };
    CHECK(
        has(checked(with_title("A Bad Word here"), cautions), "expected \"good word\", found \"bad word\""));
    CHECK(
        has(checked(with_title("A bad\\nword."), cautions), "deck.toml:15:9: warning: slide.ask.title (en)"));
    CHECK(checked(with_title("bad words, abad word"), cautions) == "");
}

TEST_CASE("the lines of a list count as words to read, and terms are found in them and in labels") {
    const std::string line = "[[slide.line]]\nlabel = \"one two three bad word\"\n";
    const auto listed = [&](int seconds) {
        return changed("deck.toml", "[[slide]]\nid = \"ask\"",
                       "[[slide]]\nid = \"list\"\nkind = \"list\"\nfacts = [\"found\"]\ntitle = \"A list.\"\n"
                       "description = \"A list.\"\nseconds = " +
                           std::to_string(seconds) + "\n" + line + line + "[[slide]]\nid = \"ask\"");
    };
    CHECK(checked(listed(5)) == ""); // 12 words in the 4 s after the first
    CHECK(has(checked(listed(4)), "expected at most 9 words in 4 s, found 12"));
    const std::vector<Caution> cautions = {{"bad word", "good word", "it is better so", ""},
                                           {"found", "freed", "it is better so", ""}};
    CHECK(has(checked(listed(5), cautions), "slide.list (en): expected \"good word\""));
    CHECK(has(checked(small_deck(), cautions), "slide.hope (en): expected \"freed\"")); // the noun
}

TEST_CASE("a colour that cannot be read is an error, at 4.5 for words and 3 for parts") {
    MemoryFiles files = small_deck();
    files.set("theme.toml", "[night]\ntext_2 = \"#39456B\"\n");
    CHECK(has(checked(files),
              "theme.toml: error: night (standard): expected at least 4.5:1 of text_2 on the ground"));
    files.set("theme.toml", "[paper]\nline = \"#D8D0BD\"\n");
    CHECK(has(checked(files), "expected at least 3:1 of line on"));
}

TEST_CASE("a warning can be switched off with a reason, an error cannot, and an idle switch is found") {
    const std::string allow =
        "[[allow]]\nrule = \"no-source\"\nslide = \"ask\"\nbecause = \"it states no fact\"\n";
    MemoryFiles files = changed("deck.toml", "facts = [\"found\"]\n", "");
    files.at("deck.toml") += allow;
    CHECK(checked(files) == "");
    files = small_deck();
    files.at("deck.toml") += allow;
    CHECK(has(checked(files), "[allow-unused]"));
}

TEST_CASE("reports are text with a sum, JSON and SARIF that parse") {
    const Diagnostics findings = {
        {Severity::Error, {"a \"b\".toml", 3, 4}, "value", "expected \\ and\nmore", "write it"},
        {Severity::Warning, {"c.toml", 0, 0}, "contrast", "found none", ""},
    };
    CHECK(has(report(findings, ReportFormat::Text), "1 error, 1 warning\n"));
    CHECK(report({}, ReportFormat::Text) == "0 errors, 0 warnings\n");
    const auto json = nlohmann::json::parse(report(findings, ReportFormat::Json));
    REQUIRE(json.size() == 2);
    CHECK(json[0]["file"] == "a \"b\".toml");
    CHECK(json[0]["message"] == "expected \\ and\nmore");
    CHECK(json[0]["line"] == 3);
    CHECK(nlohmann::json::parse(report({}, ReportFormat::Json)).empty());
    const auto sarif = nlohmann::json::parse(report(findings, ReportFormat::Sarif));
    CHECK(sarif["version"] == "2.1.0");
    CHECK(sarif["runs"][0]["results"].size() == 2);
    CHECK(sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3);
    CHECK_FALSE(sarif["runs"][0]["results"][1]["locations"][0]["physicalLocation"].contains("region"));
}

TEST_CASE("a SARIF report has what its schema asks for, and its addresses are URIs") {
    const auto finding = [](Severity severity, const char* rule, int line) {
        return Diagnostic{severity, {"my deck/\u00E9 50%.toml", line, line}, rule, "expected \"a\"", ""};
    };
    const auto sarif = nlohmann::json::parse(
        report({finding(Severity::Error, "syntax", 2), finding(Severity::Warning, "no-ask", 0),
                finding(Severity::Note, "help-unchecked", 1)},
               ReportFormat::Sarif));
    CHECK(sarif["$schema"].is_string());
    REQUIRE(sarif["runs"].is_array());
    const auto& run = sarif["runs"][0];
    CHECK(run["tool"]["driver"]["name"].is_string());
    CHECK(run["columnKind"] == "unicodeCodePoints");
    std::vector<std::string> rules;
    for (const auto& rule : run["tool"]["driver"]["rules"]) {
        rules.push_back(rule["id"]);
        CHECK(rule["shortDescription"]["text"].is_string());
    }
    std::string levels;
    for (const auto& result : run["results"]) {
        CHECK(std::ranges::find(rules, result["ruleId"].get<std::string>()) != rules.end());
        CHECK_FALSE(result["message"]["text"].get<std::string>().empty());
        levels += result["level"].get<std::string>() + " ";
        const auto& place = result["locations"][0]["physicalLocation"];
        CHECK(place["artifactLocation"]["uri"] == "my%20deck/%C3%A9%2050%25.toml");
        if (place.contains("region")) CHECK(place["region"]["startColumn"].get<int>() >= 1);
    }
    CHECK(levels == "error warning note ");
}

TEST_CASE("every rule that a finding names has its reason") {
    const std::string text = report({}, ReportFormat::Sarif);
    for (const Rule& rule : rules()) {
        CHECK(rule.reason.size() > 20);
        CHECK(has(text, rule.name));
    }
}

TEST_CASE("config/REFERENCE.md is what the table of keys says") {
    const MemoryFiles config = folder_of_source("config");
    const auto committed = config.read("REFERENCE.md", 1'000'000);
    REQUIRE((committed.ok() && committed->has_value()));
    CHECK_MESSAGE(**committed == reference(),
                  "write it again: pledge-kiosk check --reference > config/REFERENCE.md");
}
