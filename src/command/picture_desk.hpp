// The pictures of a deck for whoever draws its slides: design pixels become pixels of the screen, and files
// are decoded in children (photo/). Owned by the loop of the kiosk, which never waits for one, and by
// `render` and `check`, which do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "deck/diagnostic.hpp"
#include "photo/album.hpp"
#include "scene/images.hpp"

namespace kiosk::command {

class PictureDesk final : public scene::Images {
  public:
    enum class Waiting : std::uint8_t {
        Never,   // a picture comes when it comes
        Decodes, // find() makes it at once
    };
    PictureDesk(const std::filesystem::path& folder, PixelSize screen, Waiting waiting);

    [[nodiscard]] std::shared_ptr<const draw::Image> find(const scene::ImageWish& wish) override;
    // How many pixels of the screen a design pixel is.
    void fit(float scale) { scale_ = scale; }

    // See photo::Album.
    [[nodiscard]] bool take_news() { return album_.take_news(); }
    [[nodiscard]] bool busy() const { return album_.busy(); }
    void forget() { album_.forget(); }
    // What could not be shown since the last call, as staff read it: the slide's words stand without it.
    [[nodiscard]] deck::Diagnostics take_troubles();

  private:
    std::filesystem::path folder_;
    Waiting waiting_;
    float scale_ = 1;
    photo::Album album_;
};

} // namespace kiosk::command
