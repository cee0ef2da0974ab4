// Logging what a visitor typed does not compile. These are checks of the compiler: were a stream operator or
// a conversion to text added to the types that hold what was typed, this file would not build any more.
#include <concepts>
#include <ostream>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "base/secret.hpp"
#include "base/secret_text.hpp"

using namespace kiosk;

namespace {

template <typename T>
concept Streams = requires(std::ostream& log, const T& value) {
    log << value;
};
template <typename T>
concept Joins = requires(const T& value, std::string line) {
    line + value;
}
|| requires(const T& value, std::string line) {
    line += value;
}
|| requires(const T& value, std::string line) {
    line.append(value);
};
template <typename T>
concept BecomesText = std::convertible_to<T, std::string> || std::convertible_to<T, std::string_view> ||
    std::convertible_to<T, const char*> || std::constructible_from<std::string, T> ||
    requires(const T& value) {
    std::to_string(value);
};
template <typename T>
concept CanBeLogged = Streams<T> || Joins<T> || BecomesText<T>;

// The checks themselves can fail: ordinary text goes into any log.
static_assert(Streams<std::string> && Joins<std::string_view> && BecomesText<const char*>);
static_assert(CanBeLogged<std::string> && CanBeLogged<std::string_view> && CanBeLogged<int>);

static_assert(!CanBeLogged<SecretBytes>);
static_assert(!CanBeLogged<SecretText>);
// Nor does a secret go where text is asked for, or get copied.
static_assert(!std::convertible_to<std::string_view, SecretText>, "named where it is made");
static_assert(!std::copyable<SecretBytes>);

} // namespace

TEST_CASE("what was typed can be compared and measured, and is revealed by name alone") {
    const SecretText typed{std::string_view("Ada")};
    CHECK(typed == "Ada");
    CHECK_FALSE(typed == "Bob");
    CHECK(typed.size() == 3);
    CHECK_FALSE(typed.empty());
    CHECK(SecretText{}.empty());
    CHECK(typed.reveal() == "Ada");
}
