#include "base/svg_path.hpp"

#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

#include "base/ascii.hpp"

namespace kiosk {

namespace {

constexpr float coordinate_max = 1e5F;

// Reads numbers and flags from the data, past blanks and commas.
class Reader {
  public:
    explicit Reader(std::string_view data) : data_(data) {}
    [[nodiscard]] std::size_t place() const { return at_; }
    [[nodiscard]] bool done() {
        skip_blanks();
        return at_ >= data_.size();
    }
    [[nodiscard]] char peek() { return done() ? '\0' : data_[at_]; }
    char take() { return data_[at_++]; }
    [[nodiscard]] bool at_number() {
        const char c = peek();
        return ascii::is_digit(c) || c == '-' || c == '+' || c == '.';
    }
    bool number(float& out) {
        if (!at_number()) return false;
        if (data_[at_] == '+') ++at_;
        const char* first = data_.data() + at_;
        const auto [end, fault] = std::from_chars(first, data_.data() + data_.size(), out);
        if (fault != std::errc{} || !std::isfinite(out) || std::fabs(out) > coordinate_max) return false;
        at_ += static_cast<std::size_t>(end - first);
        return true;
    }
    // A flag is a single digit, and needs no blank behind it.
    bool flag(bool& out) {
        const char c = peek();
        if (c != '0' && c != '1') return false;
        out = c == '1';
        ++at_;
        return true;
    }
    bool point(Point& out) { return number(out.x) && number(out.y); }

  private:
    void skip_blanks() {
        while (at_ < data_.size() && (data_[at_] == ' ' || data_[at_] == ',' || data_[at_] == '\t' ||
                                      data_[at_] == '\n' || data_[at_] == '\r'))
            ++at_;
    }
    std::string_view data_;
    std::size_t at_ = 0;
};

struct Arc {
    float rx = 0, ry = 0, rotation_degrees = 0;
    bool large = false, sweep = false;
};

// From end points to centre, and then to cubic curves of at most a quarter turn: SVG 1.1, appendix F.6.
void add_arc(Path& path, Point from, Point to, const Arc& arc) {
    constexpr double pi = std::numbers::pi;
    double rx = std::fabs(arc.rx), ry = std::fabs(arc.ry);
    if (from == to) return;
    if (rx == 0 || ry == 0) {
        path.line_to(to);
        return;
    }
    const double turn = arc.rotation_degrees * pi / 180, c = std::cos(turn), s = std::sin(turn);
    const double dx = (from.x - to.x) / 2.0, dy = (from.y - to.y) / 2.0;
    const double x = c * dx + s * dy, y = -s * dx + c * dy;
    const double reach = x * x / (rx * rx) + y * y / (ry * ry);
    if (reach > 1) rx *= std::sqrt(reach), ry *= std::sqrt(reach);
    const double below = rx * rx * y * y + ry * ry * x * x;
    const double root =
        std::sqrt(std::max(0.0, (rx * rx * ry * ry - below) / below)) * (arc.large == arc.sweep ? -1 : 1);
    const double cx = root * rx * y / ry, cy = -root * ry * x / rx;
    const double middle_x = c * cx - s * cy + (from.x + to.x) / 2.0,
                 middle_y = s * cx + c * cy + (from.y + to.y) / 2.0;
    const double start = std::atan2((y - cy) / ry, (x - cx) / rx);
    double sweep = std::atan2((-y - cy) / ry, (-x - cx) / rx) - start;
    if (arc.sweep && sweep < 0) sweep += 2 * pi;
    if (!arc.sweep && sweep > 0) sweep -= 2 * pi;
    const int pieces = std::max(1, static_cast<int>(std::ceil(std::fabs(sweep) / (pi / 2) - 1e-9)));
    const double step = sweep / pieces, k = 4.0 / 3 * std::tan(step / 4);
    const auto at = [&](double ex, double ey) {
        return Point{static_cast<float>(middle_x + c * rx * ex - s * ry * ey),
                     static_cast<float>(middle_y + s * rx * ex + c * ry * ey)};
    };
    for (int i = 0; i < pieces; ++i) {
        const double a = start + step * i, b = a + step;
        const Point c1 = at(std::cos(a) - k * std::sin(a), std::sin(a) + k * std::cos(a));
        const Point c2 = at(std::cos(b) + k * std::sin(b), std::sin(b) - k * std::cos(b));
        path.cubic_to(c1, c2, i + 1 == pieces ? to : at(std::cos(b), std::sin(b)));
    }
}

// Follows the commands; `pen_` is the current point, `start_` that of the current subpath.
class Builder {
  public:
    explicit Builder(std::string_view data) : reader_(data) {}
    Result<Path> build() {
        char command = '\0';
        while (!reader_.done()) {
            const char next = reader_.peek();
            if (!reader_.at_number()) {
                command = reader_.take();
                if (path_.verbs.empty() && command != 'M' && command != 'm')
                    return bad("a path begins with M");
            } else if (command == '\0' || command == 'Z' || command == 'z') {
                return bad("a number stands where a command is due");
            }
            if (!one(command))
                return bad(std::string("cannot read what follows '") + (command ? command : next) + "'");
            if (command == 'M') command = 'L'; // further pairs are lines
            if (command == 'm') command = 'l';
            if (path_.verbs.size() > svg_verbs_max) return bad("more commands than an icon needs");
        }
        return std::move(path_);
    }

