#include "deck/reference.hpp"

#include <algorithm>
#include <vector>

#include "deck/kind_rows.hpp"
#include "deck/report.hpp"
#include "deck/say.hpp"
#include "deck/tables.hpp"

namespace kiosk::deck {

namespace {

std::string kind_of_value(const Key& key) {
    switch (key.type) {
    case Type::Text: return "text";
    case Type::Words: return "words";
    case Type::Integer: return "whole number";
    case Type::Number: return "number";
    case Type::Boolean: return "true or false";
    case Type::Colour: return "colour";
    case Type::Date: return "date";
    case Type::Texts: return "list of texts";
    case Type::Integers: return "list of whole numbers";
    case Type::Table: return "table";
    case Type::Tables: return "list of tables";
    case Type::Map: return "table of texts";
    case Type::OneOf: break;
    }
    std::string out;
    for (const std::string_view choice : key.choices)
        if (!choice.empty()) out += say(out.empty() ? "" : ", ", "`", choice, "`");
    return out;
}

std::string limits(const Key& key) {
    if (key.least == 0 && key.most == 0) return "";
    const bool counted = key.type == Type::Texts || key.type == Type::Integers || key.type == Type::Tables;
    const bool letters = key.type == Type::Text || key.type == Type::Words;
    return say(key.least, " to ", key.most, counted ? " of them" : letters ? " characters" : "");
}

class Writer {
  public:
    std::string run() {
        out_ = "# Every key of every file\n\n"
               "Written by `pledge-kiosk check --reference` from the table that the program checks files "
               "against; "
               "a test compares the two.\n\n"
               "*Words* are what people read: they may be translated in `lang/TAG.toml` under their dotted "
               "path, "
               "such as `slide.rise.title`. A language is offered when all of its words are there. Every "
               "file is "
               "TOML, at most 256 KiB.\n";
        for (const FileTable& file : file_tables()) {
            out_ += say("\n## ", file.file, "\n\n", file.doc, ".\n");
            written_.clear();
            section(*file.section, false);
        }
        out_ += say("\n## Rules of `pledge-kiosk check`\n\n", rules_text());
        return std::move(out_);
    }

  private:
    void section(const Section& section, bool headed) {
        if (std::find(written_.begin(), written_.end(), &section) != written_.end()) return;
        written_.push_back(&section);
        if (headed) out_ += say("\n### ", section.name, "\n\n", section.doc, "\n");
        if (!section.keys.empty())
            out_ += "\n| key | value | limits | default | meaning |\n| --- | --- | --- | --- | --- |\n";
        for (const Key& key : section.keys)
            out_ += say("| `", key.name, "` | ", kind_of_value(key), " | ", limits(key), " | ",
                        key.need == Need::Required ? std::string("needed")
                        : key.fallback.empty()     ? std::string()
                                                   : say("`", key.fallback, "`"),
                        " | ", key.doc, " |\n");
        for (const Key& key : section.keys)
            if (key.inner != nullptr) this->section(*key.inner, true);
        if (&section == &slide_section())
            for (const KindRow& kind : kind_rows) this->section(*kind.section, true);
    }

    std::string out_;
    std::vector<const Section*> written_;
};

} // namespace

std::string reference() {
    return Writer().run();
}

} // namespace kiosk::deck
