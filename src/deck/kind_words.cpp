#include "deck/kind_words.hpp"

namespace kiosk::deck {

namespace {

class Gatherer {
  public:
    explicit Gatherer(KindWords& out) : out_(out) {}
    // Kinds that say nothing more.
    void operator()(const Rise&) {}
    void operator()(const Field&) {}
    void operator()(const Statement&) {}
    void operator()(const Ratio& kind) { label(kind.from_label, kind.to_label, kind.unit_label); }
    void operator()(const Share& kind) { label(kind.brace_label); }
    void operator()(const Divide& kind) { label(kind.blocked_label, kind.open_label, kind.bar_label); }
    void operator()(const Map& kind) { label(kind.from.label, kind.to.label); }
    void operator()(const Band& kind) { label(kind.means_label, kind.need_label); }
    void operator()(const Lights& kind) { label(kind.figure_noun); }
    void operator()(const Ask& kind) { label(kind.button, kind.hint, kind.qr_label); }
    void operator()(const Photograph& kind) { label(kind.caption, kind.credit); }
    void operator()(const Number&) {}
    void operator()(const Pictogram& kind) { label(kind.legend); }
    void operator()(const Goal& kind) { label(kind.label); }
    void operator()(const Bars& kind) {
        for (const Bars::Row& row : kind.rows) label(row.label);
        for (const Localised& series : kind.series) label(series);
    }
    void operator()(const Line& kind) {
        for (const Line::Series& series : kind.series) label(series.label);
        for (const Line::Note& note : kind.notes) label(note.label);
    }
    void operator()(const Donut& kind) {
        for (const Donut::Part& part : kind.parts) label(part.label);
    }
    void operator()(const Flow& kind) {
        for (const std::vector<FlowEnd>* ends : {&kind.sources, &kind.targets})
            for (const FlowEnd& end : *ends) label(end.label);
    }
    void operator()(const Points& kind) {
        for (const MapPoint& point : kind.points) label(point.place.label);
    }
    void operator()(const Timeline& kind) {
        for (const Dated& moment : kind.moments) read(moment.when, moment.label);
    }
    void operator()(const Compare& kind) {
        for (const Side* side : {&kind.from, &kind.to}) read(side->label, side->text);
    }
    void operator()(const Quote& kind) { read(kind.who, kind.role); }
    void operator()(const List& kind) { items(kind.items); }
    void operator()(const Steps& kind) { items(kind.items); }

  private:
    void items(const std::vector<Item>& all) {
        for (const Item& item : all) read(item.label, item.text);
    }
    template <typename... Words> void read(const Words&... words) { (out_.read.push_back(&words), ...); }
    template <typename... Words> void label(const Words&... words) { (out_.labels.push_back(&words), ...); }

    KindWords& out_;
};

} // namespace

KindWords words_of_kind(const Kind& kind) {
    KindWords out;
    std::visit(Gatherer(out), kind);
    return out;
}

} // namespace kiosk::deck
