// A charity's desk for tests of exports: a key, and bundles of sign-ups made up from names.
#pragma once

#include <cstdlib>
#include <fstream>
#include <span>
#include <string>

#include "handover/bundle.hpp"
#include "handover/running_hash.hpp"
#include "record/keys.hpp"
#include "record/wire.hpp"
#include "support/sealed_sign_ups.hpp"
#include "support/temporary_folder.hpp"

namespace kiosk {

struct Desk {
    TemporaryFolder folder;
    record::Identity key = record::make_identity();

    Desk() { write("charity.id", std::string(record::identity_file(key, "2026-02-28T12:00:00Z").reveal())); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
    }
    [[nodiscard]] std::string path(const std::string& name) const { return (folder / name).string(); }
    // The sign-up with number `seq` is that of names[seq % names.size()]. Of every fifth HMRC's schedule
    // would not take the last name.
    void bundle(const std::string& name, std::uint64_t rows, std::span<const std::string> names) const {
        std::ofstream out(folder / name, std::ios::binary);
        handover::RunningHash hash;
        const auto put = [&](const std::string& line) {
            hash.add(line);
            out << line;
        };
        put(handover::bundle_header_line(
            {"hall", "spring", {record::print_recipient(key.recipient)}, 1, rows}));
        for (std::uint64_t seq = 1; seq <= rows; ++seq) {
            const auto entry = sealed_sign_up(seq, {&key.recipient, 1}, names[seq % names.size()], 0,
                                              seq % 5 == 0 ? std::string(36, 'x') : "Example");
            std::string line;
            record::append_wire_line(line, {entry.id, seq, entry.sha, entry.receipt, entry.made, entry.clock,
                                            false, entry.sealed});
            put(line);
        }
        out << handover::bundle_trailer_line(rows, hash.sha256());
    }
};

// A list of Python's, whatever the texts hold.
inline std::string python_list(std::span<const std::string> texts) {
    std::string list = "[";
    for (const std::string& text : texts) {
        list += "bytes.fromhex('";
        for (const char letter : text) {
            constexpr std::string_view digits = "0123456789abcdef";
            list += digits[static_cast<unsigned char>(letter) >> 4U];
            list += digits[static_cast<unsigned char>(letter) & 15U];
        }
        list += "').decode(),";
    }
    return list + "]";
}

inline bool there_is(const char* program) {
    return std::system((std::string("command -v ") + program + " >/dev/null 2>&1").c_str()) == 0;
}

} // namespace kiosk
