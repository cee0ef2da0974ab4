#include "handover/share.hpp"

#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

#include "handover/verified_file.hpp"

namespace kiosk::handover {
namespace {

constexpr int same_name_max = 1'000; // bundles that begin with one record: a retry after a lost answer each

// Of the disk's errors those matter here that say: the share is not what it should be.
Error share_error(const Error& error) {
    return network_error(error.message, error.code);
}

Result<dev_t> device_of(const std::filesystem::path& path) {
    struct stat found {};
    if (stat(path.c_str(), &found) == 0) return found.st_dev;
    const int number = errno;
    return network_error(
        path.string() + ": " + std::strerror(number) +
            ". Mount the share. When it is mounted for the first time, make that file on it, empty: "
            "it is how the kiosk tells the share from the empty folder below it.",
        number);
}

Result<std::filesystem::path> free_name(const BundleTarget& target, std::uint64_t first_seq) {
    const std::filesystem::path stem = target.folder / bundle_stem(target);
    for (int copy = 1; copy <= same_name_max; ++copy) {
        const std::string end = copy == 1 ? ".pkb" : "-" + std::to_string(copy) + ".pkb";
        const std::filesystem::path path = stem.string() + std::to_string(first_seq) + end;
        std::error_code fault;
        if (!std::filesystem::exists(std::filesystem::symlink_status(path, fault))) return path;
    }
    return network_error("There are too many bundles with one beginning in " + target.folder.string() +
                         ". Move them away.");
}

} // namespace

Result<void> look_at_share(const std::filesystem::path& folder) {
    if (const auto device = device_of(folder / share_marker); !device) return device.error();
    return {};
}

Result<void> try_share(const std::filesystem::path& folder) {
    if (auto there = look_at_share(folder); !there) return there;
    const auto path = folder / ("pledge-kiosk-doctor-" + std::to_string(getpid()));
    auto file = VerifiedFile::create(path);
    if (!file) return share_error(file.error());
    if (auto wrote = file->write("It may be removed.\n"); !wrote) return share_error(wrote.error());
    if (auto sha = file->finish(); !sha) return share_error(sha.error());
    if (unlink(path.c_str()) != 0)
        return network_error(path.string() + " was written and cannot be removed: " + std::strerror(errno),
                             errno);
    return {};
}

Result<std::filesystem::path> write_to_share(const BundleTarget& target,
                                             std::span<const record::WireRecord> records,
                                             std::string_view lines) {
    if (records.empty()) return input_error("A bundle for the share needs a record at least.");
    const auto device = device_of(target.folder / share_marker);
    if (!device) return device.error();
    const auto path = free_name(target, records.front().seq);
    if (!path) return path.error();
    auto file = VerifiedFile::create(*path);
    if (!file) return share_error(file.error());
    const BundleHeader header{target.kiosk, target.event, target.recipients, records.front().seq,
                              records.back().seq};
    if (auto wrote = file->write(bundle_header_line(header)); !wrote) return share_error(wrote.error());
    if (auto wrote = file->write(lines); !wrote) return share_error(wrote.error());
    if (auto wrote = file->write(bundle_trailer_line(records.size(), file->hash())); !wrote)
        return share_error(wrote.error());
    if (auto sha = file->finish(); !sha) return share_error(sha.error());
    // The share may have gone between the look and the writing.
    const auto lies_on = device_of(*path);
    const auto marker = device_of(target.folder / share_marker);
    if (!lies_on || !marker || *lies_on != *device || *marker != *device)
        return network_error("The share went away while " + path->string() + " was written.", ENODEV);
    return *path;
}

} // namespace kiosk::handover
