// The pictures that a screen shows just now: decoded one after another on a thread of its own, in children
// (decode_child.hpp), the last few kept within a bound of bytes. Asked by the frame thread, which it never
// holds up.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "draw/draw_list.hpp"
#include "photo/wish.hpp"

namespace kiosk::photo {

// However large the screen is: no deck makes the kiosk keep more pixels than these.
constexpr std::size_t decoded_bytes_max = std::size_t{512} << 20;

class Album {
  public:
    // `program`: see decode_in_child(). Files are named within `folder`, a deck's. `bytes_max`, or
    // decoded_bytes_max if that is less, bounds the pixels that are kept; a picture that is larger than all
    // of it is kept alone.
    Album(std::string program, std::string folder, std::size_t bytes_max);
    ~Album();
    Album(const Album&) = delete;
    Album& operator=(const Album&) = delete;

    // The picture, or null while it is being made, or when it cannot be. Never waits.
    [[nodiscard]] std::shared_ptr<const draw::Image> find(const std::string& file, const Wish& wish);
    // Makes it here and now where it is not there yet: for pictures on a desk.
    [[nodiscard]] std::shared_ptr<const draw::Image> make(const std::string& file, const Wish& wish);

    // True once after pictures came in: the frame that lacked them may be painted anew.
    [[nodiscard]] bool take_news();
    [[nodiscard]] bool busy() const;
    [[nodiscard]] std::size_t bytes_max() const;
    // What went wrong since the last call, a sentence each.
    struct Trouble {
        std::string file, message;
    };
    [[nodiscard]] std::vector<Trouble> take_troubles();
    // Files have changed: forgets all, also what failed.
    void forget();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace kiosk::photo
