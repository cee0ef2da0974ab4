#include "form/pattern.hpp"

#include <regex>
#include <utility>

namespace kiosk::form {

struct Pattern::Compiled {
    std::regex regex;
};

Pattern::Pattern(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

std::optional<Pattern> Pattern::compile(std::string_view expression) {
    try {
        std::regex regex(expression.begin(), expression.end(), std::regex::ECMAScript);
        return Pattern(std::make_shared<const Compiled>(Compiled{std::move(regex)}));
    } catch (const std::regex_error&) {
        return std::nullopt;
    }
}

bool Pattern::matches(std::string_view value) const {
    return std::regex_match(value.begin(), value.end(), compiled_->regex);
}

} // namespace kiosk::form
