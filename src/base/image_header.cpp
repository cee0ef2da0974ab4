#include "base/image_header.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace kiosk {

namespace {

constexpr std::array<std::uint8_t, 8> png_signature{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

enum class Order : std::uint8_t { BigFirst, LittleFirst };

// Reads numbers out of bytes; past the end it reads 0 and remembers that it did.
class Bytes {
  public:
    explicit Bytes(std::span<const std::byte> bytes, Order order = Order::BigFirst)
        : bytes_(bytes),
          order_(order) {}
    [[nodiscard]] std::uint32_t byte(std::size_t at) const {
        return at < bytes_.size() ? std::to_integer<std::uint32_t>(bytes_[at]) : 0;
    }
    [[nodiscard]] bool has(std::size_t at, std::size_t count) const {
        return at <= bytes_.size() && count <= bytes_.size() - at;
    }
    [[nodiscard]] std::uint32_t two(std::size_t at) const {
        const std::uint32_t first = byte(at), second = byte(at + 1);
        return order_ == Order::BigFirst ? first << 8U | second : second << 8U | first;
    }
    [[nodiscard]] std::uint32_t four(std::size_t at) const {
        return order_ == Order::BigFirst ? two(at) << 16U | two(at + 2) : two(at + 2) << 16U | two(at);
    }
    [[nodiscard]] std::span<const std::byte> part(std::size_t at, std::size_t count) const {
        return bytes_.subspan(at, count);
    }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

  private:
    std::span<const std::byte> bytes_;
    Order order_;
};

Error cut_short(const char* format) {
    return input_error(std::string("expected a whole ") + format +
                       ", found one that ends before it says its size");
}

Result<ImageHeader> within_bounds(ImageFormat format, std::uint32_t width, std::uint32_t height,
                                  int orientation) {
    constexpr auto side = static_cast<std::uint32_t>(image_side_max);
    const auto found = [&] { return std::to_string(width) + " x " + std::to_string(height); };
    if (width == 0 || height == 0)
        return input_error("expected a picture with pixels, found one of " + found());
    if (width > side || height > side)
        return input_error("expected at most " + std::to_string(image_side_max) + " pixels a side, found " +
                           found() + "; save it smaller");
    if (std::int64_t{width} * height > image_pixels_max)
        return input_error("expected at most 16.8 million pixels, found " + found() + "; save it smaller");
    ImageHeader header;
    header.format = format;
    header.stored = {static_cast<int>(width), static_cast<int>(height)};
    header.orientation = orientation;
    return header;
}

Result<ImageHeader> read_png(const Bytes& bytes) {
    constexpr std::size_t width_at = 16, header_end = 29;
    constexpr std::uint32_t header_length = 13, header_name = 0x49484452; // "IHDR"
    if (!bytes.has(0, header_end)) return cut_short("PNG");
    if (bytes.four(8) != header_length || bytes.four(12) != header_name)
        return input_error("expected a PNG that begins with its header, found another part first");
    return within_bounds(ImageFormat::Png, bytes.four(width_at), bytes.four(width_at + 4), 1);
}

// The orientation in an EXIF block, which is a small TIFF file; 1 where there is none that can be read.
int exif_orientation(std::span<const std::byte> block) {
    constexpr std::size_t tiff_at = 6, entry_bytes = 12, entries_max = 200;
    constexpr std::uint32_t exif = 0x45786966, tag_orientation = 0x0112, type_short = 3; // "Exif"
    const Bytes outer(block);
    if (!outer.has(0, tiff_at + 8) || outer.four(0) != exif) return 1;
    const std::uint32_t mark = outer.two(tiff_at);
    if (mark != 0x4949 && mark != 0x4D4D) return 1; // "II", "MM"
    const Bytes tiff(block.subspan(tiff_at), mark == 0x4949 ? Order::LittleFirst : Order::BigFirst);
    if (tiff.two(2) != 42) return 1;
    const std::size_t directory = tiff.four(4);
    if (!tiff.has(directory, 2)) return 1;
    const std::size_t entries = std::min<std::size_t>(tiff.two(directory), entries_max);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t at = directory + 2 + i * entry_bytes;
        if (!tiff.has(at, entry_bytes)) return 1;
        if (tiff.two(at) != tag_orientation) continue;
        const std::uint32_t value = tiff.two(at + 8);
        return tiff.two(at + 2) == type_short && value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

// A frame header with sizes: C0 to CF, less the three that are tables.
bool is_frame(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

Result<ImageHeader> read_jpeg(const Bytes& bytes) {
    constexpr std::uint32_t application_1 = 0xE1, scan = 0xDA, end = 0xD9, plain_frames_last = 0xC2;
    int orientation = 1;
    std::size_t at = 2;
    while (bytes.has(at, 4)) {
        if (bytes.byte(at) != 0xFF)
            return input_error("expected a JPEG in order, found a block without its mark");
        const std::uint32_t marker = bytes.byte(at + 1);
        if (marker == 0xFF) { // fill
            ++at;
            continue;
        }
        if (marker == scan || marker == end) break;
        const std::size_t length = bytes.two(at + 2);
        if (length < 2)
            return input_error("expected a JPEG in order, found a block shorter than its own length");
        if (is_frame(marker)) {
            if (marker > plain_frames_last)
                return input_error("expected a usual JPEG (baseline or progressive), found another coding; "
                                   "save it again as JPEG");
            if (!bytes.has(at, 9)) break;
            return within_bounds(ImageFormat::Jpeg, bytes.two(at + 7), bytes.two(at + 5), orientation);
        }
        if (marker == application_1 && bytes.has(at + 4, length - 2))
            orientation = std::max(orientation, exif_orientation(bytes.part(at + 4, length - 2)));
        at += 2 + length;
    }
    return cut_short("JPEG");
}

} // namespace

Result<ImageHeader> read_image_header(std::span<const std::byte> head) {
    const Bytes bytes(head);
    bool png = head.size() >= png_signature.size();
    for (std::size_t i = 0; i < png_signature.size(); ++i) png = png && bytes.byte(i) == png_signature[i];
    if (png) return read_png(bytes);
    if (bytes.byte(0) == 0xFF && bytes.byte(1) == 0xD8) return read_jpeg(bytes);
    return input_error("expected a PNG or JPEG picture, found another kind of file; save it as one of them");
}

} // namespace kiosk
