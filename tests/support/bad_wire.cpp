#include "support/bad_wire.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>
#include <queue>
#include <random>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <linux/ipv6.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk::test {

namespace {

using Steady = std::chrono::steady_clock;
constexpr const char* device_name = "wire0";
constexpr std::size_t queued_bytes_max = 128 * 1024; // before a slow wire; what does not fit is lost

int open_place() {
    return ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
}

// A user who is not root may make network namespaces in a user namespace of his own.
bool own_user_space() {
    if (::geteuid() == 0) return true;
    const auto user = ::geteuid(), group = ::getegid();
    if (::unshare(CLONE_NEWUSER) != 0) return false;
    std::ofstream("/proc/self/setgroups") << "deny";
    std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
    std::ofstream("/proc/self/gid_map") << "0 " << group << " 1";
    return ::geteuid() == 0;
}

ifreq request_for(const char* name) {
    ifreq request{};
    std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    return request;
}

bool set_flags(const char* name, bool up) {
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request = request_for(name);
    bool done = ::ioctl(socket, SIOCGIFFLAGS, &request) == 0;
    const int flags = request.ifr_flags;
    request.ifr_flags = static_cast<short>(up ? flags | IFF_UP : flags & ~IFF_UP);
    done = done && ::ioctl(socket, SIOCSIFFLAGS, &request) == 0;
    ::close(socket);
    return done;
}

bool add_v4(const char* name, const char* address) {
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request = request_for(name);
    sockaddr_in in{};
    in.sin_family = AF_INET;
    inet_pton(AF_INET, address, &in.sin_addr);
    std::memcpy(&request.ifr_addr, &in, sizeof in);
    bool done = ::ioctl(socket, SIOCSIFADDR, &request) == 0;
    inet_pton(AF_INET, "255.255.255.0", &in.sin_addr);
    std::memcpy(&request.ifr_netmask, &in, sizeof in);
    done = done && ::ioctl(socket, SIOCSIFNETMASK, &request) == 0;
    ::close(socket);
    return done;
}

bool add_v6(const char* name, const char* address) {
    const int socket = ::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq device = request_for(name);
    bool done = ::ioctl(socket, SIOCGIFINDEX, &device) == 0;
    in6_ifreq request{};
    inet_pton(AF_INET6, address, &request.ifr6_addr);
    request.ifr6_prefixlen = 64;
    request.ifr6_ifindex = device.ifr_ifindex;
    done = done && ::ioctl(socket, SIOCSIFADDR, &request) == 0;
    ::close(socket);
    return done;
}

int open_device() {
    const int device = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    ifreq request = request_for(device_name);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (device >= 0 && ::ioctl(device, TUNSETIFF, &request) == 0) return device;
    if (device >= 0) ::close(device);
    return -1;
}

// One way of the wire: packets with the moment at which they come out.
class Way {
  public:
    explicit Way(std::uint64_t seed) : random_(seed) {}

    void take(std::string packet, const Weather& weather, bool open, Steady::time_point now) {
        if (!open || packet.size() > weather.packet_bytes_max || chance() < weather.loss) return;
        auto out = now;
        if (weather.bits_a_second > 0) {
            if (bytes_ + packet.size() > queued_bytes_max) return;
            free_at_ =
                std::max(free_at_, now) + std::chrono::microseconds(static_cast<std::int64_t>(packet.size()) *
                                                                    8'000'000 / weather.bits_a_second);
            out = free_at_;
        }
        const std::int64_t late_ms =
            weather.delay_ms + static_cast<std::int64_t>(chance() * static_cast<double>(weather.jitter_ms));
        out += std::chrono::milliseconds(late_ms);
        if (chance() < weather.twice) push(out, packet);
        push(out, std::move(packet));
    }
    void send_due(int device, Steady::time_point now) {
        for (; !waiting_.empty() && waiting_.top().at <= now; waiting_.pop()) {
            const std::string& packet = waiting_.top().bytes;
            bytes_ -= packet.size();
            if (::write(device, packet.data(), packet.size()) < 0 && errno == EBADF) std::abort();
        }
    }
    [[nodiscard]] Steady::time_point next() const {
        return waiting_.empty() ? Steady::time_point::max() : waiting_.top().at;
    }

