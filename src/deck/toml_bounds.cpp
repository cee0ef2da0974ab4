// The scan that runs before the parser: it knows just enough TOML to tell text and comments from structure.
#include "base/utf8.hpp"
#include "deck/parse_toml.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

// The kinds of text that a bracket or a dot may stand in without meaning anything.
enum class Inside : std::uint8_t { Nothing, Comment, Basic, Literal, LongBasic, LongLiteral };

class Scan {
  public:
    Scan(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    std::optional<Diagnostic> run() {
        while (at_ < text_.size()) {
            const CodePoint point = decode_utf8(text_.substr(at_));
            if (point.value == 0) return finding("text without NUL bytes", "a NUL byte");
            if (point.value == 0xFFFD && point.bytes != 3)
                return finding("UTF-8", "a byte that is no part of it");
            const std::size_t taken = step();
            if (depth_ > toml_nesting_max)
                return finding(say("lists and tables at most ", toml_nesting_max, " deep"), "more");
            if (dots_ >= toml_dots_max)
                return finding(say("names of at most ", toml_dots_max, " parts"), "more");
            advance(taken == 0 ? point.bytes : taken);
        }
        return std::nullopt;
    }

  private:
    // What the character at hand means; the number of bytes taken when more than one character belongs
    // together.
    std::size_t step() {
        const char c = text_[at_];
        const std::string_view rest = text_.substr(at_);
        switch (inside_) {
        case Inside::Nothing: return outside(c, rest);
        case Inside::Comment:
            if (c == '\n') leave();
            return 0;
        case Inside::Basic:
            if (c == '\\') return escaped(rest);
            if (c == '"' || c == '\n') leave();
            return 0;
        case Inside::Literal:
            if (c == '\'' || c == '\n') leave();
            return 0;
        case Inside::LongBasic:
            if (c == '\\') return escaped(rest);
            return long_end(rest, "\"\"\"");
        case Inside::LongLiteral: return long_end(rest, "'''");
        }
        return 0;
    }

    std::size_t outside(char c, std::string_view rest) {
        if (rest.starts_with("\"\"\"") || rest.starts_with("'''")) {
            inside_ = c == '"' ? Inside::LongBasic : Inside::LongLiteral;
            return 3;
        }
        if (c == '#')
            inside_ = Inside::Comment;
        else if (c == '"')
            inside_ = Inside::Basic;
        else if (c == '\'')
            inside_ = Inside::Literal;
        else if (c == '[' || c == '{')
            ++depth_;
        else if (c == ']' || c == '}')
            depth_ = depth_ > 0 ? depth_ - 1 : 0;
        else if (c == '.')
            ++dots_;
        if (c == '\n' || c == '=' || c == ',') dots_ = 0;
        return 0;
    }

    // A backslash takes the ASCII character behind it along; anything longer is looked at by itself.
    static std::size_t escaped(std::string_view rest) {
        const bool ascii = rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0x80 && rest[1] != '\0';
        return ascii && rest[1] != '\n' ? 2 : 0;
    }

    // Up to two quotation marks may stand right before the three that end a long text.
    std::size_t long_end(std::string_view rest, std::string_view mark) {
        if (!rest.starts_with(mark)) return 0;
        std::size_t taken = mark.size();
        while (taken < mark.size() + 2 && taken < rest.size() && rest[taken] == mark[0]) ++taken;
        leave();
        return taken;
    }

    void leave() {
        if (inside_ == Inside::Comment) dots_ = 0;
        inside_ = Inside::Nothing;
    }

    void advance(std::size_t bytes) {
        if (text_[at_] == '\n') {
            ++line_;
            column_ = 1;
            dots_ = 0;
        } else {
            column_ += static_cast<int>(count_code_points(text_.substr(at_, bytes)));
        }
        at_ += bytes;
    }

    Diagnostic finding(const std::string& expected, const std::string& found) const {
        return {Severity::Error,
                {file_, line_, column_},
                "bounds",
                say("expected ", expected, ", found ", found),
                "this file is no deck of ours, or it is damaged"};
    }

    std::string_view text_;
    const std::string& file_;
    std::size_t at_ = 0;
    int line_ = 1, column_ = 1;
    int depth_ = 0, dots_ = 0;
    Inside inside_ = Inside::Nothing;
};

} // namespace

std::optional<Diagnostic> check_bounds(std::string_view text, const std::string& file) {
    if (text.size() > toml_bytes_max)
        return Diagnostic{
            Severity::Error,
            {file, 0, 0},
            "bounds",
            say("expected at most ", toml_bytes_max / 1024, " KiB, found ", (text.size() + 1023) / 1024),
            "split what is in it, or take pictures and tables out of the text"};
    return Scan(text, file).run();
}

} // namespace kiosk::deck
