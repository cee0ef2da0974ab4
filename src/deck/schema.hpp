// The table of keys: what each file of ours may hold, with type, default, limits and one line of meaning. One
// table drives three things: the checks here, what the loaders read (an absent key gives the table's
// default), and config/REFERENCE.md. Knows nothing of what the values are for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deck/diagnostic.hpp"
#include "deck/node.hpp"

namespace kiosk::deck {

enum class Type : std::uint8_t {
    Text,    // for the program: an id, an address; limits count characters
    Words,   // for people: may be translated in lang/TAG.toml
    OneOf,   // one of `choices`
    Integer, // limits are values
    Number,
    Boolean,
    Colour, // "#RRGGBB" or "#RRGGBBAA"
    Date,   // "2026", "2026-12" or 2026-12-31
    Texts,  // a list of texts; limits count items
    Integers,
    Table,  // one table of `inner`
    Tables, // a list of tables of `inner`; limits count items
    Map,    // a table whose names are free and whose values are texts
};

enum class Need : std::uint8_t { Optional, Required };

struct Section;

struct Key {
    std::string_view name;
    Type type = Type::Text;
    Need need = Need::Optional;
    std::string_view fallback;  // the default, as the value is written without quotation marks; "" = none
    double least = 0, most = 0; // both 0: no limit but the file's
    std::string_view doc;
    std::span<const std::string_view> choices = {};
    const Section* inner = nullptr;
};

struct Section {
    std::string_view name; // as the reference shows it: "[[slide]]"
    std::string_view doc;
    std::span<const Key> keys;
};

// One table of a file, with what it may hold. `sections` is one section, or a common one and that of its
// kind.
class Reader {
  public:
    // Looks at every member of `node` (not into inner tables) and reports unknown names, wrong types, values
    // beyond their limits and what is missing. All getters are safe afterwards, whatever was found.
    Reader(const Node& node, std::span<const Section* const> sections, const std::string& file,
           Diagnostics& diagnostics);

    // The value, or the table's default where it is absent or was found wrong.
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name) const;
    [[nodiscard]] double number(std::string_view name) const;
    [[nodiscard]] bool boolean(std::string_view name) const;
    [[nodiscard]] std::size_t choice(std::string_view name) const; // index in the key's choices
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name) const;
    [[nodiscard]] const Node* node(std::string_view name) const;               // Table, Map; null when absent
    [[nodiscard]] std::vector<const Node*> nodes(std::string_view name) const; // Tables
    [[nodiscard]] const Section& inner(std::string_view name) const;
    // Whether such a table may have this key; those of a slide depend on its kind.
    [[nodiscard]] bool knows(std::string_view name) const { return key(name) != nullptr; }
    [[nodiscard]] bool has(std::string_view name) const { return good(name) != nullptr; }
    // Where the value of `name` stands, else where this table begins.
    [[nodiscard]] SourcePlace place(std::string_view name) const;
    [[nodiscard]] SourcePlace place() const { return {file_, node_.line, node_.column}; }

  private:
    [[nodiscard]] const Key* key(std::string_view name) const;
    [[nodiscard]] const Key& known(std::string_view name, Type type) const;
    [[nodiscard]] const Node* good(std::string_view name) const;
    void report_unknown(const Member& member);
    void report_missing();

    const Node& node_;
    std::span<const Section* const> sections_;
    const std::string& file_;
    Diagnostics& diagnostics_;
    std::vector<std::string_view> bad_;   // members found wrong: read as if absent
    std::vector<std::string_view> meant_; // keys that unknown ones are slips of: not missed as well
};

// Empty when `value` is what `key` asks for; otherwise what is wrong, in two parts.
struct Mismatch {
    std::string expected, found;
};
[[nodiscard]] std::optional<Mismatch> check_value(const Key& key, const Node& value);

} // namespace kiosk::deck
