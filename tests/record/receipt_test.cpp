#include "record/receipt.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace kiosk;
using namespace kiosk::record;

namespace {

Receipt sample() {
    Receipt receipt;
    receipt.batch.bytes[0] = 0xba;
    receipt.nonce.bytes[0] = 0x0c;
    receipt.server_time = {1'772'298'245'000};
    for (std::uint8_t i = 0; i < 4; ++i) {
        ReceiptResult result;
        result.id.bytes[15] = i;
        result.sha[0] = i;
        result.verdict = static_cast<Verdict>(i);
        result.code = i == 3 ? "not-intact" : "";
        receipt.results.push_back(result);
    }
    receipt.erase.resize(2);
    receipt.erase[1].bytes[0] = 9;
    return receipt;
}

// RFC 8032, section 7.1, TEST 2: the secret key, the public key, and the signature of the byte 0x72.
constexpr std::string_view rfc_secret = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr std::string_view rfc_public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr std::string_view rfc_signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                           "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

} // namespace

TEST_CASE("the hub's signature is Ed25519 as RFC 8032 has it") {
    const auto signer = HubSigner::parse("ed25519-secret:" + std::string(rfc_secret) + "\n");
    REQUIRE(signer.ok());
    CHECK(to_text(signer->public_key()) == "ed25519:" + std::string(rfc_public));
    CHECK(hex(signer->sign("\x72")) == rfc_signature);
}

TEST_CASE("a signing key goes to text and back, and its text is refused when it is anything else") {
    const HubSigner signer = HubSigner::generate();
    const SecretBytes text = signer.to_text();
    const auto back = HubSigner::parse(text.reveal());
    REQUIRE(back.ok());
    CHECK(back->public_key() == signer.public_key());
    CHECK(parse_hub_key(to_text(signer.public_key())).value() == signer.public_key());
    for (const char* bad : {"", "ed25519:", "ed25519-secret:00", "ed25519:zz"}) {
        CHECK(HubSigner::parse(bad).error().fault == Fault::Key);
        CHECK(parse_hub_key(bad).error().fault == Fault::Key);
    }
    CHECK_FALSE(HubSigner::generate().public_key() == signer.public_key());
}

TEST_CASE("a receipt comes through unchanged under the current key and under the spare") {
    const HubSigner signer = HubSigner::generate(), other = HubSigner::generate();
    const std::string body = write_receipt(sample(), signer);
    for (const auto& keys :
         {std::vector{signer.public_key()}, std::vector{other.public_key(), signer.public_key()}}) {
        const auto receipt = read_receipt(body, keys);
        REQUIRE(receipt.ok());
        CHECK(*receipt == sample());
    }
}

TEST_CASE("a receipt by another key, or with no key to check it by, is refused as a matter of keys") {
    const std::string body = write_receipt(sample(), HubSigner::generate());
    const std::vector keys{HubSigner::generate().public_key()};
    CHECK(read_receipt(body, keys).error().fault == Fault::Key);
    CHECK(read_receipt(body, {}).error().fault == Fault::Key);
}

TEST_CASE("no single changed bit of a receipt is believed") {
    const HubSigner signer = HubSigner::generate();
    const std::vector keys{signer.public_key()};
    const std::string body = write_receipt(sample(), signer);
    for (std::size_t byte = 0; byte < body.size(); ++byte)
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = body;
            changed[byte] = static_cast<char>(changed[byte] ^ (1 << bit));
            CAPTURE(byte);
            CHECK_FALSE(read_receipt(changed, keys).ok());
        }
}

TEST_CASE("no cut receipt is believed") {
    const HubSigner signer = HubSigner::generate();
    const std::vector keys{signer.public_key()};
    const std::string body = write_receipt(sample(), signer);
    for (std::size_t bytes = 0; bytes < body.size(); ++bytes)
        CHECK_FALSE(read_receipt(std::string_view(body).substr(0, bytes), keys).ok());
}

TEST_CASE("space between tokens and another order of keys change nothing that was signed") {
    const HubSigner signer = HubSigner::generate();
    const std::vector keys{signer.public_key()};
    std::string body = write_receipt(sample(), signer);
    body.insert(1, " \n");
    CHECK(read_receipt(body, keys).ok());
}

TEST_CASE("a receipt of more than 256 KiB is refused before it is looked at") {
    const std::vector keys{HubSigner::generate().public_key()};
    CHECK(read_receipt(std::string(receipt_body_bytes_max + 1, ' '), keys).error().message.find("262144") !=
          std::string::npos);
}

TEST_CASE("a full receipt of 100 results and 1000 erasures fits in what a kiosk reads") {
    const HubSigner signer = HubSigner::generate();
    const std::vector keys{signer.public_key()};
    Receipt receipt = sample();
    receipt.results.assign(receipt_results_max, {Id{}, Sha256{}, Verdict::Rejected, std::string(40, 'x')});
    receipt.erase.assign(receipt_erase_max, Id{});
    CHECK(read_receipt(write_receipt(receipt, signer), keys).ok());
    receipt.results.emplace_back();
    CHECK_FALSE(read_receipt(write_receipt(receipt, signer), keys).ok());
}

TEST_CASE("a ping's signature holds for its nonce, its time and its key only") {
    const HubSigner signer = HubSigner::generate();
    const std::vector keys{signer.public_key()}, others{HubSigner::generate().public_key()};
    const WallTime time{1'772'298'245'000}, later{1'772'298'246'000};
    Id nonce, another;
    another.bytes[0] = 1;
    const std::string signature = sign_ping(nonce, time, signer);
    CHECK(verify_ping(nonce, time, signature, keys));
    CHECK_FALSE(verify_ping(another, time, signature, keys));
    CHECK_FALSE(verify_ping(nonce, later, signature, keys));
    CHECK_FALSE(verify_ping(nonce, time, signature, others));
    CHECK_FALSE(verify_ping(nonce, time, "", keys));
}
