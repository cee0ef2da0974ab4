// A sealed record that somebody made, or a page that somebody typed. Oracles: without the key it was sealed
// to, nothing opens; an armored file has one spelling, but for its line ends.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

#include "record/armor.hpp"
#include "record/seal.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace kiosk::record;
    static const Identity identity = make_identity();
    if (open({bytes, size}, std::span(&identity, 1))) std::abort();
    const auto armored = find_armor({reinterpret_cast<const char*>(bytes), size});
    if (!armored) return 0;
    const auto file = from_armor(*armored, size);
    if (!file) return 0;
    if (open(*file, std::span(&identity, 1))) std::abort();
    std::string plain(*armored);
    std::erase(plain, '\r');
    if (to_armor(*file) != plain + "\n") std::abort();
    return 0;
}
