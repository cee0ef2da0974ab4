#include "command/whole_png.hpp"

#include "paint/png_cairo.hpp"

namespace kiosk::command {

Result<void> write_whole(const paint::FrameBuffer& buffer, const std::filesystem::path& path) {
    std::filesystem::path beside = path;
    beside += ".part";
    if (auto written = paint::write_png(buffer, beside); !written) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        return written.error();
    }
    std::error_code failed;
    std::filesystem::rename(beside, path, failed);
    if (failed) return machine_error(path.string() + ": could not be replaced (" + failed.message() + ")");
    return Done{};
}

} // namespace kiosk::command
