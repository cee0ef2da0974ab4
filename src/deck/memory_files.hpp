// Files in memory: the port's other implementation, for tests and for text that is not saved yet.
// Never touches the disk.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "deck/files.hpp"

namespace kiosk::deck {

class MemoryFiles : public Files {
  public:
    MemoryFiles() = default;
    explicit MemoryFiles(std::map<std::string, std::string, std::less<>> files) : files_(std::move(files)) {}

    void set(std::string path, std::string bytes) { files_[std::move(path)] = std::move(bytes); }
    void remove(const std::string& path) { files_.erase(path); }
    [[nodiscard]] std::string& at(const std::string& path) { return files_.at(path); }

    [[nodiscard]] Result<std::optional<std::string>> read(std::string_view path,
                                                          std::size_t bytes_max) const override {
        const auto found = files_.find(path);
        if (found == files_.end()) return std::optional<std::string>{};
        if (found->second.size() > bytes_max)
            return input_error(std::string(path) + ": expected at most " + std::to_string(bytes_max) +
                               " bytes, found more");
        return std::optional<std::string>{found->second};
    }
    [[nodiscard]] std::vector<std::string> list(std::string_view folder) const override {
        std::vector<std::string> names;
        const std::string prefix = std::string(folder) + '/';
        for (const auto& [path, bytes] : files_)
            if (path.starts_with(prefix) && path.find('/', prefix.size()) == std::string::npos)
                names.push_back(path.substr(prefix.size()));
        return names;
    }
    [[nodiscard]] std::string display_name(std::string_view path) const override { return std::string(path); }

  private:
    std::map<std::string, std::string, std::less<>> files_;
};

} // namespace kiosk::deck
