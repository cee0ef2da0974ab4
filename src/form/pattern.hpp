// A field's own pattern: an ECMAScript regular expression that the whole value must match. The library's own
// type stays out of the headers, for nearly every file reads one of them and <regex> takes a compiler longer
// than all else there.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

namespace kiosk::form {

class Pattern {
  public:
    // Nothing where `expression` is no regular expression.
    [[nodiscard]] static std::optional<Pattern> compile(std::string_view expression);
    // Keeps nothing of `value`.
    [[nodiscard]] bool matches(std::string_view value) const;

  private:
    struct Compiled;
    explicit Pattern(std::shared_ptr<const Compiled> compiled);
    std::shared_ptr<const Compiled> compiled_; // never null
};

} // namespace kiosk::form
