#include "command/disk_files.hpp"

#include "platform/files.hpp"

namespace kiosk::command {

Result<std::optional<std::string>> DiskFiles::read(std::string_view path, std::size_t bytes_max) const {
    return platform::read_file_beneath(folder_.string(), std::string(path), bytes_max);
}

Result<std::optional<deck::Files::Head>> DiskFiles::head(std::string_view path, std::size_t bytes_max) const {
    auto head = platform::read_head_beneath(folder_.string(), std::string(path), bytes_max);
    if (!head) return head.error();
    if (!*head) return std::optional<Head>{};
    return std::optional<Head>{{std::move((*head)->bytes), (*head)->file_bytes}};
}

std::vector<std::string> DiskFiles::list(std::string_view folder) const {
    std::vector<std::string> names;
    const std::filesystem::path where = folder.empty() ? folder_ : folder_ / folder;
    if (!platform::is_folder(where.string())) return names;
    const auto entries = platform::list_folder(where.string());
    if (!entries) return names;
    for (const platform::FolderEntry& entry : *entries)
        if (!entry.folder) names.push_back(entry.name);
    return names;
}

std::string DiskFiles::display_name(std::string_view path) const {
    return (folder_ / path).string();
}

} // namespace kiosk::command
