#include <doctest/doctest.h>

#include <span>
#include <string>

#include "base/image_header.hpp"
#include "support/small_png.hpp"

using namespace kiosk;

namespace {

Result<ImageHeader> header_of(const std::string& bytes) {
    return read_image_header(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

std::string png_of(std::uint32_t width, std::uint32_t height) {
    return small_png(1, 1, {1, 2, 3, 255}, width, height);
}

} // namespace

TEST_CASE("a picture's first bytes say what it is and how large") {
    const auto png = header_of(png_of(640, 480));
    REQUIRE(png.ok());
    CHECK(png->format == ImageFormat::Png);
    CHECK(png->upright() == PixelSize{640, 480});
    const auto jpeg = header_of(jpeg_head(300, 200, 0, true));
    REQUIRE(jpeg.ok());
    CHECK(jpeg->format == ImageFormat::Jpeg);
    CHECK(jpeg->stored == PixelSize{300, 200});
    CHECK(jpeg->orientation == 1);
    CHECK(header_of(jpeg_head(300, 200, 0, true, 0xC2)).ok()); // progressive
}

TEST_CASE("a photograph taken with the camera on its side says so, in both orders of bytes") {
    for (const bool big_first : {true, false})
        for (unsigned orientation = 1; orientation <= 8; ++orientation) {
            CAPTURE(orientation);
            const auto header = header_of(jpeg_head(300, 200, orientation, big_first));
            REQUIRE(header.ok());
            CHECK(header->orientation == static_cast<int>(orientation));
            CHECK(header->upright() == (orientation >= 5 ? PixelSize{200, 300} : PixelSize{300, 200}));
        }
    const auto nonsense = header_of(jpeg_head(300, 200, 9, true));
    REQUIRE(nonsense.ok());
    CHECK(nonsense->orientation == 1);
}

TEST_CASE("a picture past a bound is refused by its header, and one at the bound is not") {
    CHECK(header_of(png_of(8192, 2050)).ok());
    CHECK_FALSE(header_of(png_of(8193, 10)).ok());
    CHECK_FALSE(header_of(png_of(10, 8193)).ok());
    CHECK(header_of(png_of(4200, 4000)).ok()); // 16.8 million
    CHECK_FALSE(header_of(png_of(4201, 4000)).ok());
    CHECK_FALSE(header_of(png_of(0xFFFFFFFF, 0xFFFFFFFF)).ok());
    CHECK_FALSE(header_of(jpeg_head(0, 10, 0, true)).ok());
}

TEST_CASE("another kind of file, another coding and a file cut anywhere are refused") {
    for (const std::string& bytes : {std::string("GIF89a\1\0\1\0"), std::string("BM"), std::string("<svg>"),
                                     std::string(), std::string("\x89PNG"), std::string("\xFF\xD8")})
        CHECK_FALSE(header_of(bytes).ok());
    CHECK_FALSE(header_of(jpeg_head(300, 200, 0, true, 0xC3)).ok()); // lossless
    const std::string jpeg = jpeg_head(300, 200, 6, false), png = png_of(4, 4);
    for (std::size_t size = 0; size < jpeg.size() - 10; ++size)
        CHECK_FALSE(header_of(jpeg.substr(0, size)).ok());
    for (std::size_t size = 0; size < 29; ++size) CHECK_FALSE(header_of(png.substr(0, size)).ok());
}
