// pledge-hub staff: who may look at the page. A passphrase comes from the terminal or a file, never as an
// argument that other users of the machine could list.
#include <cstdio>

#include "hub/commands.hpp"
#include "hub/passphrase.hpp"
#include "hub/staff_store.hpp"
#include "hub/state.hpp"
#include "platform/terminal.hpp"

namespace kiosk::hub {

namespace {

Result<SecretBytes> new_passphrase(const Arguments& arguments) {
    if (arguments.has("passphrase-file"))
        return platform::read_passphrase_file(arguments.value_or("passphrase-file", ""));
    auto first = platform::ask_passphrase("New passphrase, 15 characters or more: ");
    if (!first) return first.error();
    const auto second = platform::ask_passphrase("The same again: ");
    if (!second) return second.error();
    if (!same_secret(first->reveal(), second->reveal()))
        return key_error("the two are not the same; nothing was set");
    return first;
}

} // namespace

Result<void> staff(const Arguments& arguments) {
    const std::string action = arguments.words.empty() ? "" : arguments.words[0];
    const bool named = arguments.words.size() == 2 && is_kiosk_name(arguments.words[1]);
    const bool listed = action == "list" && arguments.words.size() == 1;
    if (!listed && !((action == "add" || action == "remove") && named))
        return usage_error(
            "expected: staff add NAME, staff remove NAME, or staff list; a name is 1 to 64 letters, "
            "digits, '-', '_' and '.'");
    auto store = staff_store_of(arguments);
    if (!store) return store.error();
    if (listed) {
        const auto rows = (*store)->staff();
        if (!rows) return rows.error();
        for (const StaffRow& row : *rows)
            std::printf("%s\tset %s\n", row.name.c_str(), rfc3339(row.made).c_str());
        return Done{};
    }
    const std::string& name = arguments.words[1];
    if (action == "remove") {
        const auto removed = (*store)->remove_staff(name);
        if (!removed) return removed.error();
        if (!*removed) return input_error("nobody is called " + name + "; `pledge-hub staff list` shows all");
        return Done{};
    }
    const auto passphrase = new_passphrase(arguments);
    if (!passphrase) return passphrase.error();
    const auto hash = hash_passphrase(passphrase->reveal());
    if (!hash) return hash.error();
    if (const auto put = (*store)->put_staff(name, *hash, wall_now()); !put) return put;
    std::fprintf(
        stderr,
        "%s may log in at /staff/ of this hub. Sessions that were open with an older passphrase have "
        "ended.\n",
        name.c_str());
    return Done{};
}

} // namespace kiosk::hub
