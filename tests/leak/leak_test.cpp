// Nothing that a visitor typed is left when the visit is over: not in this process's memory, in no encoding,
// nor in the state folder, nor in what was printed. Random words are typed on the on-screen keyboard of the
// real kiosk, off screen, with its store, uploader and hub; then the process looks through its own memory.
// ways_out_test.cpp does so at every step and for every way out.
#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "leak/visit.hpp"
#include "support/sanitized.hpp"
#include "support/skip.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using scene::ControlKind;

namespace {

struct Visit : TemporaryFolder, test::Visit {
    explicit Visit(PixelSize size) : test::Visit(size, TemporaryFolder::path(), std::random_device{}()) {}
};

// The search finds what is there: every word, and the glyphs of some that are on the screen.
void check_found(const std::vector<std::string>& hits, std::initializer_list<const char*> words) {
    const auto found = [&](const std::string& beginning) {
        return std::ranges::any_of(hits, [&](const std::string& hit) { return hit.starts_with(beginning); });
    };
    for (const char* word : words) CHECK(found("UTF-8 of " + std::string(word)));
    CHECK(found("glyphs"));
}

void check_nothing(const std::vector<std::string>& hits) {
    for (const std::string& hit : hits) MESSAGE(hit);
    CHECK(hits.empty());
}

constexpr PixelSize landscape{1920, 1080}, portrait{1080, 1920};

// A sanitizer keeps freed memory aside on purpose, and terabytes of its own beside it.
constexpr const char* why_not_sanitized = "memory under a sanitizer is not the kiosk's";

} // namespace

TEST_CASE("after the thank-you nothing typed is left in memory, in the state folder or in what was printed") {
    if (sanitized) return test::say_skipped(why_not_sanitized);
    Visit visit(landscape);
    visit.open_form();
    visit.fill_up_to("postcode");
    check_found(visit.in_memory(), {"the first name", "the last name", "the email", "the house"});
    visit.confirm();
    check_nothing(visit.in_memory());
    check_nothing(visit.in_files());
}

TEST_CASE("after Leave and clear nothing typed is left in memory") {
    if (sanitized) return test::say_skipped(why_not_sanitized);
    Visit visit(portrait);
    visit.open_form();
    visit.fill_up_to("email");
    check_found(visit.in_memory(), {"the first name", "the last name", "the email"});
    visit.leave();
    check_nothing(visit.in_memory());
    check_nothing(visit.in_files());
}

TEST_CASE("after a visitor walked away, from under help, nothing typed is left in memory") {
    if (sanitized) return test::say_skipped(why_not_sanitized);
    Visit visit(landscape);
    visit.open_form();
    visit.fill_up_to("email");
    check_found(visit.in_memory(), {"the first name", "the last name", "the email"});
    visit.touch(ControlKind::NeedHelp);
    visit.walk_away();
    check_nothing(visit.in_memory());
    check_nothing(visit.in_files());
}
