#include "paint/glyphs_freetype.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "text/lru.hpp"

namespace kiosk::paint {

namespace {

// All glyphs of the busiest slide at all four offsets take about 3 MiB.
constexpr std::size_t cached_mask_bytes_max = 16 * 1024 * 1024;
constexpr float fixed_26_6 = 64;
constexpr FT_Pos subpixel_26_6 = 64 / subpixels;

struct FreeLibrary {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FreeFace {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using LibraryHandle = std::unique_ptr<FT_LibraryRec_, FreeLibrary>;
using FaceHandle = std::unique_ptr<FT_FaceRec_, FreeFace>;

struct MaskKey {
    text::FontId font;
    std::uint32_t glyph = 0;
    FT_F26Dot6 size = 0;
    int offset_x = 0, offset_y = 0;
    bool operator==(const MaskKey&) const = default;
};

std::uint64_t hash_of(const MaskKey& key) {
    constexpr std::uint64_t spread = 0x9E3779B97F4A7C15;
    const auto size = static_cast<std::uint64_t>(key.size);
    const auto offset =
        static_cast<std::uint64_t>(key.offset_x) * subpixels + static_cast<std::uint64_t>(key.offset_y);
    const std::uint64_t glyph = (std::uint64_t{key.font.index} << 32U) | key.glyph;
    return ((glyph * spread) ^ size) * spread ^ offset;
}

} // namespace

struct Glyphs::Impl {
    const text::Fonts* fonts = nullptr;
    LibraryHandle library;
    struct Face {
        FaceHandle handle;
        FT_F26Dot6 size = 0;
        bool failed = false; // not tried again every frame
    };
    std::vector<Face> faces; // before them the library must stand, after them it may go
    text::Lru<MaskKey, GlyphMask> masks{cached_mask_bytes_max};

    Face* face(text::FontId font);
    GlyphMask rasterise(const MaskKey& key);
};

Glyphs::Glyphs() : impl_(std::make_unique<Impl>()) {}
Glyphs::~Glyphs() = default;

Result<std::unique_ptr<Glyphs>> Glyphs::create(const text::Fonts& fonts) {
    FT_Library library = nullptr;
    if (const FT_Error error = FT_Init_FreeType(&library); error != 0) {
        return machine_error("FreeType would not start; install libfreetype6 again", error);
    }
    std::unique_ptr<Glyphs> glyphs(new Glyphs());
    glyphs->impl_->fonts = &fonts;
    glyphs->impl_->library.reset(library);
    glyphs->impl_->faces.resize(fonts.font_count());
    return glyphs;
}

Glyphs::Impl::Face* Glyphs::Impl::face(text::FontId font) {
    if (font.index >= faces.size()) return nullptr;
    Face& face = faces[font.index];
    if (face.handle == nullptr && !face.failed) {
        const std::span<const std::byte> bytes = fonts->font_bytes(font);
        FT_Face opened = nullptr;
        face.failed =
            FT_New_Memory_Face(library.get(), reinterpret_cast<const FT_Byte*>(bytes.data()),
                               static_cast<FT_Long>(bytes.size()), fonts->face_index(font), &opened) != 0;
        face.handle.reset(opened);
    }
    return face.failed ? nullptr : &face;
}

// An empty mask when the glyph has no ink, or cannot be read.
GlyphMask Glyphs::Impl::rasterise(const MaskKey& key) {
    GlyphMask mask;
    Face* face = this->face(key.font);
    if (face == nullptr) return mask;
    if (face->size != key.size) {
        constexpr FT_UInt one_px_a_point = 72;
        if (FT_Set_Char_Size(face->handle.get(), 0, key.size, one_px_a_point, one_px_a_point) != 0)
            return mask;
        face->size = key.size;
    }
    if (FT_Load_Glyph(face->handle.get(), key.glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
        return mask;
    FT_GlyphSlot slot = face->handle->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return mask;
    FT_Outline_Translate(&slot->outline, key.offset_x * subpixel_26_6, -key.offset_y * subpixel_26_6);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return mask;
    const FT_Bitmap& bitmap = slot->bitmap;
    mask.left = slot->bitmap_left;
    mask.top = -slot->bitmap_top;
    mask.width = static_cast<int>(bitmap.width);
    mask.height = static_cast<int>(bitmap.rows);
    mask.coverage.resize(std::size_t{bitmap.width} * bitmap.rows);
    for (unsigned y = 0; y < bitmap.rows; ++y) {
        std::memcpy(mask.coverage.data() + std::size_t{y} * bitmap.width,
                    bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch, bitmap.width);
    }
    return mask;
}

const GlyphMask& Glyphs::mask(text::FontId font, std::uint32_t glyph, float size_px, int offset_x,
                              int offset_y) {
    const MaskKey key{font, glyph, static_cast<FT_F26Dot6>(std::lround(size_px * fixed_26_6)), offset_x,
                      offset_y};
    const std::uint64_t hash = hash_of(key);
    if (const GlyphMask* found = impl_->masks.find(hash, [&](const MaskKey& k) { return k == key; }))
        return *found;
    GlyphMask mask = impl_->rasterise(key);
    const std::size_t cost = mask.coverage.size() + sizeof(GlyphMask) + sizeof(MaskKey);
    return impl_->masks.hold(hash, key, std::move(mask), cost);
}

void Glyphs::next_frame() {
    impl_->masks.trim();
}

std::size_t Glyphs::cached_bytes() const {
    return impl_->masks.used();
}

} // namespace kiosk::paint
