#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "platform/fonts_fontconfig.hpp"
#include "staff/panel.hpp"

using namespace kiosk;
using namespace kiosk::staff;

namespace {

SharedBytes font(const char* family, int weight) {
    auto found = platform::find_font(family, weight);
    REQUIRE_MESSAGE(found.ok(), found.error().message);
    return std::move(found->bytes);
}

PanelModel example() {
    PanelModel model;
    model.kiosk = "kiosk-1";
    model.version = "1.0";
    model.mode = "Demo";
    for (int i = 0; i < 20; ++i)
        model.slides.push_back({"slide-" + std::to_string(i), "Slide " + std::to_string(i)});
    model.slides[1].may_go_off = false;
    model.export_folders = {"/media/stick"};
    return model;
}

// A panel under fingers, on the canvas of the design.
struct Desk {
    Panel panel;
    PanelModel model = example();
    Size canvas{1920, 1080};
    Instant now{1'000'000};
    std::vector<PanelAction> wishes;

    static Panel make() {
        auto panel = Panel::create({font("Inter", 400), font("Inter", 600), font("Inter Display", 600)});
        REQUIRE_MESSAGE(panel.ok(), panel.error().message);
        return std::move(panel).value();
    }
    Desk() : panel(make()) { settle(); }

    void settle() {
        for (int i = 0; i < 3; ++i) {
            now = now + milliseconds(16);
            panel.update(model, {}, {}, now, canvas, wishes);
        }
    }
    void touch(Touch kind, Point at) {
        const FingerEvent event{kind, 1, at, now};
        now = now + milliseconds(16);
        panel.update(model, {&event, 1}, {}, now, canvas, wishes);
    }
    void tap(Point at) {
        // Both within one turn of the loop, as a quick finger does it.
        const FingerEvent events[]{{Touch::Down, 1, at, now}, {Touch::Up, 1, at, now + milliseconds(30)}};
        now = now + milliseconds(40);
        panel.update(model, events, {}, now, canvas, wishes);
        settle();
    }
    void key(Key which) {
        const KeyEvent event{which, 0, now};
        now = now + milliseconds(16);
        panel.update(model, {}, {&event, 1}, now, canvas, wishes);
    }
};

// Places on the landscape canvas: the row of tabs, 300 wide and 16 apart, and the page below it.
Point tab(int index) {
    return {96 + 316 * static_cast<float>(index) + 150, 56 + 140 + 44};
}
constexpr float page_top = 56 + 140 + 88 + 12 + 12 + 12;
Point row(int index) {
    return {600, page_top + 100 * static_cast<float>(index) + 44};
}

} // namespace

TEST_CASE("a quick tap on a slide's row wishes it off, and on a slide that must stay wishes nothing") {
    Desk desk;
    desk.tap(tab(1));
    CHECK(desk.wishes.empty());
    desk.tap(row(2));
    REQUIRE(desk.wishes.size() == 1);
    const auto* wish = std::get_if<ShowSlide>(&desk.wishes[0]);
    REQUIRE(wish != nullptr);
    CHECK(wish->id == "slide-2");
    CHECK_FALSE(wish->on);
    desk.tap(row(1));
    CHECK(desk.wishes.size() == 1);
}

TEST_CASE("a finger that drags scrolls the slides and switches none of them") {
    Desk desk;
    desk.tap(tab(1));
    desk.touch(Touch::Down, row(4));
    for (int i = 1; i <= 10; ++i) desk.touch(Touch::Move, {600, row(4).y - 40 * static_cast<float>(i)});
    desk.touch(Touch::Up, {600, row(4).y - 400});
    desk.settle();
    CHECK(desk.wishes.empty());
    desk.tap(row(0));
    REQUIRE(desk.wishes.size() == 1);
    const auto* wish = std::get_if<ShowSlide>(&desk.wishes[0]);
    REQUIRE(wish != nullptr);
    CHECK((wish->id == "slide-3" || wish->id == "slide-4"));
}

