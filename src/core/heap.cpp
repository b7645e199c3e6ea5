// operator new, counted. Lists, dictionaries and texts of a learner's program grow in many places; all of them end here.
#include "core/heap.h"

#include <malloc.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace misfit {
namespace {
std::atomic<size_t> in_use = 0;
}

size_t heap_bytes() { return in_use.load(std::memory_order_relaxed); }

namespace {

void* counted(void* p) {
  if (!p) {
    std::fputs("misfit: out of memory\n", stderr);
    std::abort();
  }
  in_use.fetch_add(malloc_usable_size(p), std::memory_order_relaxed);
  return p;
}

void release(void* p) {
  if (!p) return;
  in_use.fetch_sub(malloc_usable_size(p), std::memory_order_relaxed);
  std::free(p);
}

}  // namespace
}  // namespace misfit

void* operator new(size_t bytes) { return misfit::counted(std::malloc(bytes ? bytes : 1)); }
void* operator new[](size_t bytes) { return operator new(bytes); }
void* operator new(size_t bytes, std::align_val_t alignment) {
  const size_t a = static_cast<size_t>(alignment);
  return misfit::counted(std::aligned_alloc(a, (bytes + a - 1) / a * a));
}
void operator delete(void* p) noexcept { misfit::release(p); }
void operator delete[](void* p) noexcept { misfit::release(p); }
void operator delete(void* p, size_t) noexcept { misfit::release(p); }
void operator delete[](void* p, size_t) noexcept { misfit::release(p); }
void operator delete(void* p, std::align_val_t) noexcept { misfit::release(p); }
void operator delete(void* p, size_t, std::align_val_t) noexcept { misfit::release(p); }
