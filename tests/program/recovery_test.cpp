// The drill for the day on which only a printed page is left: what keygen printed, and the passphrase, open a
// bundle, with our program and with Debian's age.
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "handover/bundle.hpp"
#include "handover/running_hash.hpp"
#include "record/armor.hpp"
#include "record/keys.hpp"
#include "record/wire.hpp"
#include "support/run_program.hpp"
#include "support/sealed_sign_ups.hpp"
#include "support/terminal.hpp"

using namespace kiosk;

namespace {

const std::string words = "kettle robin orbit maple seven";

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The page of a new key, whose folder is gone.
std::string only_the_page(const TemporaryFolder& folder) {
    write(folder / "pass", words + "\n");
    std::filesystem::permissions(folder / "pass", std::filesystem::perms(0600));
    const Ran made = run_program({KIOSK_PROGRAM, "keygen", "--out", (folder / "keys").string(), "--name",
                                  "escrow", "--passphrase-file", (folder / "pass").string()});
    REQUIRE_MESSAGE(made.status == 0, made.err);
    const std::string page = read(folder / "keys/escrow.txt");
    std::filesystem::remove_all(folder / "keys");
    return page;
}

record::Recipient printed_key(const std::string& page) {
    const auto from = page.find("age1");
    const auto key = record::parse_recipient(page.substr(from, page.find('\n', from) - from));
    REQUIRE_MESSAGE(key.ok(), key.error().message);
    return *key;
}

void write_bundle(const std::filesystem::path& path, const outbox::Entry& entry) {
    std::string text = handover::bundle_header_line({"hall", "spring", {}, entry.seq, entry.seq});
    record::append_wire_line(
        text, {entry.id, entry.seq, entry.sha, entry.receipt, entry.made, entry.clock, false, entry.sealed});
    handover::RunningHash hash;
    hash.add(text);
    write(path, text + handover::bundle_trailer_line(1, hash.sha256()));
}

} // namespace

TEST_CASE("the page that keygen prints, and the passphrase, are enough to open a bundle") {
    const TemporaryFolder folder;
    const std::string page = only_the_page(folder);
    const record::Recipient key = printed_key(page);
    write_bundle(folder / "one.pkb", sealed_sign_up(1, {&key, 1}, "Ann Example"));
    const auto open = [&](const std::string& key_text) {
        write(folder / "typed.txt", key_text);
        return run_program({KIOSK_PROGRAM, "open", (folder / "one.pkb").string(), "--key",
                            (folder / "typed.txt").string(), "--passphrase-file", (folder / "pass").string(),
                            "--out", "-"});
    };
    const Ran whole = open(page);
    CHECK_MESSAGE(whole.status == 0, whole.err);
    CHECK(whole.out.find("Ann Example") != std::string::npos);
    CHECK(open(std::string(record::find_armor(page).value())).status == 0);
    // A letter that was left out is told as such, and is not a wrong passphrase.
    const Ran mistyped = open(std::string(page).erase(page.find("BEGIN AGE ENCRYPTED FILE-----") + 40, 1));
    CHECK(mistyped.status == 4);
    CHECK_MESSAGE(mistyped.err.find("line by line") != std::string::npos, mistyped.err);
}

TEST_CASE("Debian's age opens a record with the printed page alone") {
    const TemporaryFolder folder;
    const std::string page = only_the_page(folder);
    const record::Recipient key = printed_key(page);
    const auto path = [&](const char* name) { return (folder / name).string(); };
    const auto entry = sealed_sign_up(1, {&key, 1}, "Ann Example");
    write(folder / "record.age", std::string(entry.sealed.begin(), entry.sealed.end()));
    write(folder / "typed.age", std::string(record::find_armor(page).value()) + "\n");
    REQUIRE(run_on_terminal({"age", "-d", "-o", path("escrow.id"), path("typed.age")}, {words}) == 0);
    const Ran opened = run_program({"age", "-d", "-i", path("escrow.id"), path("record.age")});
    CHECK_MESSAGE(opened.status == 0, opened.err);
    CHECK(opened.out.find("Ann Example") != std::string::npos);
}
