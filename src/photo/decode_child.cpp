// The child's side: one picture in, one answer out.
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>
#include <vector>

#include <unistd.h>

#include "base/image_header.hpp"
#include "photo/answer.hpp"
#include "photo/decode_child.hpp"
#include "photo/sandbox.hpp"

namespace kiosk::photo {

namespace {

Result<std::vector<std::byte>> read_all() {
    constexpr std::size_t step = std::size_t{256} << 10;
    std::vector<std::byte> bytes;
    while (bytes.size() <= image_bytes_max) {
        const std::size_t at = bytes.size();
        bytes.resize(at + step);
        const ssize_t count = read(STDIN_FILENO, bytes.data() + at, step);
        if (count < 0 && errno != EINTR) return machine_error("the picture cannot be read");
        bytes.resize(at + static_cast<std::size_t>(std::max<ssize_t>(0, count)));
        if (count == 0) return bytes;
    }
    return input_error("expected at most 20 MiB, found more; save it smaller");
}

bool write_all(const void* data, std::size_t size) {
    const auto* at = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t count = write(STDOUT_FILENO, at, size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

int refuse(const Error& error) {
    Answer answer;
    answer.text_bytes = static_cast<std::uint32_t>(std::min(error.message.size(), answer_text_max));
    const bool written =
        write_all(&answer, sizeof answer) && write_all(error.message.data(), answer.text_bytes);
    return written ? exit_status(error.fault) : exit_status(Fault::Machine);
}

Result<Fitted> make(const Wish& wish) {
    const auto bytes = read_all();
    if (!bytes) return bytes.error();
    const auto header =
        read_image_header(std::span(*bytes).first(std::min(bytes->size(), image_head_bytes_max)));
    if (!header) return header.error();
    auto pixels = decode(*bytes);
    if (!pixels) return pixels.error();
    return fit(upright(std::move(*pixels), header->orientation), wish);
}

} // namespace

std::vector<std::string> words_of(const Wish& wish) {
    const auto part = [](float value) {
        return std::to_string(static_cast<int>(value * focus_steps + 0.5F));
    };
    return {std::to_string(wish.room.width), std::to_string(wish.room.height),
            wish.fit == Fit::Cover ? "cover" : "contain", part(wish.focus.x), part(wish.focus.y)};
}

Result<Wish> wish_of(std::span<const std::string> words) {
    const Error wrong = usage_error("decode-picture: expected WIDTH HEIGHT cover|contain FOCUS-X FOCUS-Y");
    if (words.size() != 5) return wrong;
    std::array<int, 4> numbers{};
    const std::array<std::size_t, 4> places{0, 1, 3, 4};
    const std::array<int, 4> most{room_side_max, room_side_max, focus_steps, focus_steps};
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::string& word = words[places[i]];
        const auto read = std::from_chars(word.data(), word.data() + word.size(), numbers[i]);
        if (read.ec != std::errc{} || read.ptr != word.data() + word.size() || numbers[i] < 0 ||
            numbers[i] > most[i])
            return wrong;
    }
    Wish wish;
    wish.room = {numbers[0], numbers[1]};
    wish.fit = words[2] == "contain" ? Fit::Contain : Fit::Cover;
    wish.focus = {static_cast<float>(numbers[2]) / focus_steps, static_cast<float>(numbers[3]) / focus_steps};
    if (wish.room.width < 1 || wish.room.height < 1 ||
        std::int64_t{wish.room.width} * wish.room.height > room_pixels_max)
        return wrong;
    return wish;
}

int run_decode_child(std::span<const std::string> words) {
    if (const auto cell = enter_sandbox(); !cell) return refuse(cell.error());
    const auto wish = wish_of(words);
    if (!wish) return refuse(wish.error());
    const auto fitted = make(*wish);
    if (!fitted) return refuse(fitted.error());
    Answer answer;
    answer.width = fitted->size.width, answer.height = fitted->size.height;
    const bool written = write_all(&answer, sizeof answer) &&
                         write_all(fitted->pixels.data(), fitted->pixels.size() * sizeof(std::uint32_t));
    return written ? 0 : exit_status(Fault::Machine);
}

} // namespace kiosk::photo
