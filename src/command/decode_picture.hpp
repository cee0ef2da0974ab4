// The hidden side of the program: started by itself as the child that decodes one picture (photo/). Looked
// for by main() before anything else; no person calls it.
#pragma once

#include <optional>
#include <span>
#include <string>

namespace kiosk::command {

// The exit status, where the words are the child's; nothing where they are a person's.
[[nodiscard]] std::optional<int> run_decoder(std::span<const std::string> words);
// The program to start as the child: this one, where it is pledge-kiosk. Empty in any other, such as a test,
// which would start itself again and again: there no picture is decoded.
[[nodiscard]] std::string decoder_program();

} // namespace kiosk::command
