// Our age files against Debian's `age`, both ways. These tests need the package age.
#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include "record/bytes.hpp"
#include "record/keys.hpp"
#include "record/seal.hpp"
#include "support/file_bytes.hpp"
#include "support/temporary_folder.hpp"
#include "support/terminal.hpp"

using namespace kiosk;
using namespace kiosk::record;

namespace {

int run(const std::string& command) {
    return std::system((command + " 2>/dev/null").c_str());
}

const std::string clear_text = "what only the charity reads\n";

} // namespace

TEST_CASE("Debian's age opens what we sealed, with either of two keys") {
    const TemporaryFolder folder;
    std::vector<Recipient> recipients;
    for (const std::string name : {"charity", "escrow"}) {
        const Identity identity = make_identity();
        write_bytes(folder / name, identity_file(identity, "2026-02-28T17:04:05Z").bytes());
        recipients.push_back(identity.recipient);
    }
    const auto sealed = seal(bytes_of(clear_text), recipients);
    REQUIRE(sealed.ok());
    write_bytes(folder / "record.age", *sealed);
    for (const std::string name : {"charity", "escrow"}) {
        REQUIRE(run("age -d -i '" + (folder / name).string() + "' -o '" + (folder / "clear").string() +
                    "' '" + (folder / "record.age").string() + "'") == 0);
        const auto clear = read_bytes(folder / "clear");
        CHECK(std::string(clear.begin(), clear.end()) == clear_text);
    }
}

TEST_CASE("we open what Debian's age sealed to keys of age-keygen, with several chunks too") {
    const TemporaryFolder folder;
    REQUIRE(run("age-keygen -o '" + (folder / "key").string() + "'") == 0);
    const auto key_file = read_bytes(folder / "key");
    const auto identities = read_identities(key_file, SecretBytes(1));
    REQUIRE(identities.ok());
    const std::string recipient = print_recipient(identities->front().recipient);
    const std::string key_text(key_file.begin(), key_file.end());
    CHECK(key_text.find("# public key: " + recipient + "\n") != std::string::npos);
    for (const std::size_t size : {0U, 28U, 65'536U, 200'000U}) {
        const std::vector<std::uint8_t> bytes(size, 'x');
        write_bytes(folder / "clear", bytes);
        REQUIRE(run("age -r " + recipient + " -o '" + (folder / "sealed").string() + "' '" +
                    (folder / "clear").string() + "'") == 0);
        const auto clear = open(read_bytes(folder / "sealed"), *identities);
        REQUIRE(clear.ok());
        CHECK(std::equal(bytes.begin(), bytes.end(), clear->bytes().begin(), clear->bytes().end()));
    }
}

TEST_CASE("a key file under a passphrase goes both ways between us and Debian's age") {
    const TemporaryFolder folder;
    const std::string words = "kettle robin orbit maple seven";
    SecretBytes passphrase(64);
    REQUIRE(passphrase.append(words));
    const auto ours = seal_with_passphrase(bytes_of(clear_text), passphrase, 12);
    REQUIRE(ours.ok());
    write_bytes(folder / "ours.age", *ours);
    REQUIRE(run_on_terminal({"age", "-d", "-o", (folder / "clear").string(), (folder / "ours.age").string()},
                            {words}) == 0);
    const auto clear = read_bytes(folder / "clear");
    CHECK(std::string(clear.begin(), clear.end()) == clear_text);
    REQUIRE(
        run_on_terminal({"age", "-p", "-o", (folder / "theirs.age").string(), (folder / "clear").string()},
                        {words, words}) == 0);
    const auto theirs = open_with_passphrase(read_bytes(folder / "theirs.age"), passphrase);
    REQUIRE(theirs.ok());
    CHECK(theirs->reveal() == clear_text);
}

TEST_CASE("an armored age file is refused with the way out") {
    const auto refused = open(bytes_of("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n"), {});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("armor") != std::string::npos);
}
