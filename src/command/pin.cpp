#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "platform/terminal.hpp"
#include "staff/pin.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 1> options{
    {{"passphrase-file", "FILE", "the PIN is the first line of this file; else it is asked for"}}};

int run(const Arguments& arguments) {
    const auto file = arguments.value("passphrase-file");
    auto pin = file ? platform::read_passphrase_file(*file)
                    : platform::ask_passphrase("New staff PIN, six digits: ");
    if (!pin) return fail("pledge-kiosk", pin.error());
    const auto hash = staff::hash_pin(*pin);
    if (!hash) return fail("pledge-kiosk", hash.error());
    std::printf("%s\n", hash->c_str());
    std::fputs("Put this line into the settings: staff.pin_hash = \"...\"\n", stderr);
    return 0;
}

} // namespace

const Command pin_command{"pin", "pin [--passphrase-file FILE]",
                          "Makes the hash of a staff PIN for the settings; the PIN itself is kept nowhere.",
                          options, run};

} // namespace kiosk::command
