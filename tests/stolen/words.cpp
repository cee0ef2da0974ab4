#include "stolen/words.hpp"

#include <cctype>
#include <fstream>
#include <random>

namespace kiosk::test {

namespace {

constexpr unsigned char mangle = 0xA5;

} // namespace

Word::Word(std::string name, std::size_t letters, const std::string& alphabet, bool capital,
           const std::string& ending)
    : name_(std::move(name)) {
    std::random_device random;
    for (std::size_t i = 0; i < letters; ++i) {
        const char letter = alphabet[random() % alphabet.size()];
        const int said = i == 0 && capital ? std::toupper(letter) : letter;
        mangled_.push_back(static_cast<unsigned char>(said ^ mangle));
    }
    for (const char letter : ending) mangled_.push_back(static_cast<unsigned char>(letter ^ mangle));
}

char Word::letter(std::size_t index) const {
    return static_cast<char>(mangled_[index] ^ mangle);
}

std::string Word::line(const std::vector<std::uint32_t>& glyph_of) const {
    std::string line = name_ + "\t";
    for (std::size_t i = 0; i < size(); ++i) {
        constexpr const char* digits = "0123456789abcdef";
        const auto value = static_cast<unsigned char>(letter(i));
        line += digits[value >> 4U];
        line += digits[value & 15U];
    }
    line += "\t";
    for (std::size_t i = 0; i < size() && !glyph_of.empty(); ++i)
        line += std::to_string(glyph_of[static_cast<unsigned char>(letter(i))]) + ",";
    return line + "\n";
}

void Words::write(const std::filesystem::path& file, const std::vector<std::uint32_t>& glyph_of) const {
    std::ofstream out(file);
    out << name.line(glyph_of) << email.line(glyph_of) << phone.line(glyph_of);
}

} // namespace kiosk::test
