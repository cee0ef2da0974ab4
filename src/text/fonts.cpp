#include "text/text.hpp"

#include <algorithm>
#include <cmath>

#include "base/secret.hpp"
#include "text/break_lines.hpp"
#include "text/lru.hpp"
#include "text/shape_harfbuzz.hpp"
#include "text/thai_words.hpp"

namespace kiosk::text {

namespace {

// The lines of a whole deck in one language and one size are a few hundred; a run is a few kilobytes.
constexpr std::size_t cached_runs_max = 2000;
constexpr std::size_t cached_paragraphs_max = 500;
// Longer lines than this are no line of a kiosk; it keeps a mistake in a deck from taking all memory.
constexpr std::size_t line_glyphs_max = 4000;
// Shaping a whole line may differ from the sum of its words by kerning at the spaces, never by as much as
// this.
constexpr float width_tolerance_px = 0.5F;

struct Key {
    std::string text, language;
    Style style;
    float width_max = 0;
    Breaking breaking = Breaking::Plain;
};

std::uint64_t hash_of(std::string_view text, const Style& style, std::string_view language, float width_max) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    const auto add = [&hash](std::uint64_t word) { hash = (hash ^ word) * 0x100000001B3ULL; };
    for (const char c : text) add(static_cast<unsigned char>(c));
    add(0x100);
    for (const char c : language) add(static_cast<unsigned char>(c));
    add(static_cast<std::uint64_t>(style.family) * 4096 + static_cast<std::uint64_t>(style.weight));
    add(static_cast<std::uint64_t>(std::lround(style.size_px * 64)));
    add(static_cast<std::uint64_t>(std::lround(width_max)));
    return hash;
}

} // namespace

void SecretRun::clear() noexcept {
    wipe(glyphs.data(), sizeof(glyphs));
    count = 0;
    size_px = width = 0;
    ink = {};
    right_to_left = false;
}

float SecretRun::caret_x(std::size_t offset) const {
    // The glyph that stands for the character at `offset`, or the first one behind it.
    std::size_t best = count;
    for (std::size_t i = 0; i < count; ++i) {
        if (glyphs[i].cluster < offset) continue;
        const bool is_nearer = best == count || glyphs[i].cluster < glyphs[best].cluster;
        // Of the glyphs of one character, the caret stands at the outer edge.
        const bool is_outer = best != count && glyphs[i].cluster == glyphs[best].cluster && right_to_left;
        if (is_nearer || is_outer) best = i;
    }
    if (right_to_left) {
        if (best == count) return 0;
        return best + 1 < count ? glyphs[best + 1].x : width;
    }
    return best == count ? width : glyphs[best].x;
}

struct Fonts::Impl {
    std::vector<FontFile> files;
    std::unique_ptr<Shaper> shaper; // reads the bytes of `files`
    std::vector<Glyph> scratch;
    std::unique_ptr<ThaiWords> thai; // for decks that need it
    Lru<Key, RunPointer> runs{cached_runs_max};
    Lru<Key, Paragraph> paragraphs{cached_paragraphs_max};

    float measure(std::string_view text, const Style& style, std::string_view language) {
        if (text.empty()) return 0;
        return shaper->shape(text, style, language, scratch, line_glyphs_max, false).width;
    }
    std::vector<Word> words_of(std::string_view line);
    std::vector<Word> measured_words(std::string_view line, const Style& style, std::string_view language,
                                     float width_max);
};

std::vector<Word> Fonts::Impl::words_of(std::string_view line) {
    std::vector<Word> words = split_words(line);
    if (!ThaiWords::has_thai(line)) return words;
    if (!thai) thai = std::make_unique<ThaiWords>();
    const std::vector<std::size_t> ends = thai->ends(line);
    std::vector<Word> out;
    for (const Word& word : words) {
        const std::vector<Word> pieces = cut_word(line, word, ends);
        out.insert(out.end(), pieces.begin(), pieces.end());
    }
    return out;
}

// Each word with its width, and the advance up to the next word, kerning and tracking over the gap included.
std::vector<Word> Fonts::Impl::measured_words(std::string_view line, const Style& style,
                                              std::string_view language, float width_max) {
    const float tracking = style.tracking_em * style.size_px;
    const auto measure_one = [&](Word& word) {
        word.width = measure(line.substr(word.first, word.ink_end - word.first), style, language);
        const float whole = measure(line.substr(word.first, word.end - word.first), style, language);
        word.space = whole - word.width + tracking;
    };
    std::vector<Word> words;
    for (Word& word : words_of(line)) {
        measure_one(word);
        std::vector<Word> pieces;
        if (word.width > width_max) pieces = split_word(line, word);
        for (Word& piece : pieces) measure_one(piece);
        if (pieces.empty()) pieces.push_back(word);
        words.insert(words.end(), pieces.begin(), pieces.end());
    }
    return words;
}

