#include "base/path.hpp"

namespace kiosk {

Path& Path::move_to(Point p) {
    verbs.push_back(Verb::Move);
    points.push_back(p);
    return *this;
}
Path& Path::line_to(Point p) {
    verbs.push_back(Verb::Line);
    points.push_back(p);
    return *this;
}
Path& Path::quad_to(Point control, Point p) {
    verbs.push_back(Verb::Quad);
    points.insert(points.end(), {control, p});
    return *this;
}
Path& Path::cubic_to(Point c1, Point c2, Point p) {
    verbs.push_back(Verb::Cubic);
    points.insert(points.end(), {c1, c2, p});
    return *this;
}
Path& Path::close() {
    verbs.push_back(Verb::Close);
    return *this;
}

} // namespace kiosk
