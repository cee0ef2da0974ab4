// pledge-hub: receives sealed sign-ups from kiosks, and signs for them. The only file that knows every
// subcommand.
#include <cstdio>
#include <span>
#include <string_view>

#include "hub/commands.hpp"

namespace {

constexpr const char* help_text = R"(Usage: pledge-hub COMMAND [OPTIONS]

  serve [--listen ADDRESS:PORT] [--tls-cert FILE --tls-key FILE | --behind-proxy]
        [--kiosk-rate N] [--address-rate N]
                          receive sign-ups; listens on 127.0.0.1:8443 unless told otherwise. A kiosk may
                          ask 50 times a second, an address 200 times, unless told otherwise; 0: no limit
  staff add NAME [--passphrase-file FILE]
                          let somebody log in to the page at /staff/; asks for a passphrase
  staff remove NAME       end that, and the sessions too
  staff list              who may log in
  tokens add KIOSK        make a kiosk's token, print it once; its old token ends
  tokens revoke KIOSK     end a kiosk's token
  tokens list             every token's kiosk and dates, never the token
  status [--json]         what has arrived, kiosk by kiosk
  gaps KIOSK              numbers of a kiosk's sign-ups that have not arrived
  export --out DIR [KIOSK...]
                          a sealed bundle for each kiosk, for `pledge-kiosk open`; verified after writing
  erase ID...             shred sign-ups here, and on the kiosks with their next receipt

Options of every command:
  --store FILE.db | postgresql://USER@HOST/DATABASE
                          where sign-ups are kept; hub.db in the state folder unless told otherwise.
                          A password belongs in ~/.pgpass
  --state DIR             the state folder, with the signing key; else $STATE_DIRECTORY, else
                          $XDG_STATE_HOME/pledge-hub, else ~/.local/state/pledge-hub
  --help, --version

Exit status: 0 done; 1 it ran and found faults; 2 wrong usage; 3 the machine lacks something; 4 a key is wrong.
The hub holds sealed records only: it cannot read a name.
)";

struct Command {
    std::string_view name;
    kiosk::Result<void> (*run)(const kiosk::hub::Arguments&);
};
constexpr Command commands[] = {{"serve", kiosk::hub::serve}, {"tokens", kiosk::hub::tokens},
                                {"staff", kiosk::hub::staff}, {"status", kiosk::hub::status},
                                {"gaps", kiosk::hub::gaps},   {"export", kiosk::hub::write_export},
                                {"erase", kiosk::hub::erase}};

int fail(const kiosk::Error& error) {
    std::fprintf(stderr, "pledge-hub: %s\n", error.message.c_str());
    return kiosk::exit_status(error.fault);
}

} // namespace

int main(int count, char** words) {
    const auto arguments = kiosk::hub::parse_arguments(
        std::span<const char* const>(words, static_cast<std::size_t>(count)).subspan(1));
    if (!arguments) return fail(arguments.error());
    if (arguments->has("version")) {
        std::printf("pledge-hub %s\n", KIOSK_VERSION);
        return 0;
    }
    if (arguments->has("help")) {
        std::fputs(help_text, stdout);
        return 0;
    }
    for (const Command& command : commands)
        if (command.name == arguments->command) {
            const auto done = command.run(*arguments);
            return done ? 0 : fail(done.error());
        }
    return fail(kiosk::usage_error(arguments->command.empty()
                                       ? "expected a command; `pledge-hub --help` lists them"
                                       : "no such command; `pledge-hub --help` lists them"));
}
