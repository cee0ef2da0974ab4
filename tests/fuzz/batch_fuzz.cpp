// The body of a batch, as a hub reads it. Oracle: within the limits, and what parses is written as a body
// that parses to the same records.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "record/wire.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace kiosk::record;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto records = parse_wire_body(text);
    if (!records) return 0;
    if (records->empty() || records->size() > wire_records_max || size > wire_body_bytes_max) std::abort();
    std::string body;
    for (const WireRecord& record : *records) {
        if (record.sealed.empty() || record.sealed.size() > wire_sealed_bytes_max) std::abort();
        append_wire_line(body, record);
    }
    const auto again = parse_wire_body(body);
    if (body.size() <= wire_body_bytes_max && (!again || *again != *records)) std::abort();
    return 0;
}
