#include "hub/state.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include "hub/store_libpq.hpp"
#include "hub/store_sqlite.hpp"

namespace kiosk::hub {

namespace {

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value ? value : "";
}

bool is_postgres(std::string_view store) {
    return store.starts_with("postgresql://") || store.starts_with("postgres://");
}

// Written whole under another name first: a key cut short by a power cut would lock out every kiosk.
Result<void> write_key(const std::filesystem::path& path, const SecretBytes& text) {
    const std::string part = path.string() + ".part";
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return machine_error("cannot write " + part + ": " + std::strerror(errno), errno);
    const auto bytes = text.bytes();
    const bool written =
        ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
    ::close(file);
    // link() and not rename(): of two hubs that start together, one makes the key and the other takes it.
    const bool linked = written && (::link(part.c_str(), path.c_str()) == 0 || errno == EEXIST);
    ::unlink(part.c_str());
    const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0) ::close(folder);
    if (!linked || !synced)
        return machine_error(
            "cannot write " + path.string() + ": check the disk and the folder's permissions", errno);
    return Done{};
}

} // namespace

Result<std::filesystem::path> state_folder(const std::string& given) {
    std::filesystem::path folder = given;
    if (folder.empty()) folder = environment("STATE_DIRECTORY");
    if (folder.empty()) {
        std::filesystem::path base = environment("XDG_STATE_HOME");
        if (base.empty()) {
            if (environment("HOME").empty())
                return usage_error("no place for the hub's state: give --state DIR");
            base = std::filesystem::path(environment("HOME")) / ".local/state";
        }
        folder = base / "pledge-hub";
    }
    std::error_code error;
    std::filesystem::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        return machine_error("cannot make the folder " + folder.string() + ": " + std::strerror(errno),
                             errno);
    return folder;
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max) {
    std::ifstream file(path, std::ios::binary);
    std::string text(bytes_max + 1, '\0');
    if (!file || !file.read(text.data(), static_cast<std::streamsize>(text.size())).eof())
        return machine_error("cannot read " + path.string() + ", or it is larger than " +
                             std::to_string(bytes_max) + " bytes");
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

Result<record::HubSigner> load_signer(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / "hub.key";
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) {
        if (errno != ENOENT)
            return machine_error("cannot look at " + path.string() + ": " + std::strerror(errno), errno);
        if (const auto written = write_key(path, record::HubSigner::generate().to_text()); !written)
            return written.error();
        if (::stat(path.c_str(), &about) != 0) return machine_error("cannot look at " + path.string(), errno);
    }
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return machine_error(path.string() + " can be read by others: chmod 600 " + path.string());
    auto text = read_file(path, 1024);
    if (!text) return text.error();
    auto signer = record::HubSigner::parse(*text);
    wipe(text->data(), text->size());
    return signer;
}

Result<std::unique_ptr<Store>> open_store(const std::string& given, const std::filesystem::path& folder) {
    if (is_postgres(given)) return open_libpq_store(given);
    return open_sqlite_store(given.empty() ? (folder / "hub.db").string() : given);
}

Result<std::unique_ptr<StaffStore>> open_staff_store(const std::string& given,
                                                     const std::filesystem::path& folder) {
    if (is_postgres(given)) return open_libpq_staff_store(given);
    return open_sqlite_staff_store(given.empty() ? (folder / "hub.db").string() : given);
}

} // namespace kiosk::hub
