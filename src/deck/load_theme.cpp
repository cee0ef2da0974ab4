#include "deck/load_theme.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/svg_path.hpp"
#include "deck/icon_file.hpp"
#include "deck/say.hpp"
#include "deck/schema.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

struct Role {
    std::string_view name;
    Colour Palette::*colour;
};
constexpr Role roles[] = {
    {"text", &Palette::text},
    {"text_2", &Palette::text_2},
    {"line", &Palette::line},
    {"off", &Palette::off},
    {"surface", &Palette::surface},
    {"surface_2", &Palette::surface_2},
    {"raised", &Palette::raised},
    {"window_dark", &Palette::window_dark},
    {"door_open", &Palette::door_open},
    {"map_land", &Palette::map_land},
    {"point_off", &Palette::point_off},
    {"accent", &Palette::accent},
    {"light", &Palette::light},
    {"light_high", &Palette::light_high},
    {"light_low", &Palette::light_low},
    {"cta", &Palette::cta},
    {"cta_text", &Palette::cta_text},
    {"cta_pressed", &Palette::cta_pressed},
    {"focus", &Palette::focus},
    {"scrim", &Palette::scrim},
    {"scrim_private", &Palette::scrim_private},
    {"hairline", &Palette::hairline},
    {"selected", &Palette::selected},
    {"key_special", &Palette::key_special},
    {"disabled_ground", &Palette::disabled_ground},
    {"disabled_text", &Palette::disabled_text},
    {"error", &Palette::error},
    {"error_ground", &Palette::error_ground},
    {"ok", &Palette::ok},
};
constexpr std::array<std::string_view, 4> ground_names = {"night", "dawn", "amber", "paper"};

class ThemeLoader {
  public:
    ThemeLoader(const std::string& file, Theme theme, ThemeLayer layer, Diagnostics& diagnostics)
        : file_(file),
          theme_(std::move(theme)),
          layer_(layer),
          diagnostics_(diagnostics) {}

    Theme run(const Node& root) {
        const Section* sections[] = {&theme_section()};
        const Reader reader(root, sections, file_, diagnostics_);
        two_colours(reader);
        for (std::size_t ground = 0; ground < ground_names.size(); ++ground)
            if (const Node* node = reader.node(ground_names[ground]))
                palette(*node, reader.inner(ground_names[ground]), of_ground(ground));
        contrast(reader, "high", Contrast::High);
        contrast(reader, "light_variant", Contrast::Light);
        if (const Node* types = reader.node("type")) styles(*types, reader.inner("type"));
        if (const Node* icons = reader.node("icons")) this->icons(*icons, reader.place("icons"));
        return std::move(theme_);
    }

  private:
    using Palettes = std::vector<Palette*>;

    Palettes of_ground(std::size_t ground) {
        if (layer_ == ThemeLayer::Deck) return {&theme_.palettes[0][ground]};
        Palettes out;
        for (auto& contrast : theme_.palettes) out.push_back(&contrast[ground]);
        return out;
    }

    void two_colours(const Reader& reader) {
        const auto colour = [&](std::string_view name) { return parse_colour(reader.text(name)); };
        auto& standard = theme_.palettes[0];
        auto& light_variant = theme_.palettes[2];
        if (const auto accent = colour("accent")) standard[0].accent = *accent;
        if (const auto accent = colour("accent_on_light"))
            standard[3].accent = light_variant[0].accent = *accent;
        if (const auto light = colour("light")) {
            standard[0].light = standard[0].cta = *light;
            standard[1].light = standard[1].cta = standard[1].accent = *light;
            for (auto& contrast : theme_.palettes) contrast[2].ground = {{0, *light}};
        }
    }

    void contrast(const Reader& reader, std::string_view name, Contrast which) {
        const Node* node = reader.node(name);
        if (node == nullptr) return;
        const Section* sections[] = {&reader.inner(name)};
        const Reader inner(*node, sections, file_, diagnostics_);
        for (std::size_t ground = 0; ground < ground_names.size(); ++ground)
            if (const Node* one = inner.node(ground_names[ground]))
                palette(*one, inner.inner(ground_names[ground]),
                        {&theme_.palettes[static_cast<std::size_t>(which)][ground]});
    }

