#include "hub/form_body.hpp"

#include "base/ascii.hpp"

namespace kiosk::hub {

namespace {

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const auto high = ascii::hex_value(text[i + 1]), low = ascii::hex_value(text[i + 2]);
        if (!high || !low) return std::nullopt;
        out += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return out;
}

// Cuts off what stands before `mark`, or everything.
std::string_view take_before(std::string_view& text, char mark) {
    const std::size_t end = text.find(mark);
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return taken;
}

} // namespace

std::optional<FormFields> parse_form_body(std::string_view body) {
    FormFields fields;
    while (!body.empty()) {
        std::string_view pair = take_before(body, '&');
        if (pair.empty()) continue;
        const auto name = decoded(take_before(pair, '='));
        auto value = decoded(pair);
        if (!name || !value || !fields.emplace(*name, std::move(*value)).second) return std::nullopt;
    }
    return fields;
}

std::string_view field_of(const FormFields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view cookie_of(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        std::string_view pair = take_before(header, ';');
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        const std::string_view found = take_before(pair, '=');
        if (found == name) return pair;
    }
    return {};
}

} // namespace kiosk::hub
