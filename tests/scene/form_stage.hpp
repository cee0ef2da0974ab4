// A stage for tests of forms and sheets: a charity that does not exist, its three-step pledge, an English
// keyboard, and a screen to draw it on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "form/keyboard.hpp"
#include "form/state.hpp"
#include "scene/form_screen.hpp"
#include "scene/stage.hpp"

namespace kiosk::test {

[[nodiscard]] form::Definition pledge_form();
[[nodiscard]] form::KeyboardLayout english_keyboard();

// Checks that every target is large enough, on the screen, and touches no other.
void check_targets(const scene::HitMap& hits, const scene::Look& look);

class FormStage {
  public:
    explicit FormStage(scene::Look look = {});
    [[nodiscard]] scene::Context context() { return stage.context(look); }
    [[nodiscard]] int at(std::string_view id) const { return form.index_of(id); }
    void fill(std::string_view id, std::string_view words); // focus and type
    void focus(std::string_view id);
    void leave();
    void to_step_two(); // monthly, ten pounds
    void to_step_three();
    // Draws into `list` and `hits`; with a name also to out/form-NAME.png.
    void draw(const std::string& name = {}, scene::FormMoment moment = {});
    void save(const std::string& name);
    // A deck that ships, in `language`, with its keyboard.
    void use_shipped(const std::string& language, const std::string& folder = "config/osec");
    // All words of the interface and of the form become longer by two fifths.
    void lengthen();

    Stage stage;
    scene::Look look;
    std::shared_ptr<form::Definition> definition = std::make_shared<form::Definition>(pledge_form());
    form::FormState form;
    form::KeyboardLayout layout = english_keyboard();
    form::Keyboard keyboard;
    scene::Feel feel;
    scene::FormScreen screen;
    draw::DrawList list;
    scene::HitMap hits;

  private:
    Specimen landscape_{PixelSize{1920, 1080}}, portrait_{PixelSize{1080, 1920}};
};

} // namespace kiosk::test
