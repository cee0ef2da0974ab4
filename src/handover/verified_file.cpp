#include "handover/verified_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "handover/running_hash.hpp"

namespace kiosk::handover {
namespace {

constexpr std::size_t buffer_bytes = 64 * 1024;
constexpr mode_t file_mode = 0600;

Error file_error(const std::string& what, const std::filesystem::path& path) {
    const int number = errno;
    return machine_error(
        what + " " + path.string() + ": " + std::strerror(number) +
            ". Nothing was taken out of the kiosk's store; check the disk or stick and try again.",
        number);
}

} // namespace

struct VerifiedFile::State {
    std::filesystem::path path, part;
    int descriptor = -1;
    std::string buffer;
    RunningHash hash;
    bool finished = false;

    ~State() {
        if (descriptor >= 0) close(descriptor);
        if (!finished) unlink(part.c_str());
    }
    Result<void> flush() {
        std::string_view left = buffer;
        while (!left.empty()) {
            const ssize_t written = ::write(descriptor, left.data(), left.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return file_error("Cannot write", part);
            left.remove_prefix(static_cast<std::size_t>(written));
        }
        buffer.clear();
        return {};
    }
    // To the medium, not only to the system's memory.
    Result<void> settle() {
        if (auto flushed = flush(); !flushed) return flushed;
        if (fsync(descriptor) != 0) return file_error("Cannot sync", part);
        static_cast<void>(
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)); // so that reading back asks the medium
        const int closing = std::exchange(descriptor, -1);
        if (close(closing) != 0) return file_error("Cannot close", part);
        return {};
    }
    Result<record::Sha256> read_back() const {
        const int reading = open(part.c_str(), O_RDONLY | O_CLOEXEC);
        if (reading < 0) return file_error("Cannot open again", part);
        RunningHash found;
        std::string bytes(buffer_bytes, '\0');
        ssize_t size = 0;
        while ((size = read(reading, bytes.data(), bytes.size())) > 0)
            found.add({bytes.data(), static_cast<std::size_t>(size)});
        const int fault = errno;
        close(reading);
        errno = fault;
        if (size < 0) return file_error("Cannot read back", part);
        return found.sha256();
    }
};

VerifiedFile::VerifiedFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
VerifiedFile::VerifiedFile(VerifiedFile&&) noexcept = default;
VerifiedFile::~VerifiedFile() = default;

Result<VerifiedFile> VerifiedFile::create(const std::filesystem::path& path) {
    std::error_code fault;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, fault)))
        return machine_error(path.string() + " is there already. Name another file, or move that one away.");
    auto state = std::make_unique<State>();
    state->path = path;
    state->part = path.string() + ".part";
    state->descriptor =
        open(state->part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, file_mode);
    if (state->descriptor < 0) return file_error("Cannot make", state->part);
    return VerifiedFile(std::move(state));
}

Result<void> VerifiedFile::write(std::string_view text) {
    state_->hash.add(text);
    state_->buffer += text;
    if (state_->buffer.size() >= buffer_bytes) return state_->flush();
    return {};
}

record::Sha256 VerifiedFile::hash() const {
    return state_->hash.sha256();
}

Result<record::Sha256> VerifiedFile::finish() {
    if (auto settled = state_->settle(); !settled) return settled.error();
    const auto found = state_->read_back();
    if (!found) return found.error();
    if (*found != state_->hash.sha256())
        return machine_error(state_->part.string() +
                             " reads back differently than it was written. Do not use this disk or "
                             "stick; take another. Nothing was taken out of the kiosk's store.");
    if (rename(state_->part.c_str(), state_->path.c_str()) != 0)
        return file_error("Cannot rename", state_->part);
    state_->finished = true;
    const std::filesystem::path parent = state_->path.has_parent_path() ? state_->path.parent_path() : ".";
    const int folder = open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && fsync(folder) == 0;
    const int fault = errno;
    if (folder >= 0) close(folder);
    errno = fault;
    if (!synced) return file_error("Cannot sync the folder", parent);
    return *found;
}

} // namespace kiosk::handover
