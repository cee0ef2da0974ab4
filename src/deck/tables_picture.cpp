// Keys of the kind `picture`, on top of those of every slide.
#include "deck/kind_rows.hpp"
#include "deck/schema.hpp"

namespace kiosk::deck {

namespace {

constexpr std::string_view fit_choices[] = {"cover", "contain"};

constexpr Key picture_keys[] = {
    {"file", Type::Text, Need::Required, "", 1, 200,
     "PNG or JPEG in the deck's folder; at most 20 MiB, 8192 pixels a side, 16.8 million pixels"},
    {"fit", Type::OneOf, Need::Optional, "cover", 0, 0,
     "cover: fills the screen and is cut; contain: all of it, beside the words", fit_choices},
    {"focus_x", Type::Number, Need::Optional, "0.5", 0, 1,
     "what stays in sight when it is cut: 0 left, 1 right"},
    {"focus_y", Type::Number, Need::Optional, "0.5", 0, 1, "0 top, 1 bottom"},
    {"pan", Type::Boolean, Need::Optional, "true", 0, 0, "it moves a little, once, by at most 4 % (cover)"},
    {"caption", Type::Words, Need::Optional, "", 0, 80, "what is to be seen"},
    {"credit", Type::Words, Need::Required, "", 0, 80, "who made it; stands in the source line"},
};

} // namespace

constexpr Section kind_picture{"kind picture", "A picture, with words on a veil or beside it.", picture_keys};

} // namespace kiosk::deck
