#include "scene/stage.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "deck/files.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"
#include "scene/ground.hpp"

namespace kiosk::test {

namespace {

// The files of a folder of this repository.
class FolderFiles final : public deck::Files {
  public:
    explicit FolderFiles(std::string folder) : folder_(KIOSK_SOURCE_DIR "/" + std::move(folder)) {}
    Result<std::optional<std::string>> read(std::string_view path, std::size_t bytes_max) const override {
        std::ifstream file(folder_ / path, std::ios::binary);
        if (!file) return std::optional<std::string>{};
        std::ostringstream text;
        text << file.rdbuf();
        std::string bytes = text.str();
        if (bytes.size() > bytes_max) return input_error(display_name(path) + " is too long");
        return std::optional<std::string>(std::move(bytes));
    }
    std::vector<std::string> list(std::string_view folder) const override {
        std::vector<std::string> names;
        if (!std::filesystem::is_directory(folder_ / folder)) return names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / folder))
            if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    std::string display_name(std::string_view path) const override { return (folder_ / path).string(); }

  private:
    std::filesystem::path folder_;
};

} // namespace

Stage::Stage() {
    auto loaded = deck::load_assets(FolderFiles("assets"));
    if (!loaded) throw std::runtime_error(loaded.error().message);
    assets = std::move(loaded).value();
    deck.theme = assets.theme;
}

void Stage::save(const scene::Picture& picture, const scene::Context& context, deck::Ground ground,
                 const scene::Moment& moment, const std::string& name) {
    draw::DrawList list;
    scene::draw_ground(list, context.palette(ground), canvas(context.look.orientation));
    picture.draw(list, moment);
    picture.draw_button(list, nullptr, {}, {}, moment);
    (context.portrait() ? portrait_ : landscape_).save(list, "scene-" + name);
}

deck::DeckPointer deck_of(const std::string& folder, const deck::Assets& assets) {
    deck::LoadedDeck loaded = deck::load_deck(FolderFiles(folder), assets);
    if (!loaded.deck) throw std::runtime_error(folder + " has an error: run pledge-kiosk check on it");
    return loaded.deck;
}

deck::DeckPointer shipped_deck(const deck::Assets& assets) {
    return deck_of("config/osec", assets);
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
