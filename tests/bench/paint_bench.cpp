// How long frames take: shapes by kind at 1920x1080, glyphs, the comparison of two lists, whole frames
// against damage. Run the release build on an idle machine; figures are for one core.
#include <benchmark/benchmark.h>

#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "draw/diff.hpp"
#include "draw/draw_list.hpp"
#include "paint/painter_cairo.hpp"
#include "support/specimen.hpp"
#include "text/text.hpp"

using namespace kiosk;

namespace {

constexpr PixelSize screen{1920, 1080};
constexpr draw::Viewport viewport{screen, 1, {}};
constexpr Colour light{0xFF, 0xC1, 0x45}, mist{0xEE, 0xF1, 0xF8}, ember{0xFF, 0x6B, 0x4F};
constexpr text::Style title{text::Family::Display, 600, 72, 1.08F, -0.022F};
constexpr text::Style hero{text::Family::Display, 700, 400, 0.9F, -0.045F};

test::Specimen& specimen() {
    static test::Specimen made(screen);
    return made;
}

draw::Gradient night() {
    return {{0, 0}, {0, 1080}, {{{0, {8, 13, 28}}, {0.6F, {13, 20, 40}}, {1, {17, 26, 52}}}}, 3, true};
}
void ground(draw::DrawList& list) {
    list.fill_rect({0, 0, 1920, 1080}, night());
}

// The spiral of 330 lights, a hundred of them with two glows.
void lights(draw::DrawList& list, float turn) {
    for (int n = 0; n < 330; ++n) {
        const float r = 32 * std::sqrt(static_cast<float>(n) + 0.5F),
                    angle = static_cast<float>(n) * 2.39996F + turn;
        const Point centre{960 + r * std::cos(angle), 540 + r * std::sin(angle)};
        if (n < 100) {
            list.fill_circle(centre, 29, faded(light, 0.06F));
            list.fill_circle(centre, 22, faded(light, 0.12F));
        }
        list.fill_circle(centre, n < 100 ? 14.0F : 6.0F, light);
    }
}

void dots(draw::DrawList& list) {
    for (int i = 0; i < 1500; ++i) {
        list.fill_circle({200 + static_cast<float>(i % 60) * 17.3F, 150 + static_cast<float>(i / 60) * 17.3F},
                         4.4F, mist);
    }
}

void curves(draw::DrawList& list, float move) {
    draw::Path path;
    for (int i = 0; i < 10; ++i) {
        path.clear();
        const float y = 200 + 40 * static_cast<float>(i);
        path.move_to({200, y}).quad_to({900, y - 300 + move}, {1600, y + 200});
        list.stroke_path(
            path, 3, draw::Gradient{{200, y}, {1600, y + 200}, {{{0, faded(mist, 0)}, {1, mist}}}, 2, false});
    }
}

void words(draw::DrawList& list, const text::Style& style, std::string_view line, int lines, float move) {
    const text::RunPointer run = specimen().fonts().shape(line, style, "en");
    for (int i = 0; i < lines; ++i) {
        const auto moved = list.moved(0, move);
        list.text(*run, {96, 200 + static_cast<float>(i) * style.line_height()}, mist);
    }
}

// Paints whole frames; `fill` is told the number of the frame.
void whole_frames(benchmark::State& state, const std::function<void(draw::DrawList&, float)>& fill) {
    draw::DrawList list;
    paint::FrameBuffer frame(screen);
    const draw::Damage whole = draw::Damage::whole(screen);
    float step = 0;
    for (auto _ : state) {
        list.clear();
        fill(list, step += 1);
        specimen().painter().paint(list, viewport, whole, frame);
        benchmark::DoNotOptimize(frame.pixels().data());
    }
}

// Fills, compares with the frame before, and paints the damage: all that a frame of the kiosk costs but
// showing.
void changed_frames(benchmark::State& state, const std::function<void(draw::DrawList&, float)>& fill) {
    draw::DrawList before, after;
    paint::FrameBuffer frame(screen);
    draw::Differ differ;
    draw::Damage damage;
    float step = 0;
    fill(before, step);
    specimen().painter().paint(before, viewport, draw::Damage::whole(screen), frame);
    for (auto _ : state) {
        after.clear();
        damage.clear();
        fill(after, step += 1);
        differ.compare(before, after, viewport, damage);
        specimen().painter().paint(after, viewport, damage, frame);
        std::swap(before, after);
    }
    std::int64_t pixels = 0;
    for (const PixelRect& r : damage.rects()) pixels += std::int64_t{r.width} * r.height;
    state.counters["rects"] = static_cast<double>(damage.rects().size());
    state.counters["pixels"] = static_cast<double>(pixels);
}

using Fill = std::function<void(draw::DrawList&, float)>;
const std::vector<std::pair<std::string, Fill>>& shapes() {
    static const std::vector<std::pair<std::string, Fill>> made{
        {"opaque_fill",
         [](draw::DrawList& l, float) {
             l.fill_rect({0, 0, 1920, 1080}, light);
         }},
        {"alpha_fill",
         [](draw::DrawList& l, float) {
             l.fill_rect({0, 0, 1920, 1080}, faded(light, 0.5F));
         }},
        {"dithered_gradient", [](draw::DrawList& l, float) { ground(l); }},
        {"gradient_at_half_alpha",
         [](draw::DrawList& l, float) {
             const auto f = l.faded(0.5F);
             ground(l);
         }},
        {"circle_310",
         [](draw::DrawList& l, float) {
             l.fill_circle({960, 540}, 310, light);
         }},
        {"circle_700",
         [](draw::DrawList& l, float) {
             l.fill_circle({960, 540}, 700, light);
         }},
        {"lights_330", [](draw::DrawList& l, float) { lights(l, 0); }},
        {"dots_1500", [](draw::DrawList& l, float) { dots(l); }},
        {"curves_10_still", [](draw::DrawList& l, float) { curves(l, 0); }},
        {"curves_10_moving", [](draw::DrawList& l, float step) { curves(l, std::fmod(step, 997.0F)); }},
        {"six_lines_of_72",
         [](draw::DrawList& l, float) { words(l, title, "Of the lamps of the harbour, almost two", 6, 0); }},
        {"six_lines_moving",
         [](draw::DrawList& l, float step) {
             words(l, title, "Of the lamps of the harbour, almost two", 6, std::fmod(step * 0.37F, 24.0F));
         }},
        {"hero_still", [](draw::DrawList& l, float) { words(l, hero, "3\u00D7", 1, 200); }},
        {"rings_300",
         [](draw::DrawList& l, float) {
             for (int i = 0; i < 300; ++i)
                 l.stroke_circle(
                     {100 + static_cast<float>(i % 30) * 50, 100 + static_cast<float>(i / 30) * 50}, 14, 3,
                     light);
         }},
    };
    return made;
}

void compare_2000(benchmark::State& state, bool shuffled) {
    draw::DrawList before, after;
    for (int i = 0; i < 2000; ++i) {
        const auto at = [&](int n) {
            return Point{static_cast<float>(n % 50) * 38, static_cast<float>(n / 50) * 26};
        };
        before.fill_circle(at(i), 5, mist);
        // A tenth has moved, all over the list; or everything stands elsewhere in it.
        const Point p = at(shuffled ? (i * 611) % 2000 : i);
        after.fill_circle(p + Point{i % 10 == 0 ? 0.5F : 0.0F, 0}, 5, mist);
    }
    draw::Differ differ;
    draw::Damage damage;
    for (auto _ : state) {
        damage.clear();
        differ.compare(before, after, viewport, damage);
        benchmark::DoNotOptimize(damage.rects().data());
    }
}

} // namespace