TEST_CASE("a cancelled touch and a second finger press nothing") {
    Desk desk;
    desk.tap(tab(1));
    desk.touch(Touch::Down, row(2));
    const FingerEvent other[]{{Touch::Down, 2, row(3), desk.now}, {Touch::Up, 2, row(3), desk.now}};
    desk.panel.update(desk.model, other, {}, desk.now, desk.canvas, desk.wishes);
    desk.touch(Touch::Cancelled, row(2));
    desk.settle();
    CHECK(desk.wishes.empty());
}

TEST_CASE("closing the kiosk is asked twice, and leaving is one touch or the Escape key") {
    Desk desk;
    desk.tap({1920 - 96 - 190, 56 + 44});
    REQUIRE(desk.wishes.size() == 1);
    CHECK(std::holds_alternative<LeavePanel>(desk.wishes[0]));
    desk.wishes.clear();
    desk.key(Key::Escape);
    REQUIRE(desk.wishes.size() == 1);
    CHECK(std::holds_alternative<LeavePanel>(desk.wishes[0]));
    desk.wishes.clear();
    desk.tap(tab(4));
    // Wherever the buttons lie: a sweep of the page from its foot upwards meets the question, a second one
    // its answer.
    const auto quits_in_sweep = [&] {
        desk.wishes.clear();
        for (float y = 1040; y > page_top; y -= 40) desk.tap({200, y});
        return std::ranges::count_if(
            desk.wishes, [](const auto& wish) { return std::holds_alternative<QuitKiosk>(wish); });
    };
    CHECK(quits_in_sweep() == 0);
    CHECK(quits_in_sweep() > 0);
}

TEST_CASE("the export page wishes an export to the folder that was touched, and none while one is written") {
    Desk desk;
    desk.tap(tab(3));
    const auto sweep = [&] {
        for (float y = page_top; y < 800 && desk.wishes.empty(); y += 40) desk.tap({200, y});
    };
    desk.model.exporting = true;
    sweep();
    CHECK(desk.wishes.empty());
    desk.model.exporting = false;
    sweep();
    REQUIRE_FALSE(desk.wishes.empty());
    const auto* wish = std::get_if<ExportTo>(&desk.wishes[0]);
    REQUIRE(wish != nullptr);
    CHECK(wish->folder == "/media/stick");
}

TEST_CASE("the panel is drawn once, again only when it differs, and on any size of screen in both shapes") {
    Desk desk;
    for (const PixelSize size :
         {PixelSize{1920, 1080}, PixelSize{1280, 720}, PixelSize{1080, 1920}, PixelSize{2160, 3840}}) {
        desk.canvas = size.width > size.height ? Size{1920, 1080} : Size{1080, 1920};
        desk.panel.open();
        std::vector<std::uint32_t> pixels(
            static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 0xABCDEF);
        const PanelFrame frame{pixels, size, size.width};
        const View view = fit_view(size, desk.canvas);
        desk.settle();
        REQUIRE(desk.panel.draw(frame, view).value());
        desk.settle();
        static_cast<void>(desk.panel.draw(frame, view)); // letters of this scale
        desk.settle();
        CHECK_FALSE(desk.panel.draw(frame, view).value());
        CHECK(std::ranges::count(pixels, 0xABCDEFU) == 0);
        // The light of the leave button, and letters in the tone of text.
        CHECK(std::ranges::count(pixels, 0xFFC145U) > size.width * size.height / 100);
        CHECK(std::ranges::count(pixels, 0xEEF1F8U) > 200);
        desk.model.counts.waiting += 7;
        desk.settle();
        CHECK(desk.panel.draw(frame, view).value());
    }
}

TEST_CASE("a panel without fonts is refused with the package's name") {
    const auto panel = Panel::create({});
    REQUIRE_FALSE(panel.ok());
    CHECK(panel.error().message.find("fonts-inter") != std::string::npos);
}
