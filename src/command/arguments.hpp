// Command lines: long options, "--" and positional arguments, as Unix programs take them. Each command states
// its options in a table; the table is also its --help.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kiosk::command {

struct Option {
    std::string_view name;       // without the dashes
    std::string_view value_name; // "FILE"; "" for a flag
    std::string_view help;
};

class Arguments {
  public:
    // Takes "--name value" and "--name=value". An unknown option is an error that names the nearest known
    // one.
    static Result<Arguments> parse(std::span<const std::string> words, std::span<const Option> options);
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const; // the last one given
    [[nodiscard]] std::string value_or(std::string_view name, std::string_view otherwise) const;
    [[nodiscard]] const std::vector<std::string>& positional() const { return positional_; }

  private:
    std::vector<std::pair<std::string, std::string>> options_;
    std::vector<std::string> positional_;
};

// One subcommand: `run` returns the exit status of the contract.
struct Command {
    std::string_view name;
    std::string_view usage;   // "export --out DIR [--key FILE --format csv|xlsx|giftaid|jsonl]"
    std::string_view summary; // one line
    std::span<const Option> options;
    int (*run)(const Arguments& arguments);
    std::size_t words_max = 0; // files and folders besides the options
};

// A limit for commands that take any number of words.
constexpr std::size_t words_unlimited = 1'000'000;
// A word more than the command takes is a mistake, not something to pass over: exit status 2.
[[nodiscard]] Result<void> check_words(const Command& command, const Arguments& arguments);

// The help text of one command: usage, summary, options in columns.
[[nodiscard]] std::string help(std::string_view program, const Command& command);
// Prints "program: message" to standard error and returns the exit status of the fault.
int fail(std::string_view program, const Error& error);

} // namespace kiosk::command
