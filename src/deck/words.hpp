// The words of the interface itself (buttons, dialogs, messages, names of keys), by language: from
// assets/words/TAG.toml. A deck brings its own words; these are the program's.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/localised.hpp"

namespace kiosk::deck {

class Words {
  public:
    void set(std::string key, Localised words) { words_[std::move(key)] = std::move(words); }
    // The words of `key`, such as "chrome.need_help"; the key itself when there are none (a test finds
    // those).
    [[nodiscard]] std::string_view get(std::string_view key, std::string_view language) const {
        const auto found = words_.find(key);
        return found == words_.end() ? key : found->second.in(language);
    }
    [[nodiscard]] const std::map<std::string, Localised, std::less<>>& all() const { return words_; }

  private:
    std::map<std::string, Localised, std::less<>> words_;
};

} // namespace kiosk::deck
