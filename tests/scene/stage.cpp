#include "scene/stage.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "deck/load_land.hpp"
#include "scene/ground.hpp"

namespace kiosk::test {

namespace {

std::string asset(const std::string& path) {
    std::ifstream file(KIOSK_SOURCE_DIR "/assets/" + path, std::ios::binary);
    if (!file) throw std::runtime_error("no assets/" + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// "section.key" -> value as written, without quotes. Enough TOML for the asset files of the program.
std::map<std::string, std::string> flat(const std::string& path) {
    std::map<std::string, std::string> result;
    std::istringstream lines(asset(path));
    std::string line, section;
    while (std::getline(lines, line)) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] == '[') {
            section = line.substr(1, line.find(']') - 1);
            continue;
        }
        const auto equals = line.find(" = ");
        if (equals == std::string::npos) continue;
        std::string value = line.substr(equals + 3);
        if (value.size() > 1 && value[0] == '"') value = value.substr(1, value.rfind('"') - 1);
        for (auto at = value.find("\\n"); at != std::string::npos; at = value.find("\\n"))
            value.replace(at, 2, "\n");
        result[section + "." + line.substr(0, equals)] = value;
    }
    return result;
}

using Flat = std::map<std::string, std::string>;

void read_ground(const std::string& value, deck::Palette& palette) {
    palette.ground.clear();
    for (std::size_t at = value.find("at = "); at != std::string::npos; at = value.find("at = ", at + 1)) {
        const auto hash = value.find('#', at);
        palette.ground.push_back(
            {std::stof(value.substr(at + 5)), parse_colour(value.substr(hash, 7)).value()});
    }
}

void read_palette(const Flat& values, const std::string& section, deck::Palette& palette) {
    const std::map<std::string, Colour*> colours{
        {"text", &palette.text},           {"text_2", &palette.text_2},
        {"line", &palette.line},           {"off", &palette.off},
        {"surface", &palette.surface},     {"surface_2", &palette.surface_2},
        {"raised", &palette.raised},       {"window_dark", &palette.window_dark},
        {"door_open", &palette.door_open}, {"map_land", &palette.map_land},
        {"point_off", &palette.point_off}, {"accent", &palette.accent},
        {"light", &palette.light},         {"light_high", &palette.light_high},
        {"light_low", &palette.light_low}, {"cta", &palette.cta},
        {"cta_text", &palette.cta_text},   {"cta_pressed", &palette.cta_pressed},
        {"focus", &palette.focus}};
    for (const auto& [name, colour] : colours)
        if (const auto found = values.find(section + "." + name); found != values.end())
            *colour = parse_colour(found->second).value();
    if (const auto found = values.find(section + ".ground"); found != values.end())
        read_ground(found->second, palette);
    if (const auto found = values.find(section + ".stroke_scale"); found != values.end())
        palette.stroke_scale = std::stof(found->second);
    if (values.contains(section + ".glow")) palette.glow = false;
    if (values.contains(section + ".outlined")) palette.outlined = true;
}

deck::Theme theme() {
    const Flat values = flat("theme.toml");
    deck::Theme theme;
    const std::array<std::string, 4> grounds{"night", "dawn", "amber", "paper"};
    for (std::size_t contrast = 0; contrast < 3; ++contrast) {
        for (std::size_t ground = 0; ground < 4; ++ground) {
            deck::Palette& palette = theme.palettes[contrast][ground];
            read_palette(values, grounds[ground], palette);
            if (contrast > 0)
                read_palette(values, (contrast == 1 ? "high." : "light.") + grounds[ground], palette);
        }
    }
    const std::array<std::string, deck::type_role_count> roles{
        "hero",        "hero_2", "qualifier",    "display", "title", "title_2", "lead", "body",  "eyebrow",
        "label_slide", "button", "button_small", "label",   "input", "key",     "text", "source"};
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const std::string section = "type." + roles[i] + ".";
        theme.styles[i] = {values.at(section + "font") == "display" ? text::Family::Display
                                                                    : text::Family::Text,
                           std::stoi(values.at(section + "weight")), std::stof(values.at(section + "size")),
                           std::stof(values.at(section + "line")), std::stof(values.at(section + "track"))};
    }
    return theme;
}

} // namespace

Stage::Stage() {
    deck.theme = theme();
    assets.theme = deck.theme;
    for (const auto& [key, value] : flat("icons.toml")) assets.icons[key.substr(key.find('.') + 1)] = value;
    for (const auto& [key, value] : flat("words/en.toml")) assets.words.set(key, words(value));
    assets.land_landscape = deck::load_land(asset("map/land_landscape.csv"), "land_landscape.csv").value();
    assets.land_portrait = deck::load_land(asset("map/land_portrait.csv"), "land_portrait.csv").value();
}

void Stage::save(const scene::Picture& picture, const scene::Context& context, deck::Ground ground,
                 const scene::Moment& moment, const std::string& name) {
    draw::DrawList list;
    scene::draw_ground(list, context.palette(ground), canvas(context.look.orientation));
    picture.draw(list, moment);
    picture.draw_button(list, nullptr, {}, {}, moment);
    (context.portrait() ? portrait_ : landscape_).save(list, "scene-" + name);
}

draw::DrawList drawn(const scene::Picture& picture, const scene::Moment& moment) {
    draw::DrawList list;
    picture.draw(list, moment);
    picture.draw_button(list, nullptr, {}, {}, moment);
    return list;
}

bool same(const draw::DrawList& a, const draw::DrawList& b) {
    if (a.commands().size() != b.commands().size()) return false;
    for (std::size_t i = 0; i < a.commands().size(); ++i)
        if (a.commands()[i].digest != b.commands()[i].digest) return false;
    return true;
}

} // namespace kiosk::test
