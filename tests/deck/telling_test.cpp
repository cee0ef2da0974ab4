// The loaders of the kinds that tell: what they read, and how they name mistakes.
#include <doctest/doctest.h>

#include "findings.hpp"

using namespace kiosk;
using namespace kiosk::deck;

namespace {

const std::string head = "[[slide]]\nid = \"one\"\ntitle = \"T\"\ndescription = \"D\"\n";

LoadedDeck with(const std::string& slide, const std::string& facts = {}) {
    MemoryFiles files = small_deck();
    files.at("deck.toml") += head + slide;
    files.at("facts.toml") += facts;
    return load_small(files);
}

// The kind of the slide, which has no finding.
template <typename KindType>
KindType sound(const std::string& slide, const std::string& facts = {}, int caller_line = __builtin_LINE()) {
    const LoadedDeck loaded = with(slide, facts);
    INFO("called at line " << caller_line << "\n" << all_of(loaded.diagnostics));
    REQUIRE(loaded.deck != nullptr);
    return std::get<KindType>(loaded.deck->slides.back().kind);
}

void finds(const std::string& slide, std::string_view expected, const std::string& facts = {},
           int caller_line = __builtin_LINE()) {
    const LoadedDeck loaded = with(slide, facts);
    const std::string text = all_of(loaded.diagnostics);
    INFO("called at line " << caller_line << "; expected " << expected << "; found\n" << text);
    CHECK(loaded.deck == nullptr);
    CHECK(text.find(expected) != std::string::npos);
}

std::string fact(const std::string& id, const std::string& value) {
    return "[[fact]]\nid = \"" + id + "\"\nsays = \"x\"\nvalue = \"" + value + "\"\nsource = \"Us\"\n";
}

const std::string facts = fact("two", "2") + fact("three", "3") + fact("five", "5");

} // namespace

