#include "record/age_header.hpp"

#include <algorithm>
#include <optional>

#include "record/bytes.hpp"
#include "record/seal.hpp"

namespace kiosk::record {
namespace {

constexpr std::string_view version_line = "age-encryption.org/v1";
constexpr std::size_t body_columns = 64;

Error header_error(std::string_view what) {
    return {Fault::Input,
            "The age file's header is broken: " + std::string(what) + ". Use another copy of the file.",
            static_cast<int>(OpenFault::Header)};
}

// Takes lines that end in LF, one after the other.
class Lines {
  public:
    explicit Lines(std::string_view text) : text_(text) {}
    [[nodiscard]] std::size_t position() const { return position_; }
    std::optional<std::string_view> next() {
        const std::size_t end = text_.find('\n', position_);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view line = text_.substr(position_, end - position_);
        position_ = end + 1;
        return line;
    }

  private:
    std::string_view text_;
    std::size_t position_ = 0;
};

// Arguments of visible ASCII, parted by single spaces; none is empty.
std::optional<std::vector<std::string>> split_arguments(std::string_view text) {
    std::vector<std::string> arguments(1);
    for (const char character : text) {
        if (character == ' ') {
            arguments.emplace_back();
        } else if (character < 33 || character > 126) {
            return std::nullopt;
        } else {
            arguments.back() += character;
        }
    }
    for (const std::string& argument : arguments)
        if (argument.empty()) return std::nullopt;
    return arguments;
}

Result<Stanza> read_stanza(std::string_view first_line, Lines& lines) {
    auto arguments = split_arguments(first_line);
    if (!arguments) return header_error("the first line of a stanza is malformed");
    Stanza stanza{std::move(*arguments), {}};
    for (;;) {
        const auto line = lines.next();
        if (!line || line->size() > body_columns) return header_error("the body of a stanza is malformed");
        const auto bytes = parse_base64_unpadded(*line, body_columns);
        if (!bytes) return header_error("the body of a stanza is no canonical base64");
        stanza.body.insert(stanza.body.end(), bytes->begin(), bytes->end());
        if (line->size() < body_columns) return stanza; // the last line is short, or empty
    }
}

} // namespace

Result<AgeHeader> parse_age_header(std::span<const std::uint8_t> file) {
    const std::string_view text(reinterpret_cast<const char*>(file.data()),
                                std::min(file.size(), header_bytes_max));
    if (text.starts_with("-----BEGIN AGE ENCRYPTED FILE"))
        return Error{
            Fault::Input,
            "This age file is armored (text). Take the armor off first: age -d and age without -a write the "
            "binary form that is expected here.",
            static_cast<int>(OpenFault::Armored)};
    Lines lines(text);
    const auto version = lines.next();
    if (!version || *version != version_line)
        return header_error("it does not begin with age-encryption.org/v1");
    AgeHeader header;
    for (;;) {
        const std::size_t start = lines.position();
        const auto line = lines.next();
        if (!line) return header_error("it ends too early");
        if (line->starts_with("-> ")) {
            if (header.stanzas.size() == stanzas_max) return header_error("it has too many stanzas");
            auto stanza = read_stanza(line->substr(3), lines);
            if (!stanza) return stanza.error();
            header.stanzas.push_back(std::move(*stanza));
        } else if (line->starts_with("--- ")) {
            auto mac = parse_base64_unpadded(line->substr(4), 32);
            if (!mac || mac->size() != 32) return header_error("its MAC line is malformed");
            header.mac = std::move(*mac);
            header.mac_covers = start + 3;
            header.size = lines.position();
            break;
        } else {
            return header_error("a line is neither a stanza nor the MAC");
        }
    }
    if (header.stanzas.empty()) return header_error("it names no recipient");
    return header;
}

std::string write_age_header(std::span<const Stanza> stanzas) {
    std::string text(version_line);
    text += '\n';
    for (const Stanza& stanza : stanzas) {
        text += "->";
        for (const std::string& argument : stanza.arguments) text += " " + argument;
        text += '\n';
        const std::string body = base64_unpadded(stanza.body);
        std::size_t at = 0;
        for (; body.size() - at >= body_columns; at += body_columns)
            text += body.substr(at, body_columns) + "\n";
        text += body.substr(at) + "\n";
    }
    return text + "---";
}

} // namespace kiosk::record