Fonts::Fonts() : impl_(std::make_unique<Impl>()) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::create(std::vector<FontFile> files) {
    for (const Family family : {Family::Display, Family::Text}) {
        if (std::any_of(files.begin(), files.end(), [&](const FontFile& f) { return f.family == family; }))
            continue;
        return machine_error(family == Family::Display
                                 ? "fonts: expected a face of Inter Display, found none; install fonts-inter"
                                 : "fonts: expected a face of Inter, found none; install fonts-inter");
    }
    std::unique_ptr<Fonts> fonts(new Fonts());
    fonts->impl_->files = std::move(files);
    auto shaper = Shaper::create(fonts->impl_->files);
    if (!shaper) return shaper.error();
    fonts->impl_->shaper = std::move(*shaper);
    fonts->impl_->scratch.reserve(std::max<std::size_t>(SecretRun::glyphs_max, 512));
    return fonts;
}

Result<std::unique_ptr<Fonts>> Fonts::twin() const {
    return create(impl_->files);
}

RunPointer Fonts::shape(std::string_view utf8, const Style& style, std::string_view language) {
    const std::uint64_t hash = hash_of(utf8, style, language, 0);
    const auto same = [&](const Key& key) {
        return key.text == utf8 && key.style == style && key.language == language;
    };
    if (const RunPointer* found = impl_->runs.find(hash, same)) return *found;
    const Shaped shaped = impl_->shaper->shape(utf8, style, language, impl_->scratch, line_glyphs_max, false);
    auto run = std::make_shared<Run>();
    run->text = utf8;
    run->glyphs.assign(impl_->scratch.begin(), impl_->scratch.end());
    // What no font has is told by missing_glyphs and leaves a gap; nobody should see the font's box for it.
    std::erase_if(run->glyphs, [](const Glyph& glyph) { return glyph.id == 0; });
    run->size_px = style.size_px;
    run->width = shaped.width;
    run->left_bearing = shaped.left_bearing;
    run->ink = shaped.ink;
    run->right_to_left = shaped.right_to_left;
    run->missing_glyphs = shaped.missing_glyphs;
    return impl_->runs.put(hash, {std::string(utf8), std::string(language), style}, std::move(run), 1);
}

void Fonts::shape_secret(std::string_view utf8, const Style& style, std::string_view language,
                         SecretRun& out) {
    out.clear();
    std::vector<Glyph>& scratch = impl_->scratch;
    const Shaped shaped = impl_->shaper->shape(utf8, style, language, scratch, SecretRun::glyphs_max, true);
    std::copy(scratch.begin(), scratch.end(), out.glyphs.begin());
    out.count = scratch.size();
    out.size_px = style.size_px;
    out.width = shaped.width;
    out.ink = shaped.ink;
    out.right_to_left = shaped.right_to_left;
    wipe(scratch.data(), scratch.size() * sizeof(Glyph));
    scratch.clear();
}

Paragraph Fonts::paragraph(std::string_view utf8, const Style& style, std::string_view language,
                           float width_max, Breaking breaking) {
    const std::uint64_t hash = hash_of(utf8, style, language, width_max);
    const auto same = [&](const Key& key) {
        return key.text == utf8 && key.style == style && key.language == language &&
               key.width_max == width_max && key.breaking == breaking;
    };
    if (const Paragraph* found = impl_->paragraphs.find(hash, same)) return *found;

    Paragraph paragraph;
    paragraph.style = style;
    const auto add_line = [&](std::string_view line) {
        paragraph.lines.push_back(shape(line, style, language));
        paragraph.width = std::max(paragraph.width, paragraph.lines.back()->width);
    };
    for (std::size_t at = 0; at <= utf8.size();) {
        const std::string_view line = utf8.substr(at, utf8.find('\n', at) - at);
        const std::vector<Word> words = impl_->measured_words(line, style, language, width_max);
        std::size_t first = 0;
        for (const std::size_t next : choose_breaks(words, width_max + width_tolerance_px, breaking)) {
            add_line(line.substr(words[first].first, words[next - 1].ink_end - words[first].first));
            first = next;
        }
        add_line(line.substr(words[first].first, words.back().ink_end - words[first].first));
        at += line.size() + 1;
    }
    paragraph.height = static_cast<float>(paragraph.lines.size()) * style.line_height();
    paragraph.fits = paragraph.width <= width_max + 2 * width_tolerance_px;
    return impl_->paragraphs.put(hash, {std::string(utf8), std::string(language), style, width_max, breaking},
                                 std::move(paragraph), 1);
}

Fonts::Metrics Fonts::metrics(const Style& style) const {
    return impl_->shaper->metrics(style);
}

float Fonts::baseline(const Style& style) const {
    const Metrics m = metrics(style);
    return (style.line_height() + (m.ascent - m.descent) * style.size_px) / 2;
}

std::size_t Fonts::font_count() const {
    return impl_->files.size();
}
std::span<const std::byte> Fonts::font_bytes(FontId font) const {
    return impl_->files.at(font.index).bytes.view();
}
int Fonts::face_index(FontId font) const {
    return impl_->files.at(font.index).face_index;
}

} // namespace kiosk::text
