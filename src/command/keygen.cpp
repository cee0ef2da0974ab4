#include <algorithm>
#include <array>
#include <cstdio>

#include "command/command.hpp"
#include "command/secret_keys.hpp"
#include "platform/clock.hpp"
#include "platform/files.hpp"
#include "platform/terminal.hpp"
#include "record/armor.hpp"
#include "record/bytes.hpp"
#include "record/keys.hpp"

namespace kiosk::command {

namespace {

constexpr std::array<Option, 3> options{{
    {"out", "DIR", "where the three files go; made if it is not there"},
    {"name", "NAME", "what the files are called: charity (the default), escrow, ..."},
    {"passphrase-file", "FILE", "the passphrase on its first line, for scripts; else it is asked for"},
}};

// Five short words have about 20 characters; below this a stolen file is opened by guessing.
constexpr std::size_t passphrase_bytes_least = 16;

Result<SecretBytes> new_passphrase(const Arguments& arguments) {
    auto first = passphrase_for(arguments, "Passphrase for the new key (five words or more): ");
    if (!first) return first;
    if (first->size() < passphrase_bytes_least)
        return key_error("The passphrase is too short: take five words or more (at least " +
                         std::to_string(passphrase_bytes_least) + " characters). Nothing was written.");
    if (arguments.has("passphrase-file")) return first;
    const auto second = platform::ask_passphrase("The same once more: ");
    if (!second) return second.error();
    if (!std::ranges::equal(first->bytes(), second->bytes()))
        return key_error("The two passphrases differ. Nothing was written; start again.");
    return first;
}

std::string page(const std::string& name, const record::Recipient& recipient, const std::string& date,
                 std::span<const std::uint8_t> wrapped) {
    return "PLEDGE KIOSK: THE KEY \"" + name +
           "\"\n\n"
           "Made        " +
           date +
           "\n"
           "Public key  " +
           record::print_recipient(recipient) +
           "\n"
           "Fingerprint " +
           record::fingerprint(recipient) +
           "\n"
           "Key file    " +
           name +
           ".key (keep a copy on a second stick, in another place)\n"
           "Passphrase  ______________________________________________________________\n"
           "            (written by hand on the sealed copy only)\n\n"
           "What to do\n"
           "1. Put the public key into `recipients` of every kiosk's settings. Compare the fingerprint on "
           "its staff screen.\n"
           "2. Never copy " +
           name +
           ".key to a kiosk. Keep it with the charity, and a second person's key in another place.\n"
           "3. Read a bundle:  pledge-kiosk open signups-*.pkb --key " +
           name +
           ".key --out signups.csv\n"
           "4. Without this program: each record's \"sealed\" is base64 of an age file. `age -d` opens " +
           name +
           ".key with the\n"
           "   passphrase, and `age -d -i` opens the record with what that gives.\n"
           "5. Is only this page left? The lines below are the key file as text. Typed or scanned into a "
           "file, "
           "from BEGIN to\n"
           "   END, they open with the passphrase as the key file does, in step 3 and in step 4.\n"
           "6. Whoever loses the file, its copies and this page, or forgets the passphrase, can read nothing "
           "any "
           "more; nobody\n"
           "   can help.\n\n" +
           record::to_armor(wrapped);
}

// The proof that the file on the disk gives the key back, before anybody relies on it.
Result<void> check_key_file(const std::string& path, const SecretBytes& passphrase,
                            const record::Recipient& recipient) {
    const auto text = platform::read_file(path, 64 * 1024);
    if (!text) return text.error();
    const auto identities = record::read_identities(record::bytes_of(*text), passphrase);
    if (!identities) return identities.error();
    if (identities->front().recipient != recipient)
        return machine_error(path + " reads back as another key. Do not use it; take another disk.");
    return {};
}

Result<std::string> make_key(const Arguments& arguments) {
    const auto folder = arguments.value("out");
    if (!folder) return usage_error("Name a folder with --out DIR.");
    const std::string name = arguments.value_or("name", "charity");
    if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
        return usage_error("--name takes small letters, digits and hyphens.");
    if (auto made = platform::make_folder(*folder, 0700); !made) return made.error();
    const std::string stem = *folder + "/" + name;
    for (const char* extension : {".key", ".pub", ".txt"})
        if (platform::is_file(stem + extension))
            return machine_error(stem + extension +
                                 " is there already, and a key is never replaced. Name another folder, or "
                                 "another --name.");
    const auto passphrase = new_passphrase(arguments);
    if (!passphrase) return passphrase.error();
    const record::Identity identity = record::make_identity();
    const std::string date = rfc3339(platform::wall_now());
    const auto wrapped =
        record::seal_with_passphrase(record::identity_file(identity, date).bytes(), *passphrase);
    if (!wrapped) return wrapped.error();
    if (auto wrote = platform::write_file(stem + ".key", platform::as_text(*wrapped), 0600); !wrote)
        return wrote.error();
    if (auto good = check_key_file(stem + ".key", *passphrase, identity.recipient); !good)
        return good.error();
    const std::string text = record::print_recipient(identity.recipient) + "\n";
    if (auto wrote = platform::write_file(stem + ".pub", text); !wrote) return wrote.error();
    if (auto wrote = platform::write_file(stem + ".txt", page(name, identity.recipient, date, *wrapped));
        !wrote)
        return wrote.error();
    std::fprintf(
        stderr,
        "%s.key (secret, under the passphrase), %s.pub and %s.txt (to print) were written. Fingerprint %s\n",
        stem.c_str(), stem.c_str(), stem.c_str(), record::fingerprint(identity.recipient).c_str());
    return text;
}

int run(const Arguments& arguments) {
    const auto made = make_key(arguments);
    if (!made) return fail("pledge-kiosk", made.error());
    std::fputs(made->c_str(), stdout);
    return 0;
}

} // namespace

const Command keygen_command{
    "keygen", "keygen --out DIR [--name NAME] [--passphrase-file FILE]",
    "Makes a key pair: the secret half under a passphrase, the public half for the settings, a page to "
    "print. Run it on the charity's computer, never on a kiosk.",
    options, run};

} // namespace kiosk::command
