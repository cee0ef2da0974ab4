// One slide as the loader of its kind sees it: the keys of its table, its facts, its words in all languages.
// Made by load_slides() for each slide, used by the load_*() functions of kind_rows.hpp. Remembers which
// facts were asked for, so that the source line names them; never decides what a kind means.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deck/load_parts.hpp"

namespace kiosk::deck {

class KindReader {
  public:
    // `path` is that of the slide's words, such as "slide.rise". `told` grows by each fact that is asked for.
    KindReader(const Reader& keys, const std::string& file, std::string path, Loading& loading,
               std::vector<const Fact*>& told);

    [[nodiscard]] const Reader& keys() const { return keys_; }
    [[nodiscard]] Localised words(std::string_view name);
    // The fact that key `name` names. Null when there is no such key, or no such fact: then it is reported.
    [[nodiscard]] const Fact* fact(std::string_view name = "fact");
    // The name of an icon. One that neither the deck's theme nor the program has is reported, once the theme
    // is read.
    [[nodiscard]] std::string icon(std::string_view name);
    // The part of the slide that key `name` names, if the kind has such a key. One name stands for one part
    // of a slide.
    [[nodiscard]] PartId part(std::string_view name);
    // The number of the slide's `fact` as a whole number within limits. A fact that is missing, has no number
    // or another one is reported: `what` says what it is for ("the number of lights"), `otherwise` is given
    // back.
    [[nodiscard]] int whole(std::string_view what, int least, int most, int otherwise);

    // The number of the fact that key `name` names. A fact without one is reported; so is a key that is
    // absent, unless `need` says that it may be.
    [[nodiscard]] std::optional<Quantity> quantity(std::string_view name, Need need = Need::Required);
    [[nodiscard]] std::optional<Quantity> quantity_of(const std::string& fact_id, std::string_view name);
    // The table of key "data", whose source the slide then names. Null when there is no such key or table.
    [[nodiscard]] const DataTable* data();

    // Calls `read` for the inner table `name`, or for each table of the list `name`, with a reader of its
    // own. The words of a table stand at PATH.name, those of a list at PATH.name.1 and so on.
    void table(std::string_view name, const std::function<void(KindReader&)>& read);
    void each(std::string_view name, const std::function<void(KindReader&)>& read);

    // Errors with the place of key `name`: the slide needs a fact and has none; its fact is not as expected;
    // anything else.
    void missing_fact(std::string_view what);
    void wrong_fact(const Fact& fact, std::string_view name, const std::string& expected);
    void error(std::string_view name, std::string rule, std::string message, std::string help);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] Loading& loading() { return loading_; }

  private:
    void tell(const Fact& fact);

    const Reader& keys_;
    const std::string& file_;
    std::string path_;
    Loading& loading_;
    std::vector<const Fact*>& told_;
};

} // namespace kiosk::deck