  private:
    struct Packet {
        Steady::time_point at;
        std::uint64_t number;
        std::string bytes;
        bool operator<(const Packet& other) const {
            return at != other.at ? at > other.at : number > other.number;
        }
    };
    void push(Steady::time_point at, std::string packet) {
        bytes_ += packet.size();
        waiting_.push({at, ++number_, std::move(packet)});
    }
    double chance() { return std::uniform_real_distribution<double>()(random_); }

    std::mt19937_64 random_;
    std::priority_queue<Packet> waiting_;
    Steady::time_point free_at_{};
    std::size_t bytes_ = 0;
    std::uint64_t number_ = 0;
};

} // namespace

BadWire::At::At(int place) : before_(open_place()) {
    if (before_ < 0 || ::setns(place, CLONE_NEWNET) != 0) std::abort();
}

BadWire::At::~At() {
    if (::setns(before_, CLONE_NEWNET) != 0) std::abort();
    ::close(before_);
}

std::unique_ptr<BadWire> BadWire::make(std::string& why) {
    std::unique_ptr<BadWire> wire(new BadWire);
    if (!own_user_space()) {
        why = "neither root nor a user namespace of one's own";
        return nullptr;
    }
    const int here = open_place();
    const auto end = [&](int& place, int& device, const char* v4, const char* v6) {
        if (::unshare(CLONE_NEWNET) != 0) return false;
        place = open_place();
        device = open_device();
        return device >= 0 && set_flags("lo", true) && add_v4(device_name, v4) &&
               set_flags(device_name, true) && add_v6(device_name, v6);
    };
    const bool made = end(wire->kiosk_place_, wire->kiosk_device_, "10.77.0.1", "fd77::1") &&
                      end(wire->hub_place_, wire->hub_device_, hub_v4, hub_v6) &&
                      add_v4("wire0:1", stranger_v4);
    if (!made) why = std::string("no network namespace with a TUN device: ") + std::strerror(errno);
    if (here < 0 || ::setns(here, CLONE_NEWNET) != 0) std::abort();
    ::close(here);
    if (!made) return nullptr;
    wire->thread_ = std::thread([raw = wire.get()] { raw->run(); });
    return wire;
}

BadWire::~BadWire() {
    stopping_ = true;
    if (thread_.joinable()) thread_.join();
    for (const int file : {kiosk_place_, hub_place_, kiosk_device_, hub_device_})
        if (file >= 0) ::close(file);
}

void BadWire::set(const Weather& weather) {
    const std::lock_guard lock(mutex_);
    weather_ = weather;
}

void BadWire::set_cable(bool in) const {
    const At here = at_kiosk();
    if (!set_flags(device_name, in) || (in && !add_v6(device_name, "fd77::1") && errno != EEXIST))
        std::abort();
}

void BadWire::run() {
    Way to_hub(1), to_kiosk(2);
    std::vector<char> packet(65536);
    while (!stopping_) {
        const auto wait = std::min(to_hub.next(), to_kiosk.next()) - Steady::now();
        const auto wait_ms = std::chrono::ceil<std::chrono::milliseconds>(wait).count();
        std::array<pollfd, 2> ends{{{kiosk_device_, POLLIN, 0}, {hub_device_, POLLIN, 0}}};
        ::poll(ends.data(), ends.size(), static_cast<int>(std::clamp<std::int64_t>(wait_ms, 0, 20)));
        Weather weather;
        {
            const std::lock_guard lock(mutex_);
            weather = weather_;
        }
        for (const bool from_kiosk : {true, false})
            for (ssize_t got = 0; (got = ::read(from_kiosk ? kiosk_device_ : hub_device_, packet.data(),
                                                packet.size())) > 0;) {
                ++packets_;
                (from_kiosk ? to_hub : to_kiosk)
                    .take(std::string(packet.data(), static_cast<std::size_t>(got)), weather,
                          from_kiosk ? weather.to_hub : weather.to_kiosk, Steady::now());
            }
        to_hub.send_due(hub_device_, Steady::now());
        to_kiosk.send_due(kiosk_device_, Steady::now());
    }
}

} // namespace kiosk::test
