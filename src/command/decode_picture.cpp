#include "command/decode_picture.hpp"

#include <filesystem>
#include <system_error>

#include "photo/decode_child.hpp"

namespace kiosk::command {

std::optional<int> run_decoder(std::span<const std::string> words) {
    if (words.empty() || words[0] != photo::decode_word) return std::nullopt;
    return photo::run_decode_child(words.subspan(1));
}

std::string decoder_program() {
    constexpr const char* own = "/proc/self/exe";
    std::error_code failed;
    const auto program = std::filesystem::read_symlink(own, failed);
    return !failed && program.filename().string().starts_with("pledge-kiosk") ? own : "";
}

} // namespace kiosk::command
