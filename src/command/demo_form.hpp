// How the demo's visitor fills any form: what to choose and to type, by the kind of each field, and a memory
// of it to compare with what the charity reads at the end. Made-up people only.
#pragma once

#include <map>
#include <string>

#include "command/visitor.hpp"

namespace kiosk::command {

class DemoForm {
  public:
    explicit DemoForm(Kiosk& kiosk, Visitor& visitor) : kiosk_(kiosk), visitor_(visitor) {}

    // Fills what the present step shows and asks for.
    Result<void> fill_step();
    // By its "Done" key, as long as there is a field that it leads to.
    Result<void> put_keyboard_away();
    // What was typed so far, by the id of its field.
    [[nodiscard]] const std::map<std::string, std::string>& typed() const { return typed_; }

  private:
    Result<void> touch(scene::Control control);
    Result<void> fill(int field);
    Result<void> type_into(int field, const std::string& text);
    [[nodiscard]] std::string sample(const form::Field& field);

    Kiosk& kiosk_;
    Visitor& visitor_;
    std::map<std::string, std::string> typed_; // by field id
    int names_ = 0;
};

} // namespace kiosk::command
