#include "photo/album.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "photo/decode_child.hpp"

namespace kiosk::photo {

namespace {

// What waits at most: the slides on both sides of the one that is shown. Older wishes are dropped.
constexpr std::size_t waiting_max = 4;
// A deck has so many slides at most, so a list of what failed stays short.
constexpr std::size_t failures_max = 300;

struct Order {
    std::string file;
    Wish wish;
    bool operator==(const Order&) const = default;
};

struct Kept {
    Order order;
    std::shared_ptr<const draw::Image> image; // null: it failed
    [[nodiscard]] std::size_t bytes() const {
        return image ? image->pixels.size() * sizeof(std::uint32_t) : 0;
    }
};

} // namespace

struct Album::Impl {
    Impl(std::string program_in, std::string folder_in, std::size_t bytes_max_in)
        : program(std::move(program_in)),
          folder(std::move(folder_in)),
          bytes_max(std::min(bytes_max_in, decoded_bytes_max)) {}

    void work(const std::stop_token& stop);
    void put(const Order& order, Result<Fitted> made);
    // The image where it is known, with whether it is; it counts as used now. The lock is held.
    std::pair<bool, std::shared_ptr<const draw::Image>> known(const Order& order);

    const std::string program, folder;
    const std::size_t bytes_max;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::list<Kept> kept; // the one used last comes first
    std::deque<Order> waiting;
    std::vector<Trouble> troubles;
    std::uint64_t next_id = 1;
    unsigned generation = 0;      // of the files
    std::optional<Order> in_hand; // by the thread
    bool news = false;
    std::jthread thread; // last: it ends first
};

std::pair<bool, std::shared_ptr<const draw::Image>> Album::Impl::known(const Order& order) {
    const auto found =
        std::find_if(kept.begin(), kept.end(), [&](const Kept& one) { return one.order == order; });
    if (found == kept.end()) return {false, nullptr};
    kept.splice(kept.begin(), kept, found);
    return {true, kept.front().image};
}

void Album::Impl::put(const Order& order, Result<Fitted> made) {
    Kept one{order, nullptr};
    if (made) {
        auto image = std::make_shared<draw::Image>();
        image->id = next_id++;
        image->size = made->size;
        image->pixels = std::move(made->pixels);
        one.image = std::move(image);
    } else if (troubles.size() < failures_max) {
        troubles.push_back({order.file, made.error().message});
    }
    kept.push_front(std::move(one));
    std::size_t bytes = 0, count = 0;
    for (auto at = kept.begin(); at != kept.end();) {
        bytes += at->bytes();
        const bool too_much = ++count > 1 && (bytes > bytes_max || count > failures_max);
        if (too_much) bytes -= at->bytes();
        at = too_much ? kept.erase(at) : std::next(at);
    }
    news = true;
}

void Album::Impl::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (wake.wait(lock, stop, [this] { return !waiting.empty(); })) {
        const Order order = std::move(waiting.front());
        in_hand = order;
        waiting.pop_front();
        const unsigned of = generation;
        lock.unlock();
        auto made = decode_in_child(program, {folder, order.file}, order.wish);
        lock.lock();
        in_hand.reset();
        if (of == generation) put(order, std::move(made)); // else the file has changed meanwhile
    }
}

Album::Album(std::string program, std::string folder, std::size_t bytes_max)
    : impl_(std::make_unique<Impl>(std::move(program), std::move(folder), bytes_max)) {}

Album::~Album() = default;

std::shared_ptr<const draw::Image> Album::find(const std::string& file, const Wish& wish) {
    const Order order{file, wish};
    const std::lock_guard lock(impl_->mutex);
    auto [known, image] = impl_->known(order);
    if (known) return image;
    auto& waiting = impl_->waiting;
    if (impl_->in_hand == order || std::find(waiting.begin(), waiting.end(), order) != waiting.end())
        return nullptr;
    if (waiting.size() >= waiting_max) waiting.pop_front();
    waiting.push_back(order);
    // The thread begins with the first picture: most decks have none.
    if (!impl_->thread.joinable())
        impl_->thread = std::jthread([impl = impl_.get()](const std::stop_token& stop) { impl->work(stop); });
    impl_->wake.notify_one();
    return nullptr;
}

std::shared_ptr<const draw::Image> Album::make(const std::string& file, const Wish& wish) {
    const Order order{file, wish};
    {
        const std::lock_guard lock(impl_->mutex);
        auto [known, image] = impl_->known(order);
        if (known) return image;
    }
    auto made = decode_in_child(impl_->program, {impl_->folder, file}, wish);
    const std::lock_guard lock(impl_->mutex);
    impl_->put(order, std::move(made));
    return impl_->kept.front().image;
}

bool Album::take_news() {
    const std::lock_guard lock(impl_->mutex);
    return std::exchange(impl_->news, false);
}

bool Album::busy() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->in_hand || !impl_->waiting.empty() || impl_->news;
}

std::size_t Album::bytes_max() const {
    return impl_->bytes_max;
}

std::vector<Album::Trouble> Album::take_troubles() {
    const std::lock_guard lock(impl_->mutex);
    return std::exchange(impl_->troubles, {});
}

void Album::forget() {
    const std::lock_guard lock(impl_->mutex);
    impl_->kept.clear();
    impl_->waiting.clear();
    impl_->generation++;
}

} // namespace kiosk::photo
