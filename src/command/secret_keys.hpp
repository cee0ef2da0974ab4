// Secret key files for the commands that open records: read, and unwrapped with a passphrase from the
// terminal or a file. Called by `open` and `export`. Keeps nothing longer than the command runs; never prints
// a key.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "command/arguments.hpp"
#include "record/seal.hpp"

namespace kiosk::command {

// --passphrase-file, else asked on the terminal.
[[nodiscard]] Result<SecretBytes> passphrase_for(const Arguments& arguments, std::string_view prompt);
// --key FILE: a bare identity file, or one under a passphrase; it may hold several keys.
[[nodiscard]] Result<std::vector<record::Identity>> read_key_file(const Arguments& arguments);

} // namespace kiosk::command
