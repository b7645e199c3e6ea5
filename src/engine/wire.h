// Runs and explanations as bytes: what the browser's worker sends to its page. Both ends are the same build, so there is no version.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "engine/engine.h"

namespace misfit {

// Tensors above `most_bytes` in all are sampled: leading rows of the largest are kept first.
std::string encode(const Run&, size_t most_bytes = 4 << 20);
// Null if the bytes are not a Run's.
std::shared_ptr<Run> decode_run(std::string_view bytes);

// Bytes out and in, for others that have something to send.
class WireWriter {
 public:
  template <class T> void plain(T value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void text(std::string_view s) { plain(static_cast<uint32_t>(s.size())); bytes_.append(s); }
  void raw(const void* data, size_t n) { bytes_.append(static_cast<const char*>(data), n); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}
  bool ok() const { return ok_; }
  template <class T> T plain() {
    T value{};
    if (rest_.size() < sizeof value) ok_ = false;
    else {
      __builtin_memcpy(&value, rest_.data(), sizeof value);
      rest_.remove_prefix(sizeof value);
    }
    return value;
  }
  std::string text() { return std::string(raw(plain<uint32_t>())); }
  std::string_view raw(size_t n) {
    if (!ok_ || rest_.size() < n) return ok_ = false, std::string_view();
    const std::string_view out = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return out;
  }
  size_t count() {                                // of things to follow; never more than the bytes that are left
    const uint32_t n = plain<uint32_t>();
    if (n > rest_.size()) ok_ = false;
    return ok_ ? n : 0;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace misfit
