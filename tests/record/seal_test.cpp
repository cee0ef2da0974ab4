#include "record/seal.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "record/bytes.hpp"
#include "record/hkdf.hpp"
#include "record/keys.hpp"

using namespace kiosk;
using namespace kiosk::record;

namespace {

std::vector<Identity> identities(std::size_t count) {
    std::vector<Identity> made;
    for (std::size_t i = 0; i < count; ++i) made.push_back(make_identity());
    return made;
}

std::vector<Recipient> recipients_of(const std::vector<Identity>& identities) {
    std::vector<Recipient> recipients;
    for (const Identity& identity : identities) recipients.push_back(identity.recipient);
    return recipients;
}

SecretBytes passphrase(std::string_view text) {
    SecretBytes bytes(64);
    REQUIRE(bytes.append(text));
    return bytes;
}

} // namespace

TEST_CASE("HKDF gives the output of RFC 5869, test cases 1 and 3") {
    std::array<std::uint8_t, 22> key_material;
    key_material.fill(0x0b);
    std::array<std::uint8_t, 13> salt;
    CHECK(parse_hex("000102030405060708090a0b0c", salt));
    KeyRoom room;
    CHECK(hex(hkdf_sha256(key_material, salt, "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9", room)) ==
          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    CHECK(hex(hkdf_sha256(key_material, {}, "", room)) ==
          "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST_CASE("a room of keys wipes what a scope took, and gives it again as zeros") {
    KeyRoom room;
    const auto kept = room.take(16);
    std::ranges::fill(kept, std::uint8_t{1});
    std::span<std::uint8_t> gone;
    {
        const KeyRoom::Scope scope(room);
        gone = room.take(32);
        std::ranges::fill(gone, std::uint8_t{2});
        CHECK(room.taken() == 48);
    }
    CHECK(room.taken() == 16);
    CHECK(std::ranges::count(gone, 0) == 32); // the memory is the room's still
    CHECK(std::ranges::count(kept, 1) == 16);
    CHECK(std::ranges::count(room.take(32), 0) == 32);
}

TEST_CASE("one opener opens record after record, short and long, and leaves nothing of them behind") {
    const auto ours = identities(2), others = identities(1);
    Opener opener(ours);
    std::string_view left;
    const auto opened = [&](std::span<const std::uint8_t> sealed) {
        std::string found = "-";
        const auto done = opener.open(sealed, [&](std::string_view clear) {
            found = clear;
            left = clear;
        });
        CHECK(done.ok() == (found != "-"));
        return found;
    };
    for (const std::size_t size : {std::size_t{1}, std::size_t{900}, std::size_t{0}, std::size_t{12'288},
                                   std::size_t{200'000}, std::size_t{5}}) {
        const std::string clear(size, 'c');
        CHECK(opened(*seal(bytes_of(clear), recipients_of(ours))) == clear);
        CHECK(std::ranges::count(left, '\0') ==
              static_cast<std::ptrdiff_t>(size)); // the opener's memory still
        CHECK(opened(*seal(bytes_of(clear), recipients_of(others))) == "-");
        auto damaged = *seal(bytes_of(clear), recipients_of(ours));
        damaged.back() ^= 1;
        CHECK(opened(damaged) == "-");
    }
}

TEST_CASE("each recipient opens a sealed record, and nobody else") {
    const auto ours = identities(3), others = identities(2);
    const auto sealed = seal(bytes_of("hello"), recipients_of(ours));
    REQUIRE(sealed.ok());
    for (const Identity& identity : ours) {
        const auto clear = open(*sealed, {&identity, 1});
        REQUIRE(clear.ok());
        CHECK(clear->reveal() == "hello");
    }
    const auto refused = open(*sealed, others);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Key);
    CHECK_FALSE(open(*sealed, {}).ok());
}

TEST_CASE("records sealed around a change of keys open with the old and the new identities together") {
    const auto keys = identities(2);
    const auto before = seal(bytes_of("before"), {&keys[0].recipient, 1});
    const auto after = seal(bytes_of("after"), {&keys[1].recipient, 1});
    CHECK(open(*before, keys)->reveal() == "before");
    CHECK(open(*after, keys)->reveal() == "after");
}

TEST_CASE("1 to 8 recipients are taken, none and 9 are refused") {
    const auto nine = recipients_of(identities(9));
    CHECK_FALSE(seal(bytes_of("x"), {}).ok());
    CHECK(seal(bytes_of("x"), std::span(nine).first(8)).ok());
    CHECK_FALSE(seal(bytes_of("x"), nine).ok());
}

TEST_CASE("a public key of low order is refused") {
    const Recipient zero{};
    const auto refused = seal(bytes_of("x"), {&zero, 1});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Key);
}

TEST_CASE("the largest record sealed to 8 recipients fits the outbox's leaf page") {
    const std::vector<std::uint8_t> clear(10'240, ' ');
    const auto sealed = seal(clear, recipients_of(identities(8)));
    REQUIRE(sealed.ok());
    CHECK(sealed->size() <= 12'000);
}

TEST_CASE("lengths around a chunk of 64 KiB go through, and every cut of a two-chunk file fails to open") {
    const auto keys = identities(1);
    for (const std::size_t size : {0U, 1U, 65'535U, 65'536U, 65'537U, 131'072U}) {
        const std::vector<std::uint8_t> clear(size, 7);
        const auto sealed = seal(clear, recipients_of(keys));
        const auto back = open(*sealed, keys);
        REQUIRE(back.ok());
        CHECK(std::equal(clear.begin(), clear.end(), back->bytes().begin(), back->bytes().end()));
    }
    const auto sealed = seal(std::vector<std::uint8_t>(65'540, 7), recipients_of(keys));
    for (std::size_t cut = 1; cut < 60; ++cut)
        CHECK_FALSE(open(std::span(*sealed).first(sealed->size() - cut), keys).ok());
}

TEST_CASE("every single flipped bit of sealed records makes them fail to open") {
    const auto keys = identities(2);
    for (int record = 0; record < 4; ++record) {
        auto sealed = seal(bytes_of("a record of a few bytes"), recipients_of(keys));
        REQUIRE(sealed.ok());
        std::size_t opened = 0;
        for (std::size_t bit = 0; bit < sealed->size() * 8; ++bit) {
            (*sealed)[bit / 8] = static_cast<std::uint8_t>((*sealed)[bit / 8] ^ (1U << (bit % 8)));
            if (open(*sealed, keys).ok()) ++opened;
            (*sealed)[bit / 8] = static_cast<std::uint8_t>((*sealed)[bit / 8] ^ (1U << (bit % 8)));
        }
        CHECK(opened == 0);
        CHECK(open(*sealed, keys).ok()); // the control: unflipped, it opens
    }
}

TEST_CASE("a passphrase opens what it sealed, another does not, and an empty one seals nothing") {
    const auto sealed = seal_with_passphrase(bytes_of("key"), passphrase("five words make a phrase"), 10);
    REQUIRE(sealed.ok());
    CHECK(open_with_passphrase(*sealed, passphrase("five words make a phrase"))->reveal() == "key");
    const auto refused = open_with_passphrase(*sealed, passphrase("Five words make a phrase"));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::Key);
    CHECK_FALSE(seal_with_passphrase(bytes_of("key"), SecretBytes(8), 10).ok());
}

TEST_CASE("keys are printed and read back, with age's case, and one wrong letter is noticed") {
    const Identity identity = make_identity();
    const std::string printed = print_recipient(identity.recipient);
    CHECK(printed.size() == 62);
    CHECK(*parse_recipient(printed) == identity.recipient);
    const SecretBytes secret = print_identity(identity);
    CHECK(secret.reveal().starts_with("AGE-SECRET-KEY-1"));
    CHECK(parse_identity(secret.reveal())->recipient == identity.recipient);
    for (std::size_t i = 0; i < printed.size(); ++i) {
        std::string wrong = printed;
        wrong[i] = wrong[i] == 'q' ? 'p' : 'q';
        CHECK_FALSE(parse_recipient(wrong).ok());
    }
    CHECK_FALSE(parse_recipient(secret.reveal()).ok());
    std::string lower(secret.reveal());
    for (char& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    CHECK_FALSE(parse_identity(lower).ok());
}

TEST_CASE("an identity file may hold comments, empty lines and several keys, but no other line") {
    const auto keys = identities(2);
    const std::string first(print_identity(keys[0]).reveal()), second(print_identity(keys[1]).reveal());
    const auto read = parse_identities("# old\n" + first + "\r\n\n# new\n" + second);
    REQUIRE(read.ok());
    REQUIRE(read->size() == 2);
    CHECK((*read)[1].recipient == keys[1].recipient);
    CHECK_FALSE(parse_identities("# nothing\n\n").ok());
    const auto refused = parse_identities(first + "\n" + second.substr(0, 40) + "\n");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("Line 2") != std::string::npos);
    CHECK(refused.error().message.find(second.substr(0, 20)) == std::string::npos);
    const SecretBytes file = identity_file(keys[0], "2026-02-28T17:04:05Z");
    CHECK(read_identities(file.bytes(), SecretBytes(1))->front().recipient == keys[0].recipient);
}
