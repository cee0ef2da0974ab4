#include "scene/qr.hpp"

#include <cerrno>
#include <memory>
#include <string>

#include <qrencode.h>

namespace kiosk::scene {

Result<QrCode> make_qr(std::string_view text) {
    if (text.empty() || text.size() > qr_text_bytes_max)
        return input_error("a QR code holds 1 to " + std::to_string(qr_text_bytes_max) +
                           " bytes here, found " + std::to_string(text.size()) + "; give a shorter address");
    const std::string bytes(text);
    struct Free {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    constexpr int any_version = 0;
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), any_version, QR_ECLEVEL_M));
    if (!code)
        return machine_error("libqrencode made no code of " + std::to_string(bytes.size()) + " bytes", errno);
    QrCode result{code->width, {}};
    const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    result.dark.reserve(count);
    for (std::size_t i = 0; i < count; ++i) result.dark.push_back(code->data[i] & 1U);
    return result;
}

} // namespace kiosk::scene