TEST_CASE("a timeline is read with its dates, and its moments must be in order") {
    const std::string first =
        "kind = \"timeline\"\n[[slide.moment]]\nwhen = \"1970\"\nlabel = \"a\"\ndate = 1970-01-02\n";
    const auto kind = sound<Timeline>(
        first +
        "[[slide.moment]]\nwhen = \"March 2020\"\nlabel = \"b\"\ndate = \"2020-03\"\nmarked = true\n");
    REQUIRE(kind.moments.size() == 2);
    CHECK(kind.moments[0].day == 1);
    CHECK(kind.moments[1].day == 18'322); // 2020-03-01
    CHECK(kind.moments[1].marked);
    CHECK(kind.to_scale());
    CHECK_FALSE(sound<Timeline>(first + "[[slide.moment]]\nwhen = \"then\"\nlabel = \"b\"\n").to_scale());
    finds(first, "moment: expected 2 to 8");
    finds(first + "[[slide.moment]]\nwhen = \"1969\"\nlabel = \"b\"\ndate = \"1969\"\n",
          "date: expected one not before that of the moment above, found an earlier");
}

TEST_CASE("two sides are compared by their facts, or in words") {
    const auto sides = [](const std::string& from, const std::string& to) {
        return "kind = \"compare\"\n[slide.from]\nlabel = \"a\"\n" + from + "[slide.to]\nlabel = \"b\"\n" +
               to;
    };
    const auto kind =
        sound<Compare>(sides("fact = \"two\"\n", "fact = \"three\"\ntone = \"way_out\"\n"), facts);
    REQUIRE(kind.to.quantity.has_value());
    CHECK(kind.to.quantity->value == 3);
    CHECK(kind.to.tone == Tone::WayOut);
    CHECK(sound<Compare>(sides("text = \"x\"\n", "figure = \"6 h\"\n")).to.figure.in("en") == "6 h");
    finds(sides("text = \"x\"\n", "fact = \"two\"\n"), "to: expected text or figure, or a fact on both sides",
          facts);
    finds(sides("text = \"x\"\n", "text = \"y\"\ntone = \"evil\"\n"), "tone: expected \"plain\"");
    finds(sides("fact = \"two\"\n", "fact = \"cold\"\n"), "fact: expected one with a number of 0 or more",
          facts + fact("cold", "-3"));
}

TEST_CASE("the sources of what a slide draws stand in its source line") {
    const LoadedDeck loaded = with("kind = \"compare\"\n[slide.from]\nlabel = \"a\"\nfact = \"found\"\n"
                                   "[slide.to]\nlabel = \"b\"\nfact = \"two\"\n",
                                   facts);
    REQUIRE(loaded.deck != nullptr);
    CHECK(loaded.deck->slides.back().source.in("en") == "Source: Us");
}

TEST_CASE("a flow is read with the sums of its ends, and each band must know both") {
    const std::string ends =
        "kind = \"flow\"\n[[slide.from]]\nid = \"a\"\nlabel = \"A\"\n"
        "[[slide.to]]\nid = \"x\"\nlabel = \"X\"\n[[slide.to]]\nid = \"y\"\nlabel = \"Y\"\n";
    const auto band = [](const std::string& from, const std::string& to, const std::string& fact) {
        return "[[slide.band]]\nfrom = \"" + from + "\"\nto = \"" + to + "\"\nfact = \"" + fact + "\"\n";
    };
    const auto kind = sound<Flow>(ends + band("a", "x", "two") + band("a", "y", "three"), facts);
    REQUIRE(kind.bands.size() == 2);
    CHECK(kind.bands[1].to == 1);
    REQUIRE(kind.sources[0].sum.has_value());
    CHECK(kind.sources[0].sum->value == 5);
    CHECK(kind.targets[1].sum->value == 3);
    const std::string litres =
        "[[fact]]\nid = \"litres\"\nsays = \"x\"\nvalue = \"4\"\nunit = \"l\"\nsource = \"Us\"\n";
    CHECK_FALSE(sound<Flow>(ends + band("a", "x", "two") + band("a", "y", "litres"), facts + litres)
                    .sources[0]
                    .sum.has_value());
    finds(ends + band("a", "z", "two"), "to: expected the id of a [[slide.to]], found \"z\"", facts);
    finds(ends + band("a", "x", "tow"), "found \"tow\"; write \"two\"", facts);
    finds(ends, "expected band in kind flow");
}

TEST_CASE("a map takes points with arcs and a region, and says which half is missing") {
    const auto point = [](const std::string& id, const std::string& at, const std::string& more = {}) {
        return "[[slide.point]]\nid = \"" + id + "\"\nlabel = \"P\"\n" + at + more;
    };
    const std::string here = "longitude = 10\nlatitude = 50\n", there = "longitude = 100\nlatitude = 10\n";
    const std::string two = "kind = \"map\"\n" + point("a", here) + point("b", there);
    const auto arc = [](const std::string& from, const std::string& to) {
        return "[[slide.arc]]\nfrom = \"" + from + "\"\nto = \"" + to + "\"\n";
    };
    const auto kind = sound<Points>(two + arc("b", "a"));
    REQUIRE(kind.arcs.size() == 1);
    CHECK(kind.arcs[0].from == 1);
    finds(two + arc("b", "b"), "to: expected another point than from, found the same");
    finds(two + arc("b", "c"), "to: expected the id of a [[slide.point]], found \"c\"");
    finds("kind = \"map\"\n" + point("a", here, "fact = \"two\"\n") + point("b", there),
          "point: expected a fact for each or for none, found 1 of 2", facts);
    const std::string region = "[slide.region]\nwest = 0\neast = 60\nsouth = 30\nnorth = 70\n";
    CHECK(sound<Points>("kind = \"map\"\n" + point("a", here) + region).region->east == 60);
    finds(two + region, "point: expected points inside the region, found \"P\" outside");
    finds(
        "kind = \"map\"\n" + point("a", here) +
            "[slide.region]\nwest = 0\neast = 20\nsouth = 40\nnorth = 60\n",
        "region: expected 40 degrees or more from west to east and 24 from south to north, found 20 and 20");
    finds("kind = \"map\"\nfact = \"two\"\n[slide.from]\nlabel = \"F\"\n" + here,
          "map: expected to, or a list of point, found neither", facts);
}

TEST_CASE("lists and steps name icons that the program or the theme has") {
    const std::string lines =
        "kind = \"list\"\n[[slide.line]]\nlabel = \"a\"\nicon = \"leaf\"\n[[slide.line]]\nlabel = \"b\"\n";
    CHECK(sound<List>(lines).items[0].icon == "leaf");
    finds(lines + "icon = \"laef\"\n", "expected the name of an icon, found \"laef\"; write \"leaf\"");
    finds("kind = \"steps\"\n[[slide.step]]\nlabel = \"a\"\n", "step: expected 2 to 5");
    MemoryFiles files = small_deck();
    files.at("deck.toml") += head + lines + "icon = \"otter\"\n";
    files.set("theme.toml", "[icons]\notter = \"M4 4L28 28\"\n");
    const LoadedDeck loaded = load_small(files);
    REQUIRE(loaded.deck != nullptr);
    CHECK(loaded.deck->theme.icons.at("otter") == "M4 4L28 28");
    files.set("theme.toml", "[icons]\notter = \"M4 4L28\"\n");
    CHECK(all_of(load_small(files).diagnostics).find("theme.toml:2:9: error: icons.otter:") !=
          std::string::npos);
    files.set("theme.toml", "[icons]\notter = \"M4 4L2800 28\"\n");
    CHECK(all_of(load_small(files).diagnostics).find("expected points from 0 to 32, found some outside") !=
          std::string::npos);
}

TEST_CASE("a quotation needs to say whose it is") {
    CHECK(sound<Quote>("kind = \"quote\"\nwho = \"M. Hale\"\n").who.in("en") == "M. Hale");
    finds("kind = \"quote\"\n", "expected who in kind quote");
}