    void palette(const Node& node, const Section& section, const Palettes& palettes) {
        const Section* sections[] = {&section};
        const Reader reader(node, sections, file_, diagnostics_);
        const std::vector<GroundStop> ground = stops(reader);
        for (Palette* palette : palettes) {
            if (!ground.empty()) palette->ground = ground;
            for (const Role& role : roles)
                if (const auto colour = parse_colour(reader.text(role.name))) palette->*role.colour = *colour;
            if (reader.has("stroke_scale"))
                palette->stroke_scale = static_cast<float>(reader.number("stroke_scale"));
            if (reader.has("glow")) palette->glow = reader.boolean("glow");
            if (reader.has("outlined")) palette->outlined = reader.boolean("outlined");
        }
    }

    std::vector<GroundStop> stops(const Reader& reader) {
        std::vector<GroundStop> out;
        for (const Node* node : reader.nodes("ground")) {
            const Section* sections[] = {&reader.inner("ground")};
            const Reader stop(*node, sections, file_, diagnostics_);
            const float at = static_cast<float>(stop.has("at") ? stop.number("at") : 0.0);
            if (!out.empty() && at <= out.back().at)
                diagnostics_.push_back({Severity::Error, stop.place("at"), "value",
                                        "at: expected stops in order from 0 to 1, found one that goes back",
                                        "sort the stops"});
            out.push_back({at, parse_colour(stop.text("colour")).value_or(Colour{})});
        }
        return out;
    }

    void styles(const Node& types, const Section& section) {
        const Section* sections[] = {&section};
        const Reader reader(types, sections, file_, diagnostics_);
        for (std::size_t role = 0; role < type_role_count; ++role) {
            const std::string_view name = section.keys[role].name;
            const Node* node = reader.node(name);
            if (node == nullptr) continue;
            const Section* inner[] = {&reader.inner(name)};
            const Reader one(*node, inner, file_, diagnostics_);
            text::Style& style = theme_.styles[role];
            if (one.has("font"))
                style.family = one.choice("font") == 0 ? text::Family::Display : text::Family::Text;
            if (one.has("weight")) style.weight = static_cast<int>(one.integer("weight"));
            if (one.has("size")) style.size_px = static_cast<float>(one.number("size"));
            if (one.has("line")) style.line = static_cast<float>(one.number("line"));
            if (one.has("track")) style.tracking_em = static_cast<float>(one.number("track"));
        }
    }

    void report(SourcePlace place, std::string rule, std::string message, std::string help) {
        diagnostics_.push_back(
            {Severity::Error, std::move(place), std::move(rule), std::move(message), std::move(help)});
    }

    // Each must be a picture, at which load.cpp looks, or an outline that can be drawn and lies on the grid.
    void icons(const Node& node, SourcePlace place) {
        constexpr float grid_units = 32, stroke_units = 4;
        if (node.members.size() > theme_icons_max)
            report(std::move(place), "bounds",
                   say("icons: expected at most ", theme_icons_max, ", found ", node.members.size()),
                   "take out those that no slide names");
        for (const Member& member : node.members) {
            const Node& value = member.value;
            const SourcePlace at{file_, value.line, value.column};
            if (is_icon_file(value.text)) {
                theme_.icons.insert_or_assign(member.name, value.text);
                continue;
            }
            const Result<Path> path = parse_svg_path(value.text);
            if (!path) {
                report(at, "value", say("icons.", member.name, ": ", path.error().message),
                       "draw it on a grid of 32 units and paste the d of its <path>, or name a file such as "
                       "icons/otter.png");
                continue;
            }
            const bool inside = std::ranges::all_of(path->points, [](Point point) {
                return point.x >= -stroke_units && point.y >= -stroke_units &&
                       point.x <= grid_units + stroke_units && point.y <= grid_units + stroke_units;
            });
            if (!inside)
                report(at, "value",
                       say("icons.", member.name, ": expected points from 0 to 32, found some outside"),
                       "scale the drawing to a grid of 32 units");
            theme_.icons.insert_or_assign(member.name, value.text);
        }
    }

    const std::string& file_;
    Theme theme_;
    ThemeLayer layer_;
    Diagnostics& diagnostics_;
};

} // namespace

Theme load_theme(const Node& root, const std::string& file, Theme theme, ThemeLayer layer,
                 Diagnostics& diagnostics) {
    return ThemeLoader(file, std::move(theme), layer, diagnostics).run(root);
}

} // namespace kiosk::deck
