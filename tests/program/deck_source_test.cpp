#include "command/deck_source.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <thread>

#include "platform/clock.hpp"
#include "support/temporary_folder.hpp"

using namespace kiosk;
using namespace kiosk::command;

namespace {

// The shipped deck, in a folder that a test may write to.
struct Copied {
    TemporaryFolder folder;
    deck::Settings settings;
    std::unique_ptr<DeckSource> source;

    Copied() {
        std::filesystem::copy(KIOSK_SOURCE_DIR "/config/osec", folder / "deck",
                              std::filesystem::copy_options::recursive);
        settings.deck = (folder / "deck").string();
        auto opened = DeckSource::open(settings);
        REQUIRE_MESSAGE(opened.ok(), opened.error().message);
        source = std::move(*opened);
    }
    [[nodiscard]] std::string text(const std::string& file) const {
        std::ifstream in(folder / "deck" / file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    // As editors do: another file takes the old one's name.
    void save(const std::string& file, const std::string& text) const {
        const auto path = folder / "deck" / file, part = folder / "part";
        std::ofstream(part, std::ios::binary) << text;
        std::filesystem::rename(part, path);
    }
    // Turns as the kiosk does until `done`; gives the deck that came, if any did.
    template <class Done> deck::DeckPointer wait(Done done) {
        deck::DeckPointer came;
        const Instant end = platform::monotonic_now() + seconds(60);
        do {
            if (auto fresh = source->take_new(platform::monotonic_now())) came = fresh;
            if (done(came)) return came;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        } while (platform::monotonic_now() < end);
        FAIL("nothing came of the saved deck within 60 s");
        return came;
    }
};

} // namespace

TEST_CASE(
    "a deck saved with a mistake leaves the old one in place and says where it is wrong; mended, it comes") {
    Copied copied;
    DeckSource& source = *copied.source;
    const auto old = source.deck();
    const std::string good = copied.text("deck.toml");

    copied.save("deck.toml", good + "\nthis is no deck\n");
    auto came = copied.wait([&](const auto&) { return source.refused(); });
    CHECK(came == nullptr);
    CHECK(source.deck() == old);
    REQUIRE(deck::has_errors(source.findings()));
    const std::string says = deck::to_text(source.findings().front());
    CHECK_MESSAGE(says.find("deck.toml:") != std::string::npos, says);
    CHECK_MESSAGE(says.find(": error: ") != std::string::npos, says);

    copied.save("deck.toml", good + "\n# mended\n");
    came = copied.wait([&](const auto& fresh) { return fresh != nullptr; });
    CHECK_FALSE(source.refused());
    CHECK_FALSE(deck::has_errors(source.findings()));
    CHECK(source.deck() == came);
    CHECK(came->version != old->version);

    REQUIRE(source.can_go_back());
    CHECK(source.go_back() == old);
}

TEST_CASE("a deck whose file is gone for a moment leaves the old one in place") {
    Copied copied;
    const auto old = copied.source->deck();
    const std::string good = copied.text("form.toml");
    std::filesystem::remove(copied.folder / "deck" / "form.toml");
    (void)copied.wait([&](const auto&) { return copied.source->refused(); });
    CHECK(copied.source->deck() == old);
    copied.save("form.toml", good);
    (void)copied.wait([&](const auto&) { return !copied.source->refused(); });
    CHECK(copied.source->deck()->version == old->version);
}

TEST_CASE("a deck with errors does not start a kiosk") {
    const TemporaryFolder folder;
    deck::Settings settings;
    settings.deck = folder.path();
    const auto opened = DeckSource::open(settings);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().fault == Fault::Input);
    CHECK(opened.error().message.find("pledge-kiosk check") != std::string::npos);
}
