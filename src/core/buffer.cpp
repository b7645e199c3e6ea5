#include "core/buffer.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <utility>

#include "core/result.h"

namespace misfit {
namespace {
// Of all threads: a run made on one may end on another, and a count of each would fall below zero.
std::atomic<size_t> promised = 0;
}

struct BufferAccess {
  static std::shared_ptr<Buffer> make(size_t bytes) {
    auto buffer = std::make_shared<Buffer>();
    buffer->bytes_ = bytes;
    promised += bytes;
    return buffer;
  }
  static void keep_promise(Buffer& buffer) {
    promised -= buffer.bytes_;
    __atomic_store_n(&buffer.ready_, true, __ATOMIC_RELEASE);
  }
};

std::shared_ptr<Buffer> Buffer::zeros(size_t bytes) {
  return BufferAccess::make(bytes);                                // data() clears it
}

std::shared_ptr<Buffer> Buffer::uninitialized(size_t bytes) {
  auto buffer = BufferAccess::make(bytes);
  BufferAccess::keep_promise(*buffer);
  buffer->bytes_owned_.reset(new std::byte[bytes]);
  return buffer;
}

std::shared_ptr<Buffer> Buffer::lazy(size_t bytes, Fill fill, std::vector<std::shared_ptr<Buffer>> reads) {
  auto buffer = BufferAccess::make(bytes);
  buffer->fill_ = std::move(fill);
  for (const auto& read : reads) {
    auto& readers = read->readers_;
    if (readers.size() >= 8)                                       // forget those that are done
      readers.erase(std::remove_if(readers.begin(), readers.end(),
                                   [](const std::weak_ptr<Buffer>& w) {
                                     const auto reader = w.lock();
                                     return !reader || reader->ready_;
                                   }),
                    readers.end());
    readers.push_back(buffer);
  }
  buffer->reads_ = std::move(reads);
  return buffer;
}

std::shared_ptr<Buffer> Buffer::strings(size_t count) {
  auto buffer = BufferAccess::make(count * sizeof(std::string));
  BufferAccess::keep_promise(*buffer);
  buffer->texts_.resize(count);
  return buffer;
}

Buffer::~Buffer() {
  if (!ready_) promised -= bytes_;
}

// A run that is shown on one thread may be looked at by another, which tries fixes: one of them fills, the other waits.
std::byte* Buffer::data() {
  if (__atomic_load_n(&ready_, __ATOMIC_ACQUIRE)) return bytes_owned_.get();
  static std::recursive_mutex filling;                             // a fill looks at other buffers
  const std::lock_guard lock(filling);
  if (ready_ || bytes_owned_) return bytes_owned_.get();
  if (!fill_) {
    bytes_owned_.reset(new std::byte[bytes_]());
  } else {
    bytes_owned_.reset(new std::byte[bytes_]);
    std::exchange(fill_, nullptr)(bytes_owned_.get());
    reads_.clear();
  }
  BufferAccess::keep_promise(*this);
  return bytes_owned_.get();
}

std::span<std::string> Buffer::texts() { return texts_; }

void Buffer::before_write() {
  data();
  for (const auto& weak : std::exchange(readers_, {}))
    if (const auto reader = weak.lock()) reader->data();
}

size_t lazy_buffer_bytes() { return promised; }

}  // namespace misfit
