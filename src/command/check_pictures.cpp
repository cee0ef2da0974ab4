#include "command/check_pictures.hpp"

#include <algorithm>
#include <cmath>

#include "command/decode_picture.hpp"
#include "deck/icon_file.hpp"
#include "deck/say.hpp"
#include "photo/decode_child.hpp"
#include "photo/fit.hpp"
#include "scene/picture_photograph.hpp"

namespace kiosk::command {

namespace {

constexpr float enlargement_max = 1.25F; // more looks soft from where one touches
constexpr float reduction_max =
    2.5F; // more than twice the pixels that even a screen of 3840 x 2160 has use for

photo::Wish wish_of(const scene::ImageWish& wish) {
    const auto side = [](float design) { return static_cast<int>(std::lround(design)); };
    return {{side(wish.room.width), side(wish.room.height)},
            wish.cover ? photo::Fit::Cover : photo::Fit::Contain,
            wish.focus};
}

} // namespace

namespace {

// What is wrong with the pixels of a file, by decoding it small; "" where nothing is.
std::string spoilt(const std::filesystem::path& folder, const std::string& file, Point focus) {
    const photo::Wish small{{64, 64}, photo::Fit::Cover, focus};
    const auto decoded = photo::decode_in_child(decoder_program(), {folder.string(), file}, small);
    return decoded ? "" : decoded.error().message;
}

void check_icons(const std::filesystem::path& folder, const deck::LoadedDeck& loaded,
                 deck::Diagnostics& out) {
    for (const auto& [icon, file] : loaded.deck->theme.icons) {
        if (!deck::is_icon_file(file)) continue;
        const std::string wrong = spoilt(folder, file, {0.5F, 0.5F});
        if (!wrong.empty())
            out.push_back({deck::Severity::Error,
                           {(folder / "theme.toml").string(), 0, 0},
                           "picture",
                           deck::say("icons.", icon, ": ", file, ": ", wrong),
                           ""});
    }
}

} // namespace

deck::Diagnostics check_pictures(const std::filesystem::path& folder, const deck::LoadedDeck& loaded) {
    deck::Diagnostics out;
    if (!loaded.deck) return out;
    check_icons(folder, loaded, out);
    for (const deck::Slide& slide : loaded.deck->slides) {
        const auto* kind = std::get_if<deck::Photograph>(&slide.kind);
        if (kind == nullptr || !slide.enabled) continue;
        const auto found = loaded.notes.places.find(deck::say("slide.", slide.id));
        const deck::SourcePlace place =
            found == loaded.notes.places.end() ? deck::SourcePlace{} : found->second;
        float most = 0;
        for (const auto orientation : {scene::Orientation::Landscape, scene::Orientation::Portrait}) {
            const scene::Look look{.orientation = orientation};
            most =
                std::max(most, photo::enlargement(kind->size, wish_of(scene::photograph_wish(*kind, look))));
        }
        if (most > enlargement_max)
            out.push_back(
                {deck::Severity::Warning, place, "picture-small",
                 deck::say("slide \"", slide.id, "\": expected a picture that is blown up by at most ",
                           enlargement_max, " times, found ", kind->size.width, " x ", kind->size.height,
                           " pixels, which is blown up ", std::round(most * 100) / 100, " times"),
                 "find a larger one, or write fit = \"contain\""});
        if (most > 0 && most < 1 / reduction_max)
            out.push_back(
                {deck::Severity::Warning, place, "picture-large",
                 deck::say("slide \"", slide.id, "\": expected a picture of at most ", reduction_max,
                           " times the pixels that a side shows, found ", kind->size.width, " x ",
                           kind->size.height, ", ", std::round(10 / most) / 10, " times"),
                 "save it smaller: it looks the same and is ready sooner"});
        const std::string wrong = spoilt(folder, kind->file, kind->focus);
        if (!wrong.empty())
            out.push_back({deck::Severity::Error, place, "picture",
                           deck::say("slide \"", slide.id, "\": ", kind->file, ": ", wrong), ""});
    }
    return out;
}

} // namespace kiosk::command
