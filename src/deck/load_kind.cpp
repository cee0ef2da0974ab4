// What each of the first kinds of slide needs beyond title, body and source.
#include "deck/kind_reader.hpp"
#include "deck/kind_rows.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

// The words of the drawn fact's qualifier; nothing without one.
Localised qualifier(KindReader& reader) {
    const Fact* fact = reader.fact();
    return fact != nullptr ? fact->qualifier : Localised{};
}

} // namespace

Kind load_rise(KindReader&) {
    return Rise{};
}

Kind load_ratio(KindReader& reader) {
    constexpr int blocks_max = 6; // more do not fit above one another
    Ratio out;
    out.factor = reader.whole("the number of blocks", 2, blocks_max, 3);
    out.figure = say(out.factor, "\u00D7");
    out.qualifier = qualifier(reader);
    out.from_label = reader.words("from_label");
    out.to_label = reader.words("to_label");
    out.unit_label = reader.words("unit_label");
    return out;
}

Kind load_share(KindReader& reader) {
    constexpr int parts_max = 20;
    Share out;
    const Fact* fact = reader.fact();
    if (fact == nullptr)
        reader.missing_fact("the lit part");
    else if (!parse_value(fact->value, out.numerator, out.denominator) || out.denominator < 2 ||
             out.denominator > parts_max)
        reader.wrong_fact(*fact, "fact", say("a fraction with at most ", parts_max, " parts"));
    out.qualifier = qualifier(reader);
    out.figure = fraction_text(out.numerator, out.denominator);
    out.brace_label = reader.words("brace_label");
    out.unit = static_cast<ShareUnit>(reader.keys().choice("unit"));
    out.closing = reader.keys().boolean("closing");
    return out;
}

Kind load_field(KindReader&) {
    return Field{};
}

Kind load_divide(KindReader& reader) {
    return Divide{reader.words("blocked_label"), reader.words("open_label"), reader.words("bar_label")};
}

Kind load_band(KindReader& reader) {
    return Band{reader.words("means_label"), reader.words("need_label")};
}

Kind load_lights(KindReader& reader) {
    constexpr int lights_max = 400; // more would be smaller than a point of light
    Lights out;
    out.count = reader.whole("the number of lights", 1, lights_max, 1);
    out.figure = say(out.count);
    out.qualifier = qualifier(reader);
    out.figure_noun = reader.words("noun");
    return out;
}

Kind load_ask(KindReader& reader) {
    return Ask{reader.words("button"), reader.words("hint"), reader.keys().text("qr_url"),
               reader.words("qr_label")};
}

Kind load_statement(KindReader&) {
    return Statement{};
}

} // namespace kiosk::deck
