#include "shadow.hpp"

#include <cctype>
#include <string>

#include <doctest/doctest.h>

#include "command/disk_files.hpp"
#include "command/fonts.hpp"
#include "deck/load.hpp"
#include "deck/load_assets.hpp"
#include "platform/clock.hpp"

namespace kiosk::test {

using scene::Control;
using scene::ControlKind;

Shadow::Shadow(scene::Orientation orientation) {
    const std::string source = KIOSK_SOURCE_DIR;
    auto assets = deck::load_assets(command::DiskFiles(source + "/assets"));
    REQUIRE_MESSAGE(assets.ok(), assets.error().message);
    assets_ = std::move(*assets);
    auto deck = deck::load_deck(command::DiskFiles(source + "/config/osec"), assets_, "");
    REQUIRE(deck.deck != nullptr);
    auto fonts = command::load_fonts();
    REQUIRE_MESSAGE(fonts.ok(), fonts.error().message);
    fonts_ = std::move(*fonts);
    scene::Look look;
    look.orientation = orientation;
    look.language = deck.deck->languages.front().tag;
    app::start(state_, deck.deck, assets_, look, {}, platform::monotonic_now());
    state_.banner = app::Banner::Demo;
    view_ = std::make_unique<app::View>(*fonts_);
    look_again();
}

void Shadow::look_again() {
    const Instant now = platform::monotonic_now();
    view_->prepare(state_, now);
    view_->draw(state_, now, list_, hits_);
    view_->settle(state_);
}

Rect Shadow::place(Control control) {
    feed(app::Tick{});
    look_again();
    return hits_.rect_of(control);
}

bool Shadow::types(Control key) const {
    const form::LayoutKey* found = state_.keyboard.key(key.index);
    return found != nullptr &&
           (found->action == form::KeyAction::Type || found->action == form::KeyAction::Space);
}

Control Shadow::key_towards(std::string_view character) const {
    const form::Keyboard& keyboard = state_.keyboard;
    const auto find = [&](auto&& is_it) {
        for (int index = 0; const form::LayoutKey* key = keyboard.key(index); ++index)
            if (keyboard.used(*key) && is_it(*key)) return Control{ControlKind::KeyboardKey, index, 0};
        return Control{};
    };
    const Control typed = find([&](const form::LayoutKey& key) {
        return (key.action == form::KeyAction::Space && character == " ") ||
               (key.action == form::KeyAction::Type && keyboard.label(key) == character);
    });
    if (typed) return typed;
    const bool letter =
        character.size() == 1 && std::isalpha(static_cast<unsigned char>(character.front())) != 0;
    const bool at_letters = keyboard.face() == form::Face::Letters;
    const form::KeyAction leads = !at_letters ? form::KeyAction::Letters
                                  : letter    ? form::KeyAction::Shift
                                              : form::KeyAction::Symbols;
    return find([&](const form::LayoutKey& key) { return key.action == leads; });
}

void Shadow::touch(Point at) {
    look_again();
    const Instant now = platform::monotonic_now();
    feed(FingerEvent{Touch::Down, 1, at, now});
    feed(FingerEvent{Touch::Up, 1, at, now});
}

void Shadow::feed(const app::Input& input) {
    app::update(state_, input, platform::monotonic_now(), hits_, effects_);
    effects_.clear();
}

} // namespace kiosk::test
