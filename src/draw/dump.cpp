#include "draw/dump.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace kiosk::draw {

namespace {

class Writer {
  public:
    explicit Writer(const DrawList& list) : list_(list) {}
    std::string text;

    void add(std::string_view words) { text += words; }
    void add(float value) {
        // In tenths as a whole number: no "-0", no locale, no trailing zeros.
        const long tenths = std::lround(value * 10);
        if (tenths < 0) text += '-';
        add_number(std::abs(tenths) / 10);
        if (tenths % 10 != 0) {
            text += '.';
            add_number(std::abs(tenths) % 10);
        }
    }
    void add_number(long value) {
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        text.append(digits.data(), end);
    }
    void add(Point p) {
        add(p.x);
        text += ',';
        add(p.y);
    }
    void add(const Rect& r) {
        add(Point{r.x, r.y});
        text += ' ';
        add(r.width);
        text += 'x';
        add(r.height);
    }
    void add(Colour c) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        text += '#';
        for (const unsigned channel : {unsigned{c.r}, unsigned{c.g}, unsigned{c.b}, unsigned{c.a}}) {
            text += digits[channel >> 4U];
            text += digits[channel & 15U];
        }
        if (c.a == 255) text.resize(text.size() - 2);
    }
    void named(std::string_view name, float value) {
        text += name;
        add(value);
    }
    void add(const Ink& ink) {
        text += ' ';
        if (ink.gradient == no_gradient) {
            add(ink.colour);
            return;
        }
        const Gradient& gradient = list_.gradient(ink.gradient);
        add("gradient ");
        add(gradient.from);
        text += '>';
        add(gradient.to);
        for (std::size_t i = 0; i < gradient.stop_count; ++i) {
            named(i == 0 ? " " : ", ", gradient.stops.at(i).at);
            text += ' ';
            add(gradient.stops.at(i).colour);
        }
        if (gradient.dither) add(" dither");
        if (ink.alpha < 1) named(" alpha ", ink.alpha);
    }
    void add_path(Slice verbs, Slice points) {
        std::size_t at = 0;
        const std::span<const Point> all = list_.points(points);
        constexpr std::string_view letters = "MLQCZ";
        constexpr std::array<std::size_t, 5> counts{1, 1, 2, 3, 0};
        for (const Verb verb : list_.verbs(verbs)) {
            const auto kind = static_cast<std::size_t>(verb);
            text += ' ';
            text += letters[kind];
            for (std::size_t i = 0; i < counts.at(kind); ++i) {
                if (i > 0) text += ' ';
                add(all[at++]);
            }
        }
    }

    void operator()(const FillRect& s) {
        add("rect ");
        add(s.rect);
        const Corners& c = s.corners;
        if (c == Corners{c.top_left, c.top_left, c.top_left, c.top_left}) {
            if (c.top_left > 0) named(" r", c.top_left);
        } else {
            named(" r", c.top_left);
            named("/", c.top_right);
            named("/", c.bottom_right);
            named("/", c.bottom_left);
        }
        add(s.ink);
    }
    void operator()(const StrokeRect& s) {
        add("outline ");
        add(s.rect);
        if (s.radius > 0) named(" r", s.radius);
        named(" w", s.width);
        add(s.ink);
    }
    void operator()(const FillCircle& s) {
        add("circle ");
        add(s.centre);
        named(" r", s.radius);
        add(s.ink);
    }
    void operator()(const StrokeArc& s) {
        add("arc ");
        add(s.centre);
        named(" r", s.radius);
        named(" w", s.width);
        named(" from ", s.start);
        named(" by ", s.sweep);
        if (s.cap == Cap::Round) add(" round");
        add(s.ink);
    }
    void operator()(const FillPath& s) {
        add("path");
        add(s.ink);
        add_path(s.verbs, s.points);
    }
    void operator()(const StrokePath& s) {
        add("stroke");
        named(" w", s.width);
        if (s.cap == Cap::Butt) add(" butt");
        if (s.gap > 0) {
            named(" dash ", s.dash);
            named("+", s.gap);
        }
        add(s.ink);
        add_path(s.verbs, s.points);
    }
    void operator()(const GlyphRun& s) {
        add(s.secret ? "secret " : "text ");
        add(s.origin);
        named(" ", s.size_px);
        add("px");
        add(s.ink);
        if (s.secret) {
            add(" glyphs ");
            add_number(static_cast<long>(s.glyphs.count));
            return;
        }
        add(" \"");
        add(list_.characters(s.text));
        add("\"");
    }
    void operator()(const DrawImage& s) {
        add("image ");
        add_number(s.image->size.width);
        text += 'x';
        add_number(s.image->size.height);
        text += ' ';
        add(s.source);
        add(" to ");
        add(s.target);
        if (s.radius > 0) named(" r", s.radius);
        if (s.alpha < 1) named(" alpha ", s.alpha);
    }

  private:
    const DrawList& list_;
};

} // namespace

std::string dump(const DrawList& list) {
    Writer writer(list);
    for (const Command& command : list.commands()) {
        std::visit([&](const auto& shape) { writer(shape); }, command.shape);
        if (command.clip != everything) {
            writer.add(" clip ");
            writer.add(command.clip);
        }
        writer.add("\n");
    }
    return std::move(writer.text);
}

} // namespace kiosk::draw
