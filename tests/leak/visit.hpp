// A visitor of the real kiosk, off screen, with its store, uploader and hub, who types random words on the
// on-screen keyboard and goes; and the search for what is left of those words. For the tests of this folder.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/geometry.hpp"
#include "command/visitor.hpp"
#include "leak/memory_scan.hpp"

namespace kiosk::test {

// The words of one visitor; the same for the same seed.
struct Words {
    Sentinel first, last, email, house;
    explicit Words(std::uint64_t seed);
    // Of the first `letters` that are typed, field after field; words of which less than six are left out.
    [[nodiscard]] std::vector<Pattern> patterns(const std::vector<std::uint32_t>& glyphs,
                                                std::size_t letters = 1'000) const;
};

class Visit {
  public:
    // Throws where the kiosk does not start or does not do what it is asked.
    Visit(PixelSize size, std::filesystem::path folder, std::uint64_t seed);

    void open_form();
    // Fills and goes on until this field, by its id, has been typed.
    void fill_up_to(std::string_view last);
    void confirm();
    void leave();
    void wait_for_dialog();
    void walk_away();   // until the slides are there again
    void skip_to_end(); // of a thank-you that nobody ends
    void touch(scene::ControlKind kind);
    void change_language(int index);

    // Called after each letter.
    std::function<void()> typed_one = [] {};

    [[nodiscard]] std::vector<std::string> in_memory() const;
    [[nodiscard]] std::vector<std::string> in_files() const;
    [[nodiscard]] const app::State& state() const { return kiosk_->state(); }

  private:
    [[nodiscard]] const form::FormState& form() const { return kiosk_->state().form; }
    void touch(scene::Control control);
    void type(int index, const Sentinel& word);
    void fill(int index);
    void put_keyboard_away();

    std::filesystem::path folder_;
    std::string printed_;
    std::vector<std::uint32_t> glyphs_;
    Words words_;
    std::unique_ptr<command::Kiosk> kiosk_;
    std::unique_ptr<command::Visitor> visitor_;
};

} // namespace kiosk::test
