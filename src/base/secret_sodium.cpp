#include "base/secret.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <sodium.h>

namespace kiosk {

void wipe(void* bytes, std::size_t size) noexcept {
    if (size != 0) sodium_memzero(bytes, size);
}

SecretBytes::SecretBytes(std::size_t capacity) : capacity_(capacity) {
    if (capacity == 0) return;
    if (sodium_init() >= 0) data_ = static_cast<std::uint8_t*>(sodium_malloc(capacity));
    if (data_ == nullptr) {
        std::fputs(
            "pledge-kiosk: no locked memory for what a visitor types. Raise the limit of locked memory "
            "(ulimit -l, LimitMEMLOCK=) and start again.\n",
            stderr);
        std::abort();
    }
    std::memset(data_, 0, capacity);
}

SecretBytes::~SecretBytes() {
    sodium_free(data_); // wipes before it frees
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this == &other) return *this;
    sodium_free(data_);
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
}

bool SecretBytes::insert(std::size_t at, std::string_view text) {
    if (at > size_ || text.size() > capacity_ - size_) return false;
    if (text.empty()) return true;
    std::memmove(data_ + at + text.size(), data_ + at, size_ - at);
    std::memcpy(data_ + at, text.data(), text.size());
    size_ += text.size();
    return true;
}

void SecretBytes::erase(std::size_t at, std::size_t count) {
    if (at >= size_) return;
    if (count > size_ - at) count = size_ - at;
    std::memmove(data_ + at, data_ + at + count, size_ - at - count);
    wipe(data_ + size_ - count, count);
    size_ -= count;
}

bool SecretBytes::resize(std::size_t size) {
    if (size > capacity_) return false;
    if (size < size_) wipe(data_ + size, size_ - size);
    size_ = size; // bytes past the old end are zero already: they were wiped or never written
    return true;
}

void SecretBytes::clear() noexcept {
    wipe(data_, size_);
    size_ = 0;
}

} // namespace kiosk
