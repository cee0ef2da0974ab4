// What each kind of slide needs beyond title, body and source.
#include "deck/load_parts.hpp"
#include "deck/say.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

class KindLoader {
  public:
    KindLoader(const Reader& reader, const std::string& file, const Fact* fact, std::string path,
               Loading& loading)
        : reader_(reader),
          file_(file),
          fact_(fact),
          path_(std::move(path)),
          loading_(loading) {}

    Kind load(std::size_t kind) {
        switch (kind) {
        case 0: return Rise{};
        case 1: return ratio();
        case 2: return share();
        case 3: return Field{};
        case 4: return Divide{words("blocked_label"), words("open_label"), words("bar_label")};
        case 5: return map();
        case 6: return Band{words("means_label"), words("need_label")};
        case 7: return lights();
        case 8: return Ask{words("button"), words("hint"), reader_.text("qr_url"), words("qr_label")};
        default: return Statement{};
        }
    }

  private:
    Localised words(std::string_view name) { return words_of(reader_, name, path_, loading_); }

    // The number of the slide's fact. One that is missing, or of the wrong form, is an error.
    int whole(std::string_view what, int least, int most, int otherwise) {
        int numerator = 0;
        int denominator = 1;
        if (fact_ == nullptr) {
            missing(what);
            return otherwise;
        }
        if (parse_value(fact_->value, numerator, denominator) && denominator == 1 && numerator >= least &&
            numerator <= most)
            return numerator;
        wrong(say("a whole number from ", least, " to ", most));
        return otherwise;
    }

    void missing(std::string_view what) {
        if (reader_.has("fact")) return; // an unknown fact is reported by load_slides()
        loading_.diagnostics.push_back({Severity::Error, reader_.place(), "missing-key",
                                        say("expected fact, whose number is ", what, ", found none"),
                                        "write fact = \"...\", an id of facts.toml with a value"});
    }

    void wrong(const std::string& expected) {
        loading_.diagnostics.push_back(
            {Severity::Error, reader_.place("fact"), "value",
             say("fact: expected one with ", expected, ", found ",
                 fact_->value.empty() ? std::string("no value") : say("\"", fact_->value, "\"")),
             say("change value in ", fact_->place.file, ", line ", fact_->place.line,
                 ", or name another fact")});
    }

    Kind ratio() {
        constexpr int blocks_max = 6; // more do not fit above one another
        Ratio out;
        out.factor = whole("the number of blocks", 2, blocks_max, 3);
        out.figure = say(out.factor, "\u00D7");
        out.qualifier = qualifier();
        out.from_label = words("from_label");
        out.to_label = words("to_label");
        out.unit_label = words("unit_label");
        return out;
    }

    Kind share() {
        constexpr int parts_max = 20;
        Share out;
        if (fact_ == nullptr)
            missing("the lit part");
        else if (!parse_value(fact_->value, out.numerator, out.denominator) || out.denominator < 2 ||
                 out.denominator > parts_max)
            wrong(say("a fraction with at most ", parts_max, " parts"));
        out.qualifier = qualifier();
        out.figure = fraction_text(out.numerator, out.denominator);
        out.brace_label = words("brace_label");
        out.unit = static_cast<ShareUnit>(reader_.choice("unit"));
        out.closing = reader_.boolean("closing");
        return out;
    }

    Kind map() {
        constexpr int rank_max = 999;
        Map out;
        const int rank = whole("the rank", 1, rank_max, 1);
        out.figure.entries.emplace_back(loading_.translations.own(), say(rank));
        out.figure_suffix = words("suffix");
        out.from = place("from");
        out.to = place("to");
        return out;
    }

    Place place(std::string_view name) {
        const Node* node = reader_.node(name);
        if (node == nullptr) return {};
        const Section* inner[] = {&reader_.inner(name)};
        const Reader one(*node, inner, file_, loading_.diagnostics);
        return {words_of(one, "label", say(path_, ".", name), loading_), one.number("longitude"),
                one.number("latitude")};
    }

    Kind lights() {
        constexpr int lights_max = 400; // more would be smaller than a point of light
        Lights out;
        out.count = whole("the number of lights", 1, lights_max, 1);
        out.figure = say(out.count);
        out.qualifier = qualifier();
        out.figure_noun = words("noun");
        return out;
    }

    Localised qualifier() const { return fact_ != nullptr ? fact_->qualifier : Localised{}; }

    const Reader& reader_;
    const std::string& file_;
    const Fact* fact_;
    std::string path_;
    Loading& loading_;
};

} // namespace

Kind load_kind(std::size_t kind, const Reader& reader, const std::string& file, const Fact* fact,
               const std::string& path, Loading& loading) {
    return KindLoader(reader, file, fact, path, loading).load(kind);
}

} // namespace kiosk::deck
