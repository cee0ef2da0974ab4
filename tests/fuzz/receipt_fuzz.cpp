// What a hub, or a login page in its place, answers. Oracle: nothing that was not signed by the key is a
// receipt.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "record/receipt.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto key = kiosk::record::parse_hub_key("ed25519:" + std::string(64, '5'));
    const std::string_view body(reinterpret_cast<const char*>(bytes), size);
    const std::array keys{key ? *key : kiosk::record::HubKey{}};
    if (kiosk::record::read_receipt(body, keys)) std::abort();
    return 0;
}
