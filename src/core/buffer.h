// The bytes of a tensor, made when first looked at.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace misfit {

// A buffer has a length from birth; its bytes may come later, from `fill`. This is what lets a verdict follow a keystroke:
// shapes need no elements. Buffers are shared; whoever writes in place (NumPy's arrays only) calls before_write() first,
// which lets every lazy buffer that still has to read this one do so.
class Buffer {
 public:
  using Fill = std::function<void(std::byte*)>;

  static std::shared_ptr<Buffer> zeros(size_t bytes);              // lazy as well: no memory until data()
  static std::shared_ptr<Buffer> uninitialized(size_t bytes);      // for who writes every byte at once
  static std::shared_ptr<Buffer> lazy(size_t bytes, Fill fill, std::vector<std::shared_ptr<Buffer>> reads = {});
  static std::shared_ptr<Buffer> strings(size_t count);            // of std::string elements
  Buffer() = default;                                              // use the functions above
  ~Buffer();
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  size_t bytes() const { return bytes_; }
  bool materialized() const { return ready_; }
  std::byte* data();                                               // fills it if need be
  std::span<std::string> texts();                                  // elements of a string buffer
  void before_write();

 private:
  friend struct BufferAccess;
  size_t bytes_ = 0;
  bool ready_ = false;
  Fill fill_;
  std::unique_ptr<std::byte[]> bytes_owned_;
  std::vector<std::string> texts_;
  std::vector<std::shared_ptr<Buffer>> reads_;                     // what fill_ looks at
  std::vector<std::weak_ptr<Buffer>> readers_;                     // who still has to look at this
};

// Bytes of all buffers of all threads that no one has looked at yet; the others' are among heap_bytes().
size_t lazy_buffer_bytes();

}  // namespace misfit
