// What a visitor typed, as those meet it who draw, check or seal it: a view of wiped memory that can be asked
// for its length and compared, and must be revealed by name before anything else is done with it. Without
// stream operators or conversions: to log it does not compile (tests/base/secret_test.cpp).
#pragma once

#include <cstddef>
#include <string_view>

namespace kiosk {

class SecretText {
  public:
    constexpr SecretText() noexcept = default;
    explicit constexpr SecretText(std::string_view text) noexcept : text_(text) {}
    // Pass it on, never keep it: good until the next change of what it is a view of.
    [[nodiscard]] constexpr std::string_view reveal() const { return text_; }
    [[nodiscard]] constexpr std::size_t size() const { return text_.size(); }
    [[nodiscard]] constexpr bool empty() const { return text_.empty(); }
    [[nodiscard]] friend constexpr bool operator==(SecretText one, std::string_view other) {
        return one.text_ == other;
    }

  private:
    std::string_view text_;
};

} // namespace kiosk
