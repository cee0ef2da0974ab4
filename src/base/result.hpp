// Result<T>: a value, or an Error that a person can act on. Every fallible function of ours returns one;
// the exceptions of libraries stop in the file that adapts the library. An absent thing is no error: use
// std::optional inside the Result for that.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace kiosk {

// What sort of thing went wrong; decides the exit status of the commands (see exit_status).
enum class Fault : std::uint8_t {
    Input,   // what was given is wrong: a file, a record, a value
    Usage,   // the command line is wrong
    Machine, // the machine lacks something: display, disk, permission, or another instance runs
    Key,     // a key or passphrase is wrong
    Network, // the network or the hub said no
    Bug,     // ours; asserted in tests
};

// Where, what was expected, what was found and what to do, in one or two plain sentences.
// Never holds what a visitor typed.
struct Error {
    Fault fault = Fault::Input;
    std::string message;
    int code = 0; // the library's or the system's own number, where staff could look it up
};

// The exit status of the contract: 1 input, 2 usage, 3 machine, 4 key, 5 network.
[[nodiscard]] constexpr int exit_status(Fault fault) {
    switch (fault) {
    case Fault::Input: return 1;
    case Fault::Usage: return 2;
    case Fault::Machine: return 3;
    case Fault::Key: return 4;
    case Fault::Network: return 5;
    case Fault::Bug: return 1;
    }
    return 1;
}

template <typename T> class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    // Asking for the value of a failed result ends the program: look first.
    [[nodiscard]] T& value() & { return std::get<0>(state_); }
    [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

    [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

  private:
    std::variant<T, Error> state_;
};

// Success without a value.
struct Done {};
template <> class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Done) {}
    Result(Error error) : error_(std::move(error)), ok_(false) {}
    [[nodiscard]] bool ok() const { return ok_; }
    explicit operator bool() const { return ok_; }
    [[nodiscard]] const Error& error() const { return error_; }

  private:
    Error error_;
    bool ok_ = true;
};

[[nodiscard]] inline Error input_error(std::string message) {
    return {Fault::Input, std::move(message), 0};
}
[[nodiscard]] inline Error usage_error(std::string message) {
    return {Fault::Usage, std::move(message), 0};
}
[[nodiscard]] inline Error machine_error(std::string message, int code = 0) {
    return {Fault::Machine, std::move(message), code};
}
[[nodiscard]] inline Error key_error(std::string message) {
    return {Fault::Key, std::move(message), 0};
}
[[nodiscard]] inline Error network_error(std::string message, int code = 0) {
    return {Fault::Network, std::move(message), code};
}

} // namespace kiosk
