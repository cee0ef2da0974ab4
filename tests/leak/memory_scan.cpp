#include "leak/memory_scan.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace kiosk::test {

namespace {

constexpr std::uint32_t mangle = 0xA5C35A3CU;
constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;
constexpr std::size_t overlap_bytes = 4096; // longer than any pattern
constexpr std::size_t hits_max = 40;

std::uint32_t read_value(const unsigned char* at, std::size_t width) {
    std::uint32_t value = 0;
    std::memcpy(&value, at, width); // little-endian, as the machines that kiosks run on
    return value;
}

bool lies_at(const Pattern& pattern, const unsigned char* at) {
    const std::uint32_t mask = pattern.width == 4 ? ~0U : (1U << (8 * pattern.width)) - 1;
    for (std::size_t i = 0; i < pattern.mangled.size(); ++i) {
        const std::uint32_t value = read_value(at + i * pattern.stride, pattern.width);
        if (((value ^ mangle ^ pattern.mangled[i]) & mask) != 0) return false;
    }
    return true;
}

std::size_t length_of(const Pattern& pattern) {
    return (pattern.mangled.size() - 1) * pattern.stride + pattern.width;
}

// Calls `found` with the offset of each place.
template <typename Found>
void find(const Pattern& pattern, const unsigned char* bytes, std::size_t count, const Found& found) {
    const auto first = static_cast<int>((pattern.mangled.front() ^ mangle) & 0xFFU);
    const std::size_t length = length_of(pattern);
    std::size_t from = 0;
    while (from + length <= count) {
        const void* at = std::memchr(bytes + from, first, count - length - from + 1);
        if (at == nullptr) return;
        const auto offset = static_cast<std::size_t>(static_cast<const unsigned char*>(at) - bytes);
        if (lies_at(pattern, bytes + offset)) found(offset);
        from = offset + 1;
    }
}

struct Region {
    std::uintptr_t from = 0, to = 0;
    std::string name;
};

std::vector<Region> writable_regions() {
    std::vector<Region> regions;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        std::istringstream words(line);
        std::string range, rights, offset, device, node;
        Region region;
        words >> range >> rights >> offset >> device >> node;
        std::getline(words >> std::ws, region.name);
        if (rights.size() < 2 || rights[0] != 'r' || rights[1] != 'w') continue;
        region.from = std::stoull(range, nullptr, 16);
        region.to = std::stoull(range.substr(range.find('-') + 1), nullptr, 16);
        regions.push_back(region);
    }
    return regions;
}

} // namespace

Sentinel::Sentinel(std::string name, std::size_t letters, bool capital, const std::string& ending,
                   std::uint64_t seed)
    : name_(std::move(name)) {
    constexpr std::string_view rare = "bcdfghjkmpqrtvwxz";
    std::mt19937_64 random(seed);
    for (std::size_t i = 0; i < letters; ++i) {
        const char letter = rare[random() % rare.size()];
        const auto value = static_cast<std::uint32_t>(i == 0 && capital ? letter - 'a' + 'A' : letter);
        mangled_.push_back(value ^ mangle);
    }
    for (const char letter : ending) mangled_.push_back(static_cast<std::uint32_t>(letter) ^ mangle);
}

Sentinel Sentinel::cut(std::size_t letters) const {
    Sentinel shorter = *this;
    shorter.mangled_.resize(std::min(letters, mangled_.size()));
    return shorter;
}

char Sentinel::letter(std::size_t index) const {
    return static_cast<char>(mangled_[index] ^ mangle);
}

std::vector<Pattern> Sentinel::patterns(const std::vector<std::uint32_t>& glyph_of) const {
    std::vector<Pattern> all{{"UTF-8 of " + name_, mangled_, 1, 1}, {"UTF-16 of " + name_, mangled_, 2, 2}};
    for (const std::size_t stride : {4U, 8U, 12U, 16U, 20U, 24U})
        all.push_back(
            {"UTF-32, " + std::to_string(stride) + " bytes apart, of " + name_, mangled_, 4, stride});
    if (glyph_of.empty()) return all;
    std::vector<std::uint32_t> glyphs;
    for (std::size_t i = 0; i < size(); ++i)
        glyphs.push_back(glyph_of[static_cast<unsigned char>(letter(i))] ^ mangle);
    for (const std::size_t stride : {4U, 8U, 12U, 16U, 20U, 24U})
        all.push_back({"glyphs, " + std::to_string(stride) + " bytes apart, of " + name_, glyphs, 4, stride});
    return all;
}

std::vector<std::string> find_in_memory(const std::vector<Pattern>& patterns) {
    std::vector<std::string> hits;
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (memory < 0) return {"this process may not read its own memory"};
    // A mapping of its own, so that it can be left out of the search.
    auto* buffer = static_cast<unsigned char*>(
        mmap(nullptr, chunk_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    const auto own = reinterpret_cast<std::uintptr_t>(buffer);
    for (const Region& region : writable_regions()) {
        for (std::uintptr_t at = region.from; at < region.to; at += chunk_bytes - overlap_bytes) {
            const std::size_t count = std::min<std::size_t>(chunk_bytes, region.to - at);
            if (at < own + chunk_bytes &&
                own < at + count) { // the kernel may have joined it to its neighbour
                std::memset(buffer, 0, chunk_bytes);
            }
            const ssize_t got = pread(memory, buffer, count, static_cast<off_t>(at));
            if (got <= 0) continue; // a guard page, or gone since
            const auto size = static_cast<std::size_t>(got);
            if (std::all_of(buffer, buffer + size, [](unsigned char byte) { return byte == 0; })) continue;
            for (const Pattern& pattern : patterns)
                find(pattern, buffer, size, [&](std::size_t offset) {
                    const std::uintptr_t place = at + offset;
                    if (place >= own && place < own + chunk_bytes) return;
                    std::ostringstream says;
                    says << pattern.name << " at " << std::hex << place << " in "
                         << (region.name.empty() ? "memory without a name" : region.name);
                    if (hits.size() < hits_max) hits.push_back(says.str());
                });
            std::memset(buffer, 0, size);
        }
    }
    munmap(buffer, chunk_bytes);
    close(memory);
    return hits;
}

std::vector<std::string> find_in_files(const std::filesystem::path& folder,
                                       const std::vector<Pattern>& patterns) {
    std::vector<std::string> hits;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        for (const Pattern& pattern : patterns)
            find(pattern, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                 [&](std::size_t) { hits.push_back(pattern.name + " in " + entry.path().string()); });
    }
    return hits;
}

} // namespace kiosk::test