int main(int argc, char** argv) {
    const auto add = [](const std::string& name, auto run) {
        benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
    };
    for (const auto& shape : shapes()) {
        const Fill fill = shape.second;
        add("whole/" + shape.first, [fill](benchmark::State& state) { whole_frames(state, fill); });
    }
    add("frame/still", [](benchmark::State& state) {
        changed_frames(state, [](draw::DrawList& l, float) { ground(l), lights(l, 0); });
    });
    add("frame/bar_grows", [](benchmark::State& state) {
        changed_frames(state, [](draw::DrawList& l, float step) {
            ground(l), lights(l, 0);
            l.fill_rect({1000, 984, 10 + std::fmod(step * 0.1F, 60.0F), 16}, mist, 8);
        });
    });
    add("frame/ten_dots_travel_over_1500", [](benchmark::State& state) {
        changed_frames(state, [](draw::DrawList& l, float step) {
            ground(l), dots(l);
            for (int i = 0; i < 10; ++i) {
                const float t = std::fmod(step * 0.002F + static_cast<float>(i) * 0.1F, 1.0F);
                l.fill_circle({200 + t * 1000, 160 + static_cast<float>(i) * 40}, 5, mist);
            }
        });
    });
    add("frame/sun_turns", [](benchmark::State& state) {
        changed_frames(state, [](draw::DrawList& l, float step) { ground(l), lights(l, step * 0.0005F); });
    });
    add("frame/disc_opens", [](benchmark::State& state) {
        changed_frames(state, [](draw::DrawList& l, float step) {
            ground(l), lights(l, 0);
            l.fill_circle({960, 540}, std::fmod(step * 9, 1400.0F) + 1, light);
        });
    });
    add("compare/2000_a_tenth_moved", [](benchmark::State& state) { compare_2000(state, false); });
    add("compare/2000_shuffled", [](benchmark::State& state) { compare_2000(state, true); });
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
