#include "command/picture_desk.hpp"

#include <algorithm>
#include <cmath>
#include <system_error>

#include "command/decode_picture.hpp"

namespace kiosk::command {

namespace {

// The picture that stands, the one that leaves and the one that comes next, at the size of the screen with
// the margin of those that move.
constexpr double pictures_kept = 3, margin = 1.1;

std::size_t bytes_max(PixelSize screen) {
    return static_cast<std::size_t>(pictures_kept * margin * screen.width * screen.height *
                                    sizeof(std::uint32_t));
}

photo::Wish in_pixels(const scene::ImageWish& wish, float scale) {
    const auto side = [&](float design) {
        return std::clamp(static_cast<int>(std::lround(design * scale)), 1, photo::room_side_max);
    };
    return {{side(wish.room.width), side(wish.room.height)},
            wish.cover ? photo::Fit::Cover : photo::Fit::Contain,
            wish.focus};
}

} // namespace

PictureDesk::PictureDesk(const std::filesystem::path& folder, PixelSize screen, Waiting waiting)
    : folder_(folder),
      waiting_(waiting),
      album_(decoder_program(), folder.string(), bytes_max(screen)) {}

std::shared_ptr<const draw::Image> PictureDesk::find(const scene::ImageWish& wish) {
    const photo::Wish pixels = in_pixels(wish, scale_);
    return waiting_ == Waiting::Never ? album_.find(wish.file, pixels) : album_.make(wish.file, pixels);
}

deck::Diagnostics PictureDesk::take_troubles() {
    deck::Diagnostics out;
    for (photo::Album::Trouble& trouble : album_.take_troubles())
        out.push_back({deck::Severity::Warning,
                       {(folder_ / trouble.file).string(), 0, 0},
                       "picture",
                       std::move(trouble.message),
                       "the slide shows its words without it"});
    return out;
}

} // namespace kiosk::command
