// What a visitor typed, and keys: bytes of fixed size in locked memory that is left out of core images and
// wiped on clear and on destruction. There are no stream operators and no conversion to std::string, so that
// logging a secret does not compile. Memory comes from libsodium (guard pages, mlock, MADV_DONTDUMP).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace kiosk {

// Overwrites the bytes with zeros in a way that the compiler may not leave out.
void wipe(void* bytes, std::size_t size) noexcept;

// A buffer of `capacity` bytes that never grows. Movable, not copyable.
class SecretBytes {
  public:
    SecretBytes() noexcept = default; // capacity 0
    // Ends the program when the system gives no memory: nothing typed may go anywhere else.
    explicit SecretBytes(std::size_t capacity);
    ~SecretBytes();
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;

    [[nodiscard]] std::size_t capacity() const { return capacity_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {data_, size_}; }
    [[nodiscard]] std::span<std::uint8_t> bytes() { return {data_, size_}; }
    // Bytes as UTF-8; valid until the next change. Pass it on, never keep it.
    [[nodiscard]] std::string_view reveal() const { return {reinterpret_cast<const char*>(data_), size_}; }

    // False, and nothing changes, when it would not fit. Insertion is before byte `at` (at <= size).
    [[nodiscard]] bool append(std::string_view text) { return insert(size_, text); }
    [[nodiscard]] bool insert(std::size_t at, std::string_view text);
    // Removes `count` bytes from byte `at`; the freed tail is wiped.
    void erase(std::size_t at, std::size_t count);
    // Grows or shrinks within the capacity; new bytes are zero, freed ones are wiped. False when too large.
    [[nodiscard]] bool resize(std::size_t size);
    // Wipes everything, capacity kept.
    void clear() noexcept;

  private:
    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0, capacity_ = 0;
};

} // namespace kiosk
