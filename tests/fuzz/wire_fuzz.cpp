// A line of a batch or bundle. Oracle: there is one spelling; what parses is written back byte for byte.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "record/wire.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto first = kiosk::record::parse_wire_line(text);
    if (!first) return 0;
    std::string written;
    kiosk::record::append_wire_line(written, *first);
    std::string_view line(written);
    if (line.ends_with('\n')) line.remove_suffix(1);
    const auto second = kiosk::record::parse_wire_line(line);
    if (!second) std::abort();
    std::string again;
    kiosk::record::append_wire_line(again, *second);
    if (again != written) std::abort();
    return 0;
}
