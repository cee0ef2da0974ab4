// Bytes that never change and are shared: a file mapped into memory, or a vector. Font files come this way,
// so that only the pages that are looked at take memory. The last owner frees them.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace kiosk {

class SharedBytes {
  public:
    SharedBytes() = default;
    // `owner` keeps what `view` looks at alive.
    SharedBytes(std::shared_ptr<const void> owner, std::span<const std::byte> view)
        : owner_(std::move(owner)),
          view_(view) {}
    explicit SharedBytes(std::vector<std::byte> bytes) {
        auto kept = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
        view_ = *kept;
        owner_ = std::move(kept);
    }
    [[nodiscard]] const std::byte* data() const { return view_.data(); }
    [[nodiscard]] std::size_t size() const { return view_.size(); }
    [[nodiscard]] std::span<const std::byte> view() const { return view_; }

  private:
    std::shared_ptr<const void> owner_;
    std::span<const std::byte> view_;
};

} // namespace kiosk
