// Keys of the first kinds of slide, on top of those of every slide.
#include "deck/kind_rows.hpp"
#include "deck/schema.hpp"

namespace kiosk::deck {

namespace {

constexpr std::string_view unit_choices[] = {"home", "dot", "bar"};

constexpr Key words(std::string_view name, Need need, double most, std::string_view doc) {
    return {name, Type::Words, need, "", 0, most, doc};
}

constexpr Key ratio_keys[] = {
    figure_id_key,
    words("from_label", Need::Required, 40, "under the single block"),
    words("to_label", Need::Required, 40, "under the many"),
    words("unit_label", Need::Required, 12, "over the single block, such as \"1\u00d7\""),
};
constexpr Key share_keys[] = {
    figure_id_key,
    lights_id_key,
    {"unit", Type::OneOf, Need::Optional, "home", 0, 0, "what the whole is made of", unit_choices},
    words("brace_label", Need::Optional, 60, "beside the brace"),
    {"closing", Type::Boolean, Need::Optional, "false", 0, 0, "doors close at the end (homes)"},
};
constexpr Key field_keys[] = {
    lights_id_key,
};
constexpr Key divide_keys[] = {
    words("blocked_label", Need::Required, 40, "the way that stops"),
    words("open_label", Need::Required, 40, "the way that grows"),
    words("bar_label", Need::Required, 60, "what stops the one"),
};
constexpr Key band_keys[] = {
    words("means_label", Need::Required, 30, "over the first band"),
    words("need_label", Need::Required, 30, "in the last ball"),
};
constexpr Key lights_keys[] = {
    figure_id_key,
    lights_id_key,
    words("noun", Need::Required, 40, "under the figure, such as \"children free.\""),
};
constexpr Key ask_keys[] = {
    words("button", Need::Required, 30, "on the pledge button, here and on every slide"),
    words("hint", Need::Optional, 40, "beside it"),
    {"qr_url", Type::Text, Need::Optional, "", 0, 300,
     "address in the QR code; without one no card is shown"},
    words("qr_label", Need::Optional, 40, "under the QR code"),
};
} // namespace

constexpr Section kind_rise{"kind rise", "A rising curve of dots, without a scale.", {}};
constexpr Section kind_ratio{"kind ratio",
                             "One block, and as many as the fact says with a fading one on top.", ratio_keys};
constexpr Section kind_share{"kind share", "A part of a whole, lit, under a brace. The fact is a fraction.",
                             share_keys};
constexpr Section kind_field{"kind field", "A field of screens that light up.", field_keys};
constexpr Section kind_divide{"kind divide", "One way is blocked, the other grows.", divide_keys};
constexpr Section kind_band{"kind band", "One band of fixed area around a growing ball.", band_keys};
constexpr Section kind_lights{"kind lights", "As many lights as the fact says.", lights_keys};
constexpr Section kind_ask{"kind ask", "The pledge button, the QR code, the pledges of today.", ask_keys};
constexpr Section kind_statement{
    "kind statement", "A title with nothing else, for what should not be pictured.", {}};

} // namespace kiosk::deck