  private:
    Error bad(const std::string& what) const {
        return input_error("path data, byte " + std::to_string(reader_.place()) + ": " + what);
    }
    [[nodiscard]] static bool is_relative(char command) { return command >= 'a'; }

    bool one(char command) {
        const Point base = is_relative(command) ? pen_ : Point{};
        const std::optional<Point> before_cubic = last_cubic_, before_quad = last_quad_;
        last_cubic_.reset(), last_quad_.reset();
        switch (command) {
        case 'M':
        case 'm':
        case 'L':
        case 'l': return straight(command, base);
        case 'H':
        case 'h': {
            float x = 0;
            return reader_.number(x) && line({base.x + x, pen_.y});
        }
        case 'V':
        case 'v': {
            float y = 0;
            return reader_.number(y) && line({pen_.x, base.y + y});
        }
        case 'C':
        case 'c': {
            Point c1;
            return reader_.point(c1) && cubic(base + c1, base);
        }
        case 'S':
        case 's': return cubic(before_cubic ? pen_ * 2 - *before_cubic : pen_, base);
        case 'Q':
        case 'q': {
            Point c;
            return reader_.point(c) && quad(base + c, base);
        }
        case 'T':
        case 't': return quad(before_quad ? pen_ * 2 - *before_quad : pen_, base);
        case 'A':
        case 'a': return arc(base);
        case 'Z':
        case 'z':
            path_.close();
            pen_ = start_;
            return true;
        default: return false;
        }
    }
    bool straight(char command, Point base) {
        Point to;
        if (!reader_.point(to)) return false;
        if (command == 'L' || command == 'l') return line(base + to);
        pen_ = start_ = base + to;
        path_.move_to(pen_);
        return true;
    }
    bool line(Point to) {
        path_.line_to(pen_ = to);
        return true;
    }
    bool cubic(Point c1, Point base) {
        Point c2, to;
        if (!reader_.point(c2) || !reader_.point(to)) return false;
        path_.cubic_to(c1, base + c2, base + to);
        pen_ = base + to, last_cubic_ = base + c2;
        return true;
    }
    bool quad(Point c, Point base) {
        Point to;
        if (!reader_.point(to)) return false;
        path_.quad_to(c, base + to);
        pen_ = base + to, last_quad_ = c;
        return true;
    }
    bool arc(Point base) {
        Arc arc;
        Point to;
        if (!reader_.number(arc.rx) || !reader_.number(arc.ry) || !reader_.number(arc.rotation_degrees) ||
            !reader_.flag(arc.large) || !reader_.flag(arc.sweep) || !reader_.point(to))
            return false;
        add_arc(path_, pen_, base + to, arc);
        pen_ = base + to;
        return true;
    }

    Reader reader_;
    Path path_;
    Point pen_, start_;
    std::optional<Point> last_cubic_, last_quad_;
};

} // namespace

Result<Path> parse_svg_path(std::string_view data) {
    if (data.size() > svg_bytes_max)
        return input_error("path data of " + std::to_string(data.size()) + " bytes, expected at most " +
                           std::to_string(svg_bytes_max));
    return Builder(data).build();
}

} // namespace kiosk
