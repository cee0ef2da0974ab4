#include "command/secret_keys.hpp"

#include "platform/files.hpp"
#include "platform/terminal.hpp"
#include "record/bytes.hpp"
#include "record/keys.hpp"

namespace kiosk::command {

namespace {

constexpr std::size_t key_file_bytes_max = 64 * 1024; // a hundred keys with their comments

} // namespace

Result<SecretBytes> passphrase_for(const Arguments& arguments, std::string_view prompt) {
    if (const auto file = arguments.value("passphrase-file")) return platform::read_passphrase_file(*file);
    return platform::ask_passphrase(prompt);
}

Result<std::vector<record::Identity>> read_key_file(const Arguments& arguments) {
    const auto path = arguments.value("key");
    if (!path) return usage_error("Name the secret key file with --key FILE.");
    auto text = platform::read_file(*path, key_file_bytes_max);
    if (!text) return text.error();
    const auto bytes = record::bytes_of(*text);
    Result<SecretBytes> passphrase = SecretBytes(1);
    if (record::is_wrapped(bytes)) {
        passphrase = passphrase_for(arguments, "Passphrase of " + *path + ": ");
        if (!passphrase) return passphrase.error();
    }
    auto identities = record::read_identities(bytes, *passphrase);
    wipe(text->data(), text->size()); // a bare file's text is the key itself
    if (!identities) return Error{identities.error().fault, *path + ": " + identities.error().message, 0};
    return identities;
}

} // namespace kiosk::command
