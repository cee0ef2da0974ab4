#include "deck/load_assets.hpp"

#include "deck/flatten.hpp"
#include "deck/load_keyboard.hpp"
#include "deck/load_theme.hpp"
#include "deck/parse_toml.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

constexpr std::size_t icons_max = 200;
constexpr std::size_t land_bytes_max = std::size_t{1} << 20; // 4,000 lines of two numbers are far under it

// The words of our own source come first, so that they are the ones to fall back to.
constexpr std::string_view source_language = "en";

class AssetLoader {
  public:
    explicit AssetLoader(const Files& files) : files_(files) {}

    Result<Assets> run() {
        words();
        keyboards();
        icons();
        if (const auto root = toml("theme.toml"))
            assets_.theme =
                load_theme(*root, files_.display_name("theme.toml"), {}, ThemeLayer::Default, diagnostics_);
        assets_.land_landscape = land("map/land_landscape.csv");
        assets_.land_portrait = land("map/land_portrait.csv");
        if (!has_errors(diagnostics_)) return std::move(assets_);
        std::string message = "the program's own files are damaged; install it again";
        for (const Diagnostic& one : diagnostics_) message += "\n" + to_text(one);
        return machine_error(std::move(message));
    }

  private:
    void report(const std::string& path, std::string message, std::string help = {}) {
        diagnostics_.push_back({Severity::Error,
                                {files_.display_name(path), 0, 0},
                                "missing-file",
                                std::move(message),
                                std::move(help)});
    }

    std::optional<std::string> text(const std::string& path, std::size_t bytes_max) {
        auto bytes = files_.read(path, bytes_max);
        if (!bytes) {
            report(path, bytes.error().message);
            return std::nullopt;
        }
        if (!*bytes) report(path, "expected this file, found none");
        return std::move(*bytes);
    }

    std::optional<Node> toml(const std::string& path) {
        const auto bytes = text(path, toml_bytes_max);
        return bytes ? parse_toml(*bytes, files_.display_name(path), diagnostics_) : std::nullopt;
    }

    // "en" before all others; then as the folder lists them.
    std::vector<std::string> tags(const std::string& folder) {
        std::vector<std::string> out;
        for (const std::string& name : files_.list(folder)) {
            if (!name.ends_with(".toml")) continue;
            std::string tag = name.substr(0, name.size() - 5);
            out.insert(tag == source_language ? out.begin() : out.end(), std::move(tag));
        }
        if (out.empty() || out.front() != source_language)
            report(folder, "expected en.toml in it, found none");
        return out;
    }

    void words() {
        std::map<std::string, Localised, std::less<>> all;
        for (const std::string& tag : tags("words")) {
            const std::string path = say("words/", tag, ".toml");
            const auto root = toml(path);
            if (!root) continue;
            for (auto& [key, placed] : flatten(*root, files_.display_name(path), diagnostics_)) {
                if (tag != source_language && !all.contains(key))
                    diagnostics_.push_back({Severity::Error, placed.place, "unknown-key",
                                            say("expected a key of words/en.toml, found ", key),
                                            "take it out"});
                all[key].entries.emplace_back(tag, std::move(placed.text));
            }
        }
        for (auto& [key, localised] : all) assets_.words.set(key, std::move(localised));
    }

    void keyboards() {
        for (const std::string& tag : tags("keyboards")) {
            const std::string path = say("keyboards/", tag, ".toml");
            if (const auto root = toml(path))
                assets_.keyboards.push_back(load_keyboard(*root, files_.display_name(path), diagnostics_));
        }
    }

    void icons() {
        const auto root = toml("icons.toml");
        if (!root) return;
        const Node* icons = root->find("icons");
        if (icons == nullptr || icons->members.size() > icons_max) {
            report("icons.toml", say("expected a table [icons] with at most ", icons_max, " of them"));
            return;
        }
        for (auto& [name, placed] : flatten(*icons, files_.display_name("icons.toml"), diagnostics_))
            assets_.icons.emplace(name, std::move(placed.text));
    }

    std::vector<LandPoint> land(const std::string& path) {
        const auto bytes = text(path, land_bytes_max);
        if (!bytes) return {};
        auto points = load_land(*bytes, files_.display_name(path));
        if (points) return std::move(*points);
        report(path, points.error().message);
        return {};
    }

    const Files& files_;
    Assets assets_;
    Diagnostics diagnostics_;
};

} // namespace

Result<Assets> load_assets(const Files& files) {
    return AssetLoader(files).run();
}

} // namespace kiosk::deck
