// A line of a batch or bundle. Oracles: there is one spelling that we write; what parses is written back byte
// for byte; and with a space before it, which takes the other way of reading, it is the same record.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "record/wire.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto first = kiosk::record::parse_wire_line(text);
    if (text.size() < kiosk::record::wire_line_bytes_max) {
        const auto spaced = kiosk::record::parse_wire_line(" " + std::string(text));
        if (spaced.ok() != first.ok() || (first && *spaced != *first)) std::abort();
    }
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
