// pledge-kiosk: hands over to one subcommand; without one, to `run`.
#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "base/nearest.hpp"
#include "base/result.hpp"
#include "command/command.hpp"
#include "command/decode_picture.hpp"

namespace {

using namespace kiosk;

constexpr std::string_view program = "pledge-kiosk";

const std::array commands{&command::run_command,       &command::demo_command,    &command::check_command,
                          &command::render_command,    &command::status_command,  &command::upload_command,
                          &command::export_command,    &command::open_command,    &command::keygen_command,
                          &command::golive_command,    &command::recover_command, &command::pin_command,
                          &command::translate_command, &command::doctor_command};

void print_help() {
    std::printf("usage: pledge-kiosk [COMMAND] [OPTIONS]\n\nA kiosk for charity events: slides, and pledges "
                "by touch. "
                "Without a command it runs the kiosk.\n\ncommands:\n");
    for (const command::Command* each : commands)
        std::printf("  %-10.*s %.*s\n", static_cast<int>(each->name.size()), each->name.data(),
                    static_cast<int>(each->summary.size()), each->summary.data());
    std::printf(
        "\n`pledge-kiosk COMMAND --help` tells more of one.\n\nexit status: 0 done; 1 faults found; 2 wrong "
        "usage; "
        "3 the machine lacks something;\n  4 key or passphrase is wrong; 5 the network or the hub said no\n");
}

const command::Command* find(std::string_view name) {
    for (const command::Command* each : commands)
        if (each->name == name) return each;
    return nullptr;
}

int unknown_command(const std::string& name) {
    std::vector<std::string_view> known;
    for (const command::Command* each : commands) known.push_back(each->name);
    const auto near = nearest(name, known);
    return command::fail(program, usage_error("no command '" + name + "'" +
                                              (near ? "; did you mean '" + std::string(*near) + "'?"
                                                    : "; `pledge-kiosk --help` lists them")));
}

int dispatch(std::vector<std::string> words) {
    if (const auto ended = command::run_decoder(words)) return *ended;
    const command::Command* chosen = &command::run_command;
    if (!words.empty()) {
        if (words[0] == "--help" || words[0] == "help") return print_help(), 0;
        if (words[0] == "--version") return std::printf("pledge-kiosk %s\n", KIOSK_VERSION), 0;
        if (!words[0].starts_with("-")) {
            chosen = find(words[0]);
            if (chosen == nullptr) return unknown_command(words[0]);
            words.erase(words.begin());
        }
    }
    for (const std::string& word : words) {
        if (word == "--") break;
        if (word == "--help") return std::fputs(command::help(program, *chosen).c_str(), stdout), 0;
    }
    auto arguments = command::Arguments::parse(words, chosen->options);
    auto taken = arguments ? command::check_words(*chosen, *arguments) : Result<void>(arguments.error());
    if (!taken) {
        const int status = command::fail(program, taken.error());
        std::fprintf(stderr, "`pledge-kiosk %.*s --help` lists the options.\n",
                     static_cast<int>(chosen->name.size()), chosen->name.data());
        return status;
    }
    return chosen->run(*arguments);
}

} // namespace

int main(int count, char** words) {
    // The last line of defence: an exception here is our mistake, and what it says may hold nothing typed.
    try {
        return dispatch({words + 1, words + count});
    } catch (const std::exception&) {
        std::fputs("pledge-kiosk: stopped by a fault of its own\n", stderr);
        return 1;
    }
}
