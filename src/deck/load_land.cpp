#include "deck/load_land.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace kiosk::deck {

namespace {

constexpr std::string_view heading = "longitude,latitude";

// The whole of `text` as a number within +-`limit`.
std::optional<float> degrees(std::string_view text, float limit) {
    float value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (!(value >= -limit && value <= limit)) return std::nullopt;
    return value;
}

std::optional<LandPoint> land_point(std::string_view line) {
    const auto comma = line.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    const auto longitude = degrees(line.substr(0, comma), 180),
               latitude = degrees(line.substr(comma + 1), 90);
    if (!longitude || !latitude) return std::nullopt;
    return LandPoint{*longitude, *latitude};
}

Error wrong_line(std::string_view name, int line, std::string_view expected) {
    return input_error(std::string(name) + ":" + std::to_string(line) + ": expected " +
                       std::string(expected) + "; install the assets again");
}

} // namespace

Result<std::vector<LandPoint>> load_land(std::string_view csv, std::string_view name) {
    std::vector<LandPoint> points;
    bool has_heading = false;
    int number = 0;
    while (!csv.empty()) {
        const std::string_view line = csv.substr(0, csv.find('\n'));
        csv.remove_prefix(std::min(csv.size(), line.size() + 1));
        ++number;
        if (line.empty() || line.front() == '#') continue;
        if (!has_heading) {
            if (line != heading) return wrong_line(name, number, "the heading \"longitude,latitude\"");
            has_heading = true;
            continue;
        }
        const auto point = land_point(line);
        if (!point)
            return wrong_line(name, number, "a longitude and a latitude in degrees, such as \"14.5,36\"");
        if (points.size() == land_points_max)
            return wrong_line(name, number, "at most " + std::to_string(land_points_max) + " points");
        points.push_back(*point);
    }
    if (points.empty()) return wrong_line(name, number, "points of land under a heading, found none");
    return points;
}

} // namespace kiosk::deck
