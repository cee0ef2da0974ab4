#include "command/arguments.hpp"

#include <algorithm>
#include <cstdio>

#include "base/nearest.hpp"

namespace kiosk::command {

Result<Arguments> Arguments::parse(std::span<const std::string> words, std::span<const Option> options) {
    Arguments out;
    bool only_positional = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (only_positional || word.size() < 3 || !word.starts_with("--")) {
            if (word == "--")
                only_positional = true;
            else
                out.positional_.push_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        const auto option = std::ranges::find(options, name, &Option::name);
        if (option == options.end()) {
            std::vector<std::string_view> known;
            for (const Option& each : options) known.push_back(each.name);
            const auto near = nearest(name, known);
            return usage_error("unknown option --" + name +
                               (near ? "; did you mean --" + std::string(*near) + "?" : ""));
        }
        std::string value;
        if (equals != std::string::npos) {
            if (option->value_name.empty()) return usage_error("--" + name + " takes no value");
            value = word.substr(equals + 1);
        } else if (!option->value_name.empty()) {
            if (i + 1 == words.size())
                return usage_error("--" + name + " needs a value: --" + name + " " +
                                   std::string(option->value_name));
            value = words[++i];
        }
        out.options_.emplace_back(name, value);
    }
    return out;
}

bool Arguments::has(std::string_view name) const {
    return value(name).has_value();
}

std::optional<std::string> Arguments::value(std::string_view name) const {
    for (auto option = options_.rbegin(); option != options_.rend(); ++option)
        if (option->first == name) return option->second;
    return std::nullopt;
}

std::string Arguments::value_or(std::string_view name, std::string_view otherwise) const {
    return value(name).value_or(std::string(otherwise));
}

Result<void> check_words(const Command& command, const Arguments& arguments) {
    if (arguments.positional().size() <= command.words_max) return {};
    return usage_error("'" + arguments.positional()[command.words_max] + "' is one word more than " +
                       std::string(command.name) + " takes");
}

std::string help(std::string_view program, const Command& command) {
    std::string out = "usage: " + std::string(program) + " " + std::string(command.usage) + "\n\n" +
                      std::string(command.summary) + "\n\noptions:\n";
    constexpr std::size_t column = 26;
    const auto line = [&](std::string left, std::string_view right) {
        left.insert(0, "  ");
        if (left.size() + 2 > column)
            left += "\n" + std::string(column, ' ');
        else
            left.append(column - left.size(), ' ');
        out += left + std::string(right) + "\n";
    };
    for (const Option& option : command.options)
        line("--" + std::string(option.name) +
                 (option.value_name.empty() ? "" : " " + std::string(option.value_name)),
             option.help);
    line("--help", "this text");
    return out;
}

int fail(std::string_view program, const Error& error) {
    std::fprintf(stderr, "%.*s: %s\n", static_cast<int>(program.size()), program.data(),
                 error.message.c_str());
    return exit_status(error.fault);
}

} // namespace kiosk::command
