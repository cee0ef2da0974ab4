#include "platform/fonts_fontconfig.hpp"

#include <fontconfig/fontconfig.h>

#include <memory>

#include "platform/files.hpp"

namespace kiosk::platform {

namespace {

using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;

// Fontconfig's strings are unsigned.
const FcChar8* as_fc(const std::string& text) {
    return reinterpret_cast<const FcChar8*>(text.c_str());
}

// Fontconfig gives the nearest font it has, whatever was asked; this sees whether it is the family itself.
bool is_of_family(const FcPattern* font, const std::string& family) {
    FcChar8* name = nullptr;
    for (int i = 0; FcPatternGetString(font, FC_FAMILY, i, &name) == FcResultMatch; ++i) {
        // Compares without case and blanks, as Fontconfig itself matches families.
        std::string ours, theirs;
        for (const char c : family) {
            if (c != ' ') ours += c;
        }
        for (const FcChar8* c = name; *c != 0; ++c) {
            if (*c != ' ') theirs += static_cast<char>(*c);
        }
        if (FcStrCmpIgnoreCase(as_fc(ours), as_fc(theirs)) == 0) return true;
    }
    return false;
}

Error missing(const std::string& family) {
    const std::string_view package = package_of_family(family);
    return machine_error(
        "the font family \"" + family + "\" is not installed; " +
        (package.empty() ? std::string("install the Debian package that brings it, or name another family")
                         : "install Debian's package " + std::string(package)));
}

} // namespace

std::string_view package_of_family(std::string_view family) {
    if (family.starts_with("Inter")) return "fonts-inter";
    if (family.starts_with("Noto") && family.find("CJK") != std::string_view::npos) return "fonts-noto-cjk";
    if (family.starts_with("Noto Color Emoji")) return "fonts-noto-color-emoji";
    if (family.starts_with("Noto")) return "fonts-noto-core";
    if (family.starts_with("DejaVu")) return "fonts-dejavu-core";
    if (family.starts_with("Atkinson")) return "fonts-atkinson-hyperlegible";
    if (family.starts_with("OpenDyslexic")) return "fonts-opendyslexic";
    return {};
}

Result<FontFile> find_font(std::string_view family_name, int weight) {
    const std::string family(family_name);
    if (FcInit() == FcFalse)
        return machine_error("Fontconfig could not read its configuration in /etc/fonts");
    const Pattern wanted(FcPatternCreate(), &FcPatternDestroy);
    FcPatternAddString(wanted.get(), FC_FAMILY, as_fc(family));
    FcPatternAddDouble(wanted.get(), FC_WEIGHT, FcWeightFromOpenTypeDouble(weight));
    FcPatternAddInteger(wanted.get(), FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddInteger(wanted.get(), FC_WIDTH, FC_WIDTH_NORMAL);
    FcPatternAddBool(wanted.get(), FC_VARIABLE, FcFalse);
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult outcome = FcResultNoMatch;
    const Pattern found(FcFontMatch(nullptr, wanted.get(), &outcome), &FcPatternDestroy);
    if (!found || !is_of_family(found.get(), family)) return missing(family);

    FcChar8* path = nullptr;
    FontFile font;
    double found_weight = 0;
    if (FcPatternGetString(found.get(), FC_FILE, 0, &path) != FcResultMatch) return missing(family);
    FcPatternGetInteger(found.get(), FC_INDEX, 0, &font.face);
    FcPatternGetDouble(found.get(), FC_WEIGHT, 0, &found_weight);
    font.path = reinterpret_cast<const char*>(path);
    font.weight = FcWeightToOpenType(static_cast<int>(found_weight));
    Result<SharedBytes> bytes = map_file(font.path, font_bytes_max);
    if (!bytes) return bytes.error();
    font.bytes = std::move(*bytes);
    return font;
}

} // namespace kiosk::platform
