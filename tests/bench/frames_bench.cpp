// What each frame of a deck costs: its whole timeline through view, comparison and painting at 60 frames a
// second, changes of slide included, as the kiosk's loop does it but without a window. Prints a table, and
// the same as JSON where asked. Run by scripts/bench on the release build; the thread's own clock is what
// counts on a machine that has other work.
//
//   pledge-kiosk-frames DECK --size WxH [--loops N] [--json FILE]
//   pledge-kiosk-frames DECK --size WxH --memory SLIDES [--json FILE]
#include <ctime>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/update.hpp"
#include "app/view.hpp"
#include "command/command.hpp"
#include "command/decode_picture.hpp"
#include "command/disk_files.hpp"
#include "command/fonts.hpp"
#include "command/picture_desk.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"
#include "paint/helper.hpp"
#include "paint/painter_cairo.hpp"
#include "support/allocations.hpp"

using namespace kiosk;

namespace {

constexpr std::int64_t frame_us = 16'667;
constexpr int whole_every = 12; // of the frames, one is painted whole as well

double clock_ms(clockid_t id) {
    timespec time{};
    clock_gettime(id, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Cost {
    double cpu_ms = 0, wall_ms = 0;
};

template <typename Work> Cost measured(Work work) {
    const double cpu = clock_ms(CLOCK_THREAD_CPUTIME_ID), wall = clock_ms(CLOCK_MONOTONIC);
    work();
    return {clock_ms(CLOCK_THREAD_CPUTIME_ID) - cpu, clock_ms(CLOCK_MONOTONIC) - wall};
}

double part_of(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5);
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return values[at];
}

// One row of the table: the frames of a slide, or of the change into it.
struct Row {
    std::vector<double> cpu, wall, layout, whole;
    std::size_t moving = 0, same = 0; // frames due at once, and those of them that changed no pixel
    std::int64_t pixels = 0;
    std::size_t taking = 0; // frames after the slide's first second that took memory of ours
    void add(const Cost& cost, double layout_ms) {
        cpu.push_back(cost.cpu_ms);
        wall.push_back(cost.wall_ms);
        layout.push_back(layout_ms);
    }
    void add(const Row& more) {
        const auto join = [](std::vector<double>& a, const std::vector<double>& b) {
            a.insert(a.end(), b.begin(), b.end());
        };
        join(cpu, more.cpu), join(wall, more.wall), join(layout, more.layout), join(whole, more.whole);
        moving += more.moving, same += more.same, pixels += more.pixels, taking += more.taking;
    }
    [[nodiscard]] nlohmann::json json() const {
        const auto most = [](const std::vector<double>& v) { return part_of(v, 1); };
        return {
            {"frames", cpu.size()},
            {"moving_frames", moving},
            {"unchanged_frames", same},
            {"frames_taking_memory", taking},
            {"pixels_a_frame", cpu.empty() ? 0 : pixels / static_cast<std::int64_t>(cpu.size())},
            {"cpu_ms", {{"median", part_of(cpu, 0.5)}, {"p99", part_of(cpu, 0.99)}, {"max", most(cpu)}}},
            {"wall_ms", {{"median", part_of(wall, 0.5)}, {"p99", part_of(wall, 0.99)}, {"max", most(wall)}}},
            {"view_cpu_ms", {{"median", part_of(layout, 0.5)}, {"p99", part_of(layout, 0.99)}}},
            {"whole_cpu_ms", {{"median", part_of(whole, 0.5)}, {"p99", part_of(whole, 0.99)}}}};
    }
};

std::int64_t proportional_kib() {
    std::ifstream file("/proc/self/smaps_rollup");
    std::string line;
    while (std::getline(file, line))
        if (line.starts_with("Pss:")) return std::atoll(line.c_str() + 4);
    return 0;
}

// The kiosk without its window: one turn a frame, on a clock of its own.
class Bench {
  public:
    Bench(deck::DeckPointer deck, const deck::Assets& assets, text::Fonts& fonts, const std::string& folder,
          PixelSize size)
        : deck_(std::move(deck)),
          view_(fonts),
          pictures_(folder, size, command::PictureDesk::Waiting::Never),
          frame_(size),
          whole_frame_(size) {
        auto painter = paint::Painter::create(fonts);
        if (!painter) std::abort();
        painter_ = std::move(*painter);
        scene::Look look;
        look.orientation =
            size.height > size.width ? scene::Orientation::Portrait : scene::Orientation::Landscape;
        look.language = deck_->languages.front().tag;
        viewport_ = draw::Viewport::fit(scene::canvas(look.orientation), size);
        pictures_.fit(viewport_.scale);
        view_.show_images(&pictures_);
        app::start(state_, deck_, assets, look, {}, now_);
        prepared_ = measured([&] { view_.prepare(state_, now_); });
    }

    [[nodiscard]] Cost prepared() const { return prepared_; }
    [[nodiscard]] std::size_t changes() const { return changes_; }
    [[nodiscard]] std::size_t places() const { return state_.playlist.size(); }

    // Moves on by `us` and draws, if the kiosk would.
    void turn(std::int64_t us, bool whole_too) {
        now_.us += us;
        state_.last_touch = now_; // no ring leaves the pledge button, no screen dims
        app::update(state_, app::Tick{}, now_, hits_, effects_);
        view_.prepare(state_, now_);
        fetch_pictures();
        const motion::PlaylistMoment play = state_.playlist.moment();
        if (play.slide != place_) place_ = play.slide, ++changes_;
        if (!dirty_ && now_ < next_) return;
        const bool moving = next_ <= last_drawn_;
        damage_.clear();
        double layout_ms = 0;
        const test::AllocationCount taken;
        const Cost cost = measured([&] {
            layout_ms = measured([&] { view_.draw(state_, now_, list_, hits_); }).cpu_ms;
            if (last_drawn_ == Instant{})
                damage_ = draw::Damage::whole(frame_.size());
            else
                differ_.compare(before_, list_, viewport_, damage_);
            if (!damage_.empty())
                painter_->paint(list_, viewport_, damage_, frame_, paint::Painter::Layer::All, helper_.get());
        });
        Row& row = rows_[{play.slide, play.leaving.has_value()}];
        row.taking += play.t_ms > 1000 && !play.leaving && taken.so_far() > 0 ? 1U : 0U;
        row.add(cost, layout_ms);
        row.moving += moving ? 1U : 0U;
        row.same += moving && damage_.empty() ? 1U : 0U;
        for (const PixelRect& rect : damage_.rects()) row.pixels += std::int64_t{rect.width} * rect.height;
        if (whole_too && ++drawn_ % whole_every == 0)
            row.whole.push_back(layout_ms + measured([&] {
                                                painter_->paint(list_, viewport_,
                                                                draw::Damage::whole(frame_.size()),
                                                                whole_frame_);
                                            }).cpu_ms);
        std::swap(before_, list_);
        last_drawn_ = now_;
        next_ = view_.next_change(state_, now_);
        dirty_ = false;
    }

    [[nodiscard]] nlohmann::json report() const;

  private:
    // A kiosk has seconds for what is decoded here at once.
    void fetch_pictures() {
        while (pictures_.busy()) {
            if (pictures_.take_news()) dirty_ = true;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    deck::DeckPointer deck_;
    app::View view_;
    command::PictureDesk pictures_;
    std::unique_ptr<paint::Painter> painter_;
    std::unique_ptr<paint::Helper> helper_ = paint::Helper::where_it_helps();
    paint::FrameBuffer frame_, whole_frame_;
    draw::Viewport viewport_;
    draw::DrawList before_, list_;
    draw::Differ differ_;
    draw::Damage damage_;
    app::State state_;
    scene::HitMap hits_;
    std::vector<app::Effect> effects_;
    Cost prepared_;
    Instant now_{1'000'000}, next_, last_drawn_;
    bool dirty_ = true;
    int drawn_ = 0;
    std::size_t place_ = 0, changes_ = 0;
    std::map<std::pair<std::size_t, bool>, Row> rows_; // by place, and whether another slide still leaves
};

void print_row(const std::string& name, const Row& row) {
    const double frames = std::max<double>(1, static_cast<double>(row.cpu.size()));
    std::printf("%-22s %6zu %6.2f %6.2f %6.2f %7.2f %7.2f %6.2f %6.2f %8.0f %5zu %6zu\n", name.c_str(),
                row.cpu.size(), part_of(row.cpu, 0.5), part_of(row.cpu, 0.99), part_of(row.cpu, 1),
                part_of(row.wall, 0.5), part_of(row.wall, 0.99), part_of(row.layout, 0.99),
                part_of(row.whole, 0.99), static_cast<double>(row.pixels) / frames, row.same, row.taking);
}

nlohmann::json Bench::report() const {
    std::printf(
        "%-22s %6s %20s %15s %6s %6s %8s %5s %6s\n%-22s %6s %6s %6s %6s %7s %7s %6s %6s %8s %5s %6s\n", "",
        "", "frame, cpu ms", "wall ms", "view", "whole", "pixels", "un-", "takes", "slide", "frames",
        "median", "p99", "max", "median", "p99", "p99", "p99", "a frame", "moved", "memory");
    nlohmann::json slides = nlohmann::json::array();
    Row all, changing;
    const bool print_each = state_.playlist.size() <= 40; // of a large deck, the sums will do
    for (const auto& [key, row] : rows_) {
        const std::string& id = deck_->slides[std::min(key.first, deck_->slides.size() - 1)].id;
        const std::string name = (key.second ? "-> " : "") + id;
        if (print_each) print_row(name, row);
        all.add(row);
        if (key.second) changing.add(row);
        nlohmann::json one = row.json();
        one["slide"] = id, one["change"] = key.second;
        slides.push_back(one);
    }
    print_row("all changes", changing);
    print_row("all", all);
    return {{"slides", slides}, {"changes", changing.json()}, {"all", all.json()}};
}

struct Wish {
    std::string deck, json;
    PixelSize size{1920, 1080};
    int loops = 2;
    int memory_slides = 0;
};

bool parse(int argc, char** argv, Wish& wish) {
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (!word.starts_with("--")) {
            wish.deck = word;
            continue;
        }
        if (i + 1 == argc) return false;
        const char* value = argv[++i];
        if (word == "--size") {
            if (std::sscanf(value, "%dx%d", &wish.size.width, &wish.size.height) != 2) return false;
        } else if (word == "--loops") {
            wish.loops = std::atoi(value);
        } else if (word == "--memory") {
            wish.memory_slides = std::atoi(value);
        } else if (word == "--json") {
            wish.json = value;
        } else {
            return false;
        }
    }
    return !wish.deck.empty();
}

nlohmann::json frames(Bench& bench, const Wish& wish) {
    const std::size_t wanted = bench.places() * static_cast<std::size_t>(wish.loops);
    while (bench.changes() < wanted) bench.turn(frame_us, true);
    return bench.report();
}

// At fewer frames a second: what is kept depends on what was shown, not on how often.
nlohmann::json memory(Bench& bench, const Wish& wish) {
    constexpr std::int64_t slow_frame_us = 83'335;
    nlohmann::json points = nlohmann::json::array();
    const auto note = [&] {
        points.push_back({{"slides", bench.changes()}, {"pss_kib", proportional_kib()}});
        std::printf("after %5zu slides: PSS %6.1f MiB\n", bench.changes(),
                    static_cast<double>(proportional_kib()) / 1024);
    };
    note();
    const auto wanted = static_cast<std::size_t>(wish.memory_slides);
    std::size_t next = std::min(wanted, bench.places());
    while (bench.changes() < wanted) {
        bench.turn(slow_frame_us, false);
        if (bench.changes() < next) continue;
        note();
        next = std::min(wanted, std::max(bench.changes() + 1, next * 2));
    }
    note();
    return {{"memory", points}};
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (const auto ended = command::run_decoder(words)) return *ended;
    Wish wish;
    if (!parse(argc, argv, wish)) {
        std::fprintf(
            stderr,
            "usage: pledge-kiosk-frames DECK [--size WxH] [--loops N | --memory SLIDES] [--json FILE]\n");
        return 2;
    }
    auto fonts = command::load_fonts();
    auto assets = deck::load_assets(command::DiskFiles(command::assets_folder()));
    if (!fonts || !assets) return 3;
    auto loaded = deck::load_deck(command::DiskFiles(wish.deck), *assets, "");
    if (!loaded.deck) {
        std::fprintf(stderr, "%s: this deck has errors\n", wish.deck.c_str());
        return 1;
    }
    Bench bench(loaded.deck, *assets, **fonts, wish.deck, wish.size);
    std::printf("%s at %dx%d: laid out in %.0f ms of processor\n", wish.deck.c_str(), wish.size.width,
                wish.size.height, bench.prepared().cpu_ms);
    nlohmann::json out = wish.memory_slides > 0 ? memory(bench, wish) : frames(bench, wish);
    out["deck"] = wish.deck;
    out["size"] = std::to_string(wish.size.width) + "x" + std::to_string(wish.size.height);
    out["layout_cpu_ms"] = bench.prepared().cpu_ms;
    if (!wish.json.empty()) std::ofstream(wish.json) << out.dump(1) << "\n";
    return 0;
}
