// The public age test vectors (CCTV). They are found in the folder $KIOSK_AGE_VECTORS, else in
// build/vectors/age, where scripts/fetch-vectors puts them; without them this test says so, by name, and
// proves nothing.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include <doctest/doctest.h>
#include <zlib.h>

#include "record/armor.hpp"
#include "record/bytes.hpp"
#include "record/keys.hpp"
#include "record/seal.hpp"
#include "support/file_bytes.hpp"
#include "support/skip.hpp"

using namespace kiosk;
using namespace kiosk::record;

namespace {

struct Vector {
    std::string expect, payload;
    std::vector<std::string> identities, passphrases;
    bool armored = false, compressed = false;
    std::vector<std::uint8_t> file;
};

std::vector<std::uint8_t> inflated(std::span<const std::uint8_t> bytes) {
    std::vector<std::uint8_t> out(32U << 20U);
    uLongf size = out.size();
    REQUIRE(uncompress(out.data(), &size, bytes.data(), bytes.size()) == Z_OK);
    out.resize(size);
    return out;
}

Vector read_vector(const std::filesystem::path& path) {
    const auto bytes = read_bytes(path);
    const std::string text(bytes.begin(), bytes.end());
    const std::size_t end = text.find("\n\n");
    REQUIRE(end != std::string::npos);
    Vector vector;
    std::istringstream head(text.substr(0, end));
    for (std::string line; std::getline(head, line);) {
        const std::size_t colon = line.find(": ");
        const std::string key = line.substr(0, colon), value = line.substr(colon + 2);
        if (key == "expect") vector.expect = value;
        if (key == "payload") vector.payload = value;
        if (key == "identity") vector.identities.push_back(value);
        if (key == "passphrase") vector.passphrases.push_back(value);
        if (key == "armored") vector.armored = true;
        if (key == "compressed") vector.compressed = true;
    }
    vector.file.assign(bytes.begin() + static_cast<std::ptrdiff_t>(end) + 2, bytes.end());
    if (vector.compressed) vector.file = inflated(vector.file);
    return vector;
}

Result<SecretBytes> open_vector(const Vector& vector) {
    if (!vector.passphrases.empty()) {
        SecretBytes passphrase(64);
        REQUIRE(passphrase.append(vector.passphrases.front()));
        return open_with_passphrase(vector.file, passphrase);
    }
    std::vector<Identity> identities;
    for (const std::string& text : vector.identities) {
        auto identity = parse_identity(text);
        REQUIRE(identity.ok());
        identities.push_back(std::move(*identity));
    }
    return open(vector.file, identities);
}

const std::map<std::string, std::set<OpenFault>> faults = {
    {"no match", {OpenFault::NoMatch}},
    {"header failure", {OpenFault::Header, OpenFault::WorkFactor}},
    {"HMAC failure", {OpenFault::Mac}},
    {"payload failure", {OpenFault::Payload}},
};

void check_vector(const std::string& name, Vector vector) {
    CAPTURE(name);
    CAPTURE(vector.expect);
    if (vector.armored) {
        const auto file = from_armor({reinterpret_cast<const char*>(vector.file.data()), vector.file.size()},
                                     vector.file.size());
        REQUIRE(file.has_value() == (vector.expect != "armor failure"));
        if (!file) return;
        vector.file = *file;
    }
    const auto clear = open_vector(vector);
    if (vector.expect == "success") {
        REQUIRE_MESSAGE(clear.ok(), clear.error().message);
        CHECK(hex(sha256(clear->bytes())) == vector.payload);
        return;
    }
    REQUIRE_FALSE(clear.ok());
    REQUIRE(faults.contains(vector.expect));
    CHECK(faults.at(vector.expect).contains(static_cast<OpenFault>(clear.error().code)));
}

} // namespace

TEST_CASE(
    "the public age vectors come out as they say, armored or not, but for hybrid keys, which came later") {
    const char* named = std::getenv("KIOSK_AGE_VECTORS");
    const std::filesystem::path folder = named != nullptr ? named : KIOSK_SOURCE_DIR "/build/vectors/age";
    if (!std::filesystem::is_directory(folder)) {
        test::say_skipped("the public age vectors are not in " + folder.string() +
                          "; run scripts/fetch-vectors");
        return;
    }
    int checked = 0, skipped = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const Vector vector = read_vector(entry.path());
        const bool hybrid =
            std::any_of(vector.identities.begin(), vector.identities.end(),
                        [](const auto& key) { return key.starts_with("AGE-SECRET-KEY-PQ-"); });
        if (hybrid) {
            std::cout << "skipped, hybrid key: " << name << "\n";
            ++skipped;
            continue;
        }
        check_vector(name, vector);
        ++checked;
    }
    std::cout << checked << " age vectors checked, " << skipped << " skipped by name\n";
    CHECK(checked >= 80);
}
