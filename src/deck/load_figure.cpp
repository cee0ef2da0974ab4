// The kinds that show one number: a figure, icons, an aim.
#include <cmath>

#include "deck/kind_reader.hpp"
#include "deck/kind_rows.hpp"
#include "deck/load_chart.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

Affixes affixes(KindReader& reader, const Quantity* example) {
    Affixes out{reader.words("prefix"), reader.words("suffix")};
    if (out.suffix.empty() && example != nullptr) out.suffix = example->unit;
    return out;
}

namespace {

// A fraction, or a percentage, as 0..1.
std::optional<double> share_of(const Quantity& quantity) {
    constexpr double percent = 100;
    const bool of_hundred = quantity.unit.in("") == "%";
    const double share = of_hundred ? quantity.value / percent : quantity.value;
    if (share < 0 || share > 1 || (!of_hundred && !quantity.is_fraction())) return std::nullopt;
    return share;
}

} // namespace

Kind load_number(KindReader& reader) {
    Number out;
    const auto figure = reader.quantity("fact");
    if (figure) out.figure = *figure;
    out.affixes = affixes(reader, figure ? &*figure : nullptr);
    if (const auto ring = reader.quantity("ring", Need::Optional)) {
        out.ring = share_of(*ring);
        if (!out.ring)
            reader.error(
                "ring", "value",
                say("ring: expected a fact that is a fraction, or from 0 to 100 with the unit \"%\", "
                    "found another number"),
                "write value = \"2/3\", or value = \"64\" and unit = \"%\"");
    }
    return out;
}

Kind load_pictogram(KindReader& reader) {
    constexpr double icons_max = 200; // more are smaller than an eye tells apart
    Pictogram out;
    out.icon = reader.icon("icon");
    out.per = reader.keys().number("per");
    const auto count = reader.quantity("fact");
    if (count) out.count = *count;
    out.of = reader.quantity("of", Need::Optional);
    out.affixes = affixes(reader, count ? &*count : nullptr);
    out.legend = reader.words("legend");
    const double most = out.of ? std::max(out.of->value, out.count.value) : out.count.value;
    if (out.count.value < 0 || most / out.per > icons_max)
        reader.error("per", "value",
                     say("expected 0 to ", icons_max, " icons, found ", most, " for each ", out.per),
                     say("write per = ", std::ceil(most / icons_max), " or more"));
    return out;
}

Kind load_goal(KindReader& reader) {
    Goal out;
    out.label = reader.words("label");
    out.of_the_day = reader.keys().boolean("today");
    const auto raised = reader.quantity("fact", out.of_the_day ? Need::Optional : Need::Required);
    const auto aim = reader.quantity("aim", out.of_the_day ? Need::Optional : Need::Required);
    if (raised) out.raised = *raised;
    if (aim) out.aim = *aim;
    out.affixes = affixes(reader, raised ? &*raised : nullptr);
    if (aim && (aim->value <= 0 || (raised && raised->value < 0)))
        reader.error("aim", "value", say("aim: expected a number over 0, found ", aim->value),
                     "write the amount that is hoped for");
    return out;
}

} // namespace kiosk::deck
