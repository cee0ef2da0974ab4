#include "command/deck_source.hpp"

#include <cstdio>
#include <utility>

#include "command/command.hpp"
#include "command/disk_files.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"
#include "platform/clock.hpp"

namespace kiosk::command {

namespace {

void print(const deck::Diagnostics& findings) {
    for (const deck::Diagnostic& finding : findings)
        std::fprintf(stderr, "%s\n", deck::to_text(finding).c_str());
}

// Facts expire by the day. A clock that was never set would revive or bury them all: then none expires.
std::string today() {
    if (platform::clock_trust() == ClockTrust::Unset) return {};
    return rfc3339(platform::wall_now()).substr(0, 10);
}

} // namespace

Result<std::unique_ptr<DeckSource>> DeckSource::open(const deck::Settings& settings) {
    std::unique_ptr<DeckSource> source(new DeckSource);
    source->folder_ = settings.deck;
    auto assets = deck::load_assets(DiskFiles(assets_folder()));
    if (!assets) return assets.error();
    source->assets_ = std::move(*assets);
    Loaded first = source->load();
    if (!first.deck) {
        print(first.findings);
        return input_error(source->folder_.string() + ": this deck has errors; `pledge-kiosk check " +
                           source->folder_.string() + "` lists them again");
    }
    source->deck_ = std::move(first.deck);
    source->findings_ = std::move(first.findings);
    // Without a watch the deck is simply not reloaded; nothing else depends on it.
    if (auto watch = platform::FileWatch::create(source->folder_.string()))
        source->watch_ = std::move(*watch);
    return source;
}

DeckSource::~DeckSource() = default;

DeckSource::Loaded DeckSource::load() const {
    auto loaded = deck::load_deck(DiskFiles(folder_), assets_, today());
    return {std::move(loaded.deck), std::move(loaded.diagnostics)};
}

void DeckSource::start_loading() {
    loading_ = true;
    loader_ = std::jthread([this] {
        Loaded fresh = load();
        const std::lock_guard lock(mutex_);
        loaded_ = std::move(fresh);
    });
}

deck::DeckPointer DeckSource::take_new(Instant now) {
    if (watch_ && watch_->changed(now)) {
        if (loading_)
            again_ = true;
        else
            start_loading();
    }
    if (!loading_) return nullptr;
    std::optional<Loaded> fresh;
    {
        const std::lock_guard lock(mutex_);
        fresh = std::exchange(loaded_, std::nullopt);
    }
    if (!fresh) return nullptr;
    loading_ = false;
    if (std::exchange(again_, false)) start_loading(); // saved again meanwhile
    findings_ = std::move(fresh->findings);
    refused_ = fresh->deck == nullptr;
    if (refused_ || fresh->deck->version == deck_->version) return nullptr;
    before_ = std::exchange(deck_, std::move(fresh->deck));
    return deck_;
}

deck::DeckPointer DeckSource::go_back() {
    if (before_) std::swap(before_, deck_);
    return deck_;
}

} // namespace kiosk::command
