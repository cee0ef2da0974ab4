// A file of a deck, among the sound ones of the gallery; which one it stands for is told by what is in it.
// Oracle: a deck comes out exactly when no finding is an error, the same files give the same deck and the
// same findings twice, and whatever comes out is within the bounds and can be checked.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "deck/check.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"
#include "deck/memory_files.hpp"

namespace {

using namespace kiosk::deck;

void must(bool true_of_every_input) {
    if (!true_of_every_input) std::abort();
}

MemoryFiles folder(const std::string& name) {
    namespace fs = std::filesystem;
    MemoryFiles files;
    const fs::path root = fs::path(KIOSK_SOURCE_DIR) / name;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files.set(fs::relative(entry.path(), root).generic_string(),
                  std::string(std::istreambuf_iterator<char>(in), {}));
    }
    return files;
}

std::string role(std::string_view text) {
    const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
    if (has("[[slide]]")) return "deck.toml";
    if (has("[[fact]]")) return "facts.toml";
    if (has("[[entry]]")) return "help.toml";
    if (has("[[step]]")) return "form.toml";
    if (has("[night]") || has("[icons]")) return "theme.toml";
    return "lang/ar.toml";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto assets = load_assets(folder("assets"));
    static const MemoryFiles sound = folder("config/river");
    must(assets.ok());
    MemoryFiles files = sound;
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    files.set(role(text), text);
    const LoadedDeck one = load_deck(files, *assets, "2026-11-30");
    must((one.deck != nullptr) == !has_errors(one.diagnostics));
    const LoadedDeck two = load_deck(files, *assets, "2026-11-30");
    must(one.diagnostics.size() == two.diagnostics.size());
    if (!one.deck) return 0;
    must(two.deck != nullptr && one.deck->version == two.deck->version);
    must(one.deck->slides.size() <= static_cast<std::size_t>(slides_max) && !one.deck->languages.empty());
    for (const Slide& slide : one.deck->slides) must(slide.duration_ms > 0);
    static_cast<void>(less_allowed(one, check_deck(one, {}, "deck.toml", "theme.toml")));
    return 0;
}
