#include "text/shape_harfbuzz.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>

#include <hb-ot.h>
#include <hb.h>

#include "base/secret.hpp"
#include "base/utf8.hpp"
#include "text/bidi_fribidi.hpp"

namespace kiosk::text {

namespace {

struct FreeFont {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct FreeBuffer {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
using FontHandle = std::unique_ptr<hb_font_t, FreeFont>;
using BufferHandle = std::unique_ptr<hb_buffer_t, FreeBuffer>;

// HarfBuzz looks this far around an item; its buffer keeps that many characters on each side.
constexpr unsigned context_characters = 5;
// Room for a line of typed text after all decompositions, taken at the start so that the buffer never moves.
constexpr unsigned buffer_glyphs = 2048;

constexpr hb_feature_t feature(hb_tag_t tag, std::uint32_t value) {
    return {tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}
// Tabular figures are the last, so that the others alone are the first five.
constexpr std::array<hb_feature_t, 6> features{
    feature(HB_TAG('k', 'e', 'r', 'n'), 1), feature(HB_TAG('m', 'a', 'r', 'k'), 1),
    feature(HB_TAG('m', 'k', 'm', 'k'), 1), feature(HB_TAG('c', 'a', 'l', 't'), 0),
    feature(HB_TAG('l', 'i', 'g', 'a'), 0), feature(HB_TAG('t', 'n', 'u', 'm'), 1)};

// In these scripts the letters of a word touch: tracking would tear them apart.
bool is_joined(hb_script_t script) {
    constexpr std::array<hb_script_t, 8> joined{HB_SCRIPT_ARABIC,  HB_SCRIPT_SYRIAC,  HB_SCRIPT_MONGOLIAN,
                                                HB_SCRIPT_NKO,     HB_SCRIPT_MANDAIC, HB_SCRIPT_DEVANAGARI,
                                                HB_SCRIPT_BENGALI, HB_SCRIPT_GURMUKHI};
    return std::find(joined.begin(), joined.end(), script) != joined.end();
}

// Does not need a glyph of its own, and stays with the character before it.
bool is_attached(hb_unicode_funcs_t* unicode, char32_t c) {
    const bool selector = c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
    if (selector) return true;
    const hb_unicode_general_category_t category = hb_unicode_general_category(unicode, c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

bool is_invisible(char32_t c) {
    return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

template <typename T> void wipe_all(std::vector<T>& vector) {
    vector.resize(vector.capacity());
    wipe(vector.data(), vector.size() * sizeof(T));
    vector.clear();
}

// Characters of one font, script and direction, by their places in the line.
struct Item {
    std::size_t first = 0, end = 0;
    std::uint16_t font = 0;
    hb_script_t script = HB_SCRIPT_COMMON;
    std::uint8_t level = 0;
};

} // namespace

struct Shaper::Impl {
    struct Face {
        FontHandle font;
        Family family = Family::Text;
        int weight = 400;
        float units_per_em = 1000;
        hb_position_t figure_width = 0; // of the widest tabular figure; 0 until it is asked for
    };
    std::vector<Face> faces;
    // For a family and weight: the faces to ask for a character, the best first.
    std::map<std::pair<Family, int>, std::vector<std::uint16_t>> orders;
    BufferHandle buffer;
    hb_unicode_funcs_t* unicode = nullptr; // HarfBuzz's own, never freed

    // Of the line in hand.
    std::vector<char32_t> characters;
    std::vector<std::uint32_t> offsets; // in bytes
    std::vector<std::uint8_t> levels;
    std::vector<std::uint16_t> fonts;
    std::vector<hb_script_t> scripts;
    std::vector<Item> items;

    const std::vector<std::uint16_t>& order(const Style& style);
    void decode(std::string_view utf8);
    bool choose_fonts(const Style& style);
    void find_scripts();
    void cut();
    void to_visual_order();
    bool shape_item(const Item& item, const Style& style, hb_language_t language, std::vector<Glyph>& glyphs,
                    std::size_t glyphs_max, float& pen, Shaped& shaped);
    [[nodiscard]] hb_position_t figure_width(Face& face);
    void set_figures(Face& face);
    void overwrite();
};

Shaper::Shaper() : impl_(std::make_unique<Impl>()) {}
Shaper::~Shaper() = default;

Result<std::unique_ptr<Shaper>> Shaper::create(std::span<const FontFile> files) {
    std::unique_ptr<Shaper> shaper(new Shaper());
    Impl& impl = *shaper->impl_;
    for (const FontFile& file : files) {
        // The bytes belong to Fonts, which outlives its shaper.
        hb_blob_t* blob = hb_blob_create_or_fail(reinterpret_cast<const char*>(file.bytes.data()),
                                                 static_cast<unsigned>(file.bytes.size()),
                                                 HB_MEMORY_MODE_READONLY, nullptr, nullptr);
        hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(file.face_index));
        const bool readable = blob != nullptr && hb_face_get_glyph_count(face) > 0;
        const unsigned units = hb_face_get_upem(face);
        FontHandle font(hb_font_create(face));
        hb_face_destroy(face);
        hb_blob_destroy(blob);
        if (!readable) {
            return machine_error(
                "font '" + file.name +
                "': expected an OpenType or TrueType font, found none in the file; install the "
                "fonts again");
        }
        hb_font_set_scale(font.get(), static_cast<int>(units), static_cast<int>(units));
        impl.faces.push_back({std::move(font), file.family, file.weight, static_cast<float>(units)});
    }
    impl.buffer.reset(hb_buffer_create());
    impl.unicode = hb_unicode_funcs_get_default();
    hb_buffer_pre_allocate(impl.buffer.get(), buffer_glyphs);
    return shaper;
}

const std::vector<std::uint16_t>& Shaper::Impl::order(const Style& style) {
    const auto [place, is_new] = orders.try_emplace({style.family, style.weight});
    std::vector<std::uint16_t>& order = place->second;
    if (!is_new) return order;
    const auto by_weight = [&](Family family, int weight, int best) {
        const auto off = [&](std::uint16_t face) {
            return faces[face].weight == best ? -1 : std::abs(faces[face].weight - weight);
        };
        std::vector<std::uint16_t> found;
        for (std::size_t i = 0; i < faces.size(); ++i) {
            if (faces[i].family == family) found.push_back(static_cast<std::uint16_t>(i));
        }
        std::stable_sort(found.begin(), found.end(),
                         [&](std::uint16_t a, std::uint16_t b) { return off(a) < off(b); });
        return found;
    };
    // All weights of a family hold the same characters, so one of each is asked.
    const Family other = style.family == Family::Display ? Family::Text : Family::Display;
    for (const Family family : {style.family, other}) {
        const auto found = by_weight(family, style.weight, style.weight);
        if (family != Family::Fallback && !found.empty()) order.push_back(found.front());
    }
    // Noto looks heavier than Inter Display at the same weight: one weight lower in display sizes. Where it
    // has no such cut the nearest to the style's own, so that a title of 600 is bold and not light.
    const int lower = style.family == Family::Display ? style.weight - 100 : style.weight;
    const auto fallbacks = by_weight(Family::Fallback, style.weight, lower);
    order.insert(style.family == Family::Fallback ? order.begin() : order.end(), fallbacks.begin(),
                 fallbacks.end());
    return order;
}

void Shaper::Impl::decode(std::string_view utf8) {
    // Grown while they are empty, so that growing leaves nothing behind.
    characters.clear(), offsets.clear(), levels.clear(), fonts.clear(), scripts.clear(), items.clear();
    characters.reserve(utf8.size()), offsets.reserve(utf8.size() + 1), levels.reserve(utf8.size());
    fonts.reserve(utf8.size()), scripts.reserve(utf8.size()), items.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const CodePoint point = decode_utf8(utf8.substr(at));
        characters.push_back(point.value < 0x20 || point.value == 0x7F ? U' ' : point.value);
        offsets.push_back(static_cast<std::uint32_t>(at));
        at += point.bytes;
    }
    offsets.push_back(static_cast<std::uint32_t>(utf8.size()));
}

// False when some character is in no font; it then shows the first font's box.
bool Shaper::Impl::choose_fonts(const Style& style) {
    const std::vector<std::uint16_t>& candidates = order(style);
    const auto has = [&](std::uint16_t face, char32_t c) {
        hb_codepoint_t glyph = 0;
        return hb_font_get_nominal_glyph(faces[face].font.get(), c, &glyph) != 0;
    };
    bool complete = true;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i];
        std::uint16_t face = candidates.front();
        if (i > 0 && (is_invisible(c) || ((c == U' ' || is_attached(unicode, c)) && has(fonts.back(), c)))) {
            face = fonts.back();
        } else if (!is_invisible(c)) {
            const auto found = std::find_if(candidates.begin(), candidates.end(),
                                            [&](std::uint16_t f) { return has(f, c); });
            if (found != candidates.end()) {
                face = *found;
            } else {
                complete = false;
            }
        }
        fonts.push_back(face);
    }
    return complete;
}

// Signs and marks without a script of their own take the one before them, or the first that follows.
void Shaper::Impl::find_scripts() {
    const auto is_real = [](hb_script_t s) {
        return s != HB_SCRIPT_COMMON && s != HB_SCRIPT_INHERITED && s != HB_SCRIPT_UNKNOWN;
    };
    for (const char32_t c : characters) scripts.push_back(hb_unicode_script(unicode, c));
    const auto first = std::find_if(scripts.begin(), scripts.end(), is_real);
    hb_script_t current = first == scripts.end() ? HB_SCRIPT_LATIN : *first;
    for (hb_script_t& script : scripts) {
        if (is_real(script)) {
            current = script;
        } else {
            script = current;
        }
    }
}

void Shaper::Impl::cut() {
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (!items.empty() && items.back().font == fonts[i] && items.back().script == scripts[i] &&
            items.back().level == levels[i]) {
            items.back().end = i + 1;
        } else {
            items.push_back({i, i + 1, fonts[i], scripts[i], levels[i]});
        }
    }
}

// Rule L2 of the bidirectional algorithm, over items: from the highest level down to the lowest odd one, turn
// around each stretch of that level or above.
void Shaper::Impl::to_visual_order() {
    std::uint8_t highest = 0;
    for (const Item& item : items) highest = std::max(highest, item.level);
    for (std::uint8_t level = highest; level > 0; --level) {
        for (auto from = items.begin(); from != items.end();) {
            from = std::find_if(from, items.end(), [&](const Item& item) { return item.level >= level; });
            const auto to =
                std::find_if(from, items.end(), [&](const Item& item) { return item.level < level; });
            std::reverse(from, to);
            from = to;
        }
    }
}

// The tabular figures of some cuts (Inter Display of Debian 12) are not all of one width, so the widest
// rules.
hb_position_t Shaper::Impl::figure_width(Face& face) {
    if (face.figure_width != 0) return face.figure_width;
    hb_buffer_t* b = buffer.get();
    hb_buffer_clear_contents(b);
    hb_buffer_add_utf8(b, "0123456789", -1, 0, -1);
    hb_buffer_set_direction(b, HB_DIRECTION_LTR);
    hb_buffer_set_script(b, HB_SCRIPT_LATIN);
    hb_shape(face.font.get(), b, features.data(), static_cast<unsigned>(features.size()));
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(b, &count);
    for (unsigned i = 0; i < count; ++i) {
        const hb_position_t advance = hb_font_get_glyph_h_advance(face.font.get(), infos[i].codepoint);
        face.figure_width = std::max(face.figure_width, advance);
    }
    return face.figure_width;
}

// Gives each figure in the buffer the same width, and sets it in the middle of it.
void Shaper::Impl::set_figures(Face& face) {
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    for (unsigned i = 0; i < count; ++i) {
        const char32_t c = characters[infos[i].cluster];
        if (c < U'0' || c > U'9') continue;
        const hb_position_t own = hb_font_get_glyph_h_advance(face.font.get(), infos[i].codepoint);
        positions[i].x_offset += (face.figure_width - own) / 2;
        positions[i].x_advance = face.figure_width;
    }
}

// False when there was no room for all glyphs of the item.
bool Shaper::Impl::shape_item(const Item& item, const Style& style, hb_language_t language,
                              std::vector<Glyph>& glyphs, std::size_t glyphs_max, float& pen,
                              Shaped& shaped) {
    Face& face = faces[item.font];
    const bool tabular = style.figures == Figures::Tabular && figure_width(face) > 0;
    hb_buffer_t* b = buffer.get();
    hb_buffer_clear_contents(b);
    hb_buffer_add_codepoints(b, reinterpret_cast<const hb_codepoint_t*>(characters.data()),
                             static_cast<int>(characters.size()), static_cast<unsigned>(item.first),
                             static_cast<int>(item.end - item.first));
    hb_buffer_set_direction(b, item.level % 2 == 0 ? HB_DIRECTION_LTR : HB_DIRECTION_RTL);
    hb_buffer_set_script(b, item.script);
    hb_buffer_set_language(b, language);
    const std::size_t feature_count = features.size() - (style.figures == Figures::Tabular ? 0 : 1);
    hb_shape(face.font.get(), b, features.data(), static_cast<unsigned>(feature_count));
    if (tabular) set_figures(face);

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(b, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(b, &count);
    const float k = style.size_px / face.units_per_em;
    const auto px = [k](hb_position_t units) { return static_cast<float>(units) * k; };
    const float tracking = is_joined(item.script) ? 0 : style.tracking_em * style.size_px;
    for (unsigned i = 0; i < count; ++i) {
        if (glyphs.size() == glyphs_max) return false;
        const Glyph glyph{FontId{item.font}, infos[i].codepoint, pen + px(positions[i].x_offset),
                          -px(positions[i].y_offset), offsets[infos[i].cluster]};
        hb_glyph_extents_t extents{};
        if (hb_font_get_glyph_extents(face.font.get(), glyph.id, &extents) != 0 && extents.width != 0) {
            const Rect ink{glyph.x + px(extents.x_bearing), glyph.y - px(extents.y_bearing),
                           px(extents.width), -px(extents.height)};
            if (shaped.ink.empty()) shaped.left_bearing = ink.x;
            shaped.ink = bounding(shaped.ink, ink);
        }
        glyphs.push_back(glyph);
        pen += px(positions[i].x_advance);
        shaped.width = pen;
        // Marks stand on their letter: the tracking comes behind them all. What nobody sees has no room.
        const bool unseen = is_invisible(characters[infos[i].cluster]);
        if (!unseen && (i + 1 == count || infos[i + 1].cluster != infos[i].cluster)) pen += tracking;
    }
    return true;
}

// Everything that held the line: our own vectors, and HarfBuzz's buffer, by blanks of more than the same
// length with blanks around them. Reading the positions makes HarfBuzz clear that half of its memory too.
void Shaper::Impl::overwrite() {
    hb_buffer_t* b = buffer.get();
    const std::size_t length = std::max<std::size_t>(4 * characters.size(), 256);
    unsigned count = 0;
    hb_buffer_clear_contents(b);
    characters.clear();
    std::vector<hb_codepoint_t> blanks(length + 2 * context_characters, U' ');
    hb_buffer_add_codepoints(b, blanks.data(), static_cast<int>(blanks.size()), context_characters,
                             static_cast<int>(length));
    static_cast<void>(hb_buffer_get_glyph_positions(b, &count));
    hb_buffer_clear_contents(b);
    wipe_all(characters);
    wipe_all(offsets);
    wipe_all(levels);
    wipe_all(fonts);
    wipe_all(scripts);
    wipe_all(items);
}

Shaped Shaper::shape(std::string_view utf8, const Style& style, std::string_view language,
                     std::vector<Glyph>& glyphs, std::size_t glyphs_max, bool secret) {
    Impl& impl = *impl_;
    Shaped shaped;
    glyphs.clear();
    impl.decode(utf8);
    shaped.missing_glyphs = !impl.choose_fonts(style);
    impl.find_scripts();
    impl.levels.resize(impl.characters.size());
    shaped.right_to_left = bidi_levels(impl.characters, is_right_to_left_language(language), impl.levels);
    impl.cut();
    impl.to_visual_order();
    const hb_language_t tag =
        language.empty() ? hb_language_get_default()
                         : hb_language_from_string(language.data(), static_cast<int>(language.size()));
    float pen = 0;
    for (const Item& item : impl.items) {
        if (!impl.shape_item(item, style, tag, glyphs, glyphs_max, pen, shaped)) break;
    }
    shaped.glyph_count = glyphs.size();
    if (secret) impl.overwrite();
    return shaped;
}

Fonts::Metrics Shaper::metrics(const Style& style) const {
    const Impl::Face& face = impl_->faces[impl_->order(style).front()];
    const auto em = [&](hb_ot_metrics_tag_t tag) {
        hb_position_t position = 0;
        hb_ot_metrics_get_position_with_fallback(face.font.get(), tag, &position);
        return static_cast<float>(position) / face.units_per_em;
    };
    return {em(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER), -em(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER),
            em(HB_OT_METRICS_TAG_CAP_HEIGHT), em(HB_OT_METRICS_TAG_X_HEIGHT)};
}

} // namespace kiosk::text
