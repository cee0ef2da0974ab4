#include "hub/plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "hub/overview.hpp"

namespace kiosk::hub {

namespace {

constexpr std::int64_t hour_ms = 3'600'000, day_ms = 24 * hour_ms;
constexpr int box_width = 1680, box_height = 200; // 70 or 10 units an hour; the page stretches it
constexpr std::array<const char*, 7> weekdays{"Thu", "Fri", "Sat", "Sun",
                                              "Mon", "Tue", "Wed"}; // 1970 began on one

std::int64_t floor_to(std::int64_t value, std::int64_t step) {
    const std::int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

std::int64_t local_ms(const Plot& plot, std::size_t hour) {
    return plot.from.unix_ms + static_cast<std::int64_t>(hour) * hour_ms +
           std::int64_t{plot.utc_offset_s} * 1000;
}

// "Sat 28"
std::string day_label(const Plot& plot, std::size_t hour) {
    const std::int64_t local = local_ms(plot, hour);
    const auto weekday = static_cast<std::size_t>(floor_to(local, day_ms) / day_ms % 7);
    return std::string(weekdays.at(weekday)) + " " + std::to_string(std::stoi(rfc3339({local}).substr(8, 2)));
}

// "19:00"
std::string hour_label(const Plot& plot, std::size_t hour) {
    return rfc3339({local_ms(plot, hour)}).substr(11, 5);
}

std::string moment_label(const Plot& plot, std::size_t hour) {
    return (plot.span == Span::Week ? day_label(plot, hour) + ", " : "") + hour_label(plot, hour);
}

std::string bars(const Plot& plot, std::uint64_t top) {
    std::string out;
    const int step = box_width / static_cast<int>(plot.counts.size());
    const int gap = plot.span == Span::Day ? 14 : 3;
    for (std::size_t hour = 0; hour < plot.counts.size(); ++hour) {
        if (plot.counts[hour] == 0) continue;
        const double height = static_cast<double>(plot.counts[hour]) * box_height / static_cast<double>(top);
        std::array<char, 128> text{};
        std::snprintf(text.data(), text.size(), "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
                      static_cast<int>(hour) * step + gap / 2, box_height - height, step - gap, height);
        out += text.data();
    }
    return out;
}

std::string summary(const Plot& plot) {
    const std::uint64_t all = std::accumulate(plot.counts.begin(), plot.counts.end(), std::uint64_t{0});
    const std::string span = plot.span == Span::Day ? "in the last 24 hours" : "in the last 7 days";
    if (all == 0) return "No pledges " + span + ".";
    const auto most = std::ranges::max_element(plot.counts);
    const auto hour = static_cast<std::size_t>(most - plot.counts.begin());
    return counted(all, "pledge", "pledges") + " " + span + ". The busiest hour began at " +
           moment_label(plot, hour) + ", with " + grouped(*most) + ".";
}

std::string axis(const Plot& plot) {
    std::string out = "<div class=\"axis axis-" + std::string(plot.span == Span::Day ? "day" : "week") +
                      "\" aria-hidden=\"true\">";
    const std::size_t step = plot.span == Span::Day ? 6 : 24;
    for (std::size_t hour = 0; hour < plot.counts.size(); hour += step) {
        const bool last = plot.span == Span::Day && hour + step >= plot.counts.size();
        out += "<div><span>" + (plot.span == Span::Day ? hour_label(plot, hour) : day_label(plot, hour)) +
               "</span>" + (last ? "<span>now</span>" : "") + "</div>";
    }
    return out + "</div>";
}

std::string table(const Plot& plot) {
    std::string out =
        "<details><summary>The figures as a table</summary><div class=\"figures\"><table><caption "
        "class=\"unseen\">Pledges an hour</caption><thead><tr><th scope=\"col\">Hour from</th><th "
        "scope=\"col\" class=\"n\">Pledges</th></tr></thead><tbody>";
    for (std::size_t hour = plot.counts.size(); hour-- > 0;) {
        if (plot.span == Span::Week && plot.counts[hour] == 0) continue;
        out += "<tr><th scope=\"row\">" + moment_label(plot, hour) + "</th><td class=\"n\">" +
               grouped(plot.counts[hour]) + "</td></tr>";
    }
    return out + "</tbody></table></div></details>";
}

} // namespace

WallTime plot_start(Span span, WallTime now, int utc_offset_s) {
    if (span == Span::Day) return {floor_to(now.unix_ms, hour_ms) - 23 * hour_ms};
    const std::int64_t offset_ms = std::int64_t{utc_offset_s} * 1000;
    return {floor_to(now.unix_ms + offset_ms, day_ms) - offset_ms - 6 * day_ms};
}

std::uint64_t plot_top(std::uint64_t largest) {
    if (largest <= 4) return 4;
    for (std::uint64_t ten = 10;; ten *= 10)
        for (const std::uint64_t factor : {1ULL, 2ULL, 3ULL, 4ULL, 6ULL, 8ULL})
            if (largest <= ten * factor) return ten * factor;
}

std::string plot_html(const Plot& plot) {
    const std::uint64_t largest = plot.counts.empty() ? 0 : *std::ranges::max_element(plot.counts);
    const std::uint64_t top = plot_top(largest);
    const std::string words = summary(plot);
    const std::string box = std::to_string(box_width) + " " + std::to_string(box_height);
    std::string out = "<figure class=\"plot\"><figcaption>" + words + "</figcaption><div class=\"frame\">";
    out += "<div class=\"scale\" aria-hidden=\"true\"><span>" + grouped(top) + "</span><span>" +
           grouped(top / 2) + "</span><span>0</span></div>";
    out += "<svg viewBox=\"0 0 " + box +
           "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Bars: " + words +
           "\"><g class=\"grid\"><path d=\"M0 0H1680M0 100H1680\"/></g><g class=\"bars" +
           std::string(plot.span == Span::Week ? " thin" : "") + "\">" + bars(plot, top) +
           "</g><g class=\"ground\"><path d=\"M0 200H1680\"/></g></svg>";
    out += axis(plot) + "</div>" + table(plot) + "</figure>";
    return out;
}

} // namespace kiosk::hub
