// The kind `picture`: its keys, and what its file says of itself.
#include "base/image_header.hpp"
#include "deck/kind_reader.hpp"
#include "deck/kind_rows.hpp"
#include "deck/say.hpp"

namespace kiosk::deck {

namespace {

std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

// The size of the picture in a file, from its first bytes. Whatever is wrong with it is reported.
PixelSize size_of(KindReader& reader, const std::string& file) {
    const auto report = [&](std::string message) {
        reader.error("file", "picture", say(file, ": ", message), "");
        return PixelSize{};
    };
    // Most say their size at once; only one with long notes before it is read further.
    constexpr std::size_t usual_bytes = std::size_t{64} << 10;
    auto head = reader.loading().head(file, usual_bytes);
    if (head.ok() && *head && !read_image_header(bytes_of((*head)->bytes)))
        head = reader.loading().head(file, image_head_bytes_max);
    if (!head) return report(head.error().message);
    if (!*head) {
        reader.error("file", "missing-file", say(file, ": expected this picture, found none"),
                     "check the name, or put it into the deck's folder");
        return {};
    }
    if ((*head)->file_bytes > image_bytes_max)
        return report("expected at most 20 MiB, found more; save it smaller");
    const auto header = read_image_header(bytes_of((*head)->bytes));
    return header ? header->upright() : report(header.error().message);
}

} // namespace

Kind load_picture(KindReader& reader) {
    Photograph out;
    const Reader& keys = reader.keys();
    out.file = keys.text("file");
    out.cover = keys.choice("fit") == 0;
    out.focus = {static_cast<float>(keys.number("focus_x")), static_cast<float>(keys.number("focus_y"))};
    out.pan = keys.boolean("pan");
    out.caption = reader.words("caption");
    out.credit = reader.words("credit");
    if (!out.file.empty()) out.size = size_of(reader, out.file);
    return out;
}

} // namespace kiosk::deck
