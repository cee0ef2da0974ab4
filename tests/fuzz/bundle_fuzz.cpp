// The header and trailer of a bundle. Oracle: what parses is written as a line that parses to the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "handover/bundle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace kiosk::handover;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    if (const auto header = parse_bundle_header(text)) {
        std::string line = bundle_header_line(*header);
        line.pop_back();
        const auto again = parse_bundle_header(line);
        if (!again || bundle_header_line(*again) != line + "\n") std::abort();
    }
    if (const auto trailer = parse_bundle_trailer(text)) {
        std::string line = bundle_trailer_line(trailer->count, trailer->sha);
        line.pop_back();
        const auto again = parse_bundle_trailer(line);
        if (!again || again->count != trailer->count || again->sha != trailer->sha) std::abort();
    }
    return 0;
}
