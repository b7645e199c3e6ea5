#include "ops/array/copy.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace misfit {
namespace {

struct Bytes16 { uint64_t low, high; };

template <class F> void as_plain(DType t, F f) {              // elements as bytes of their size
  if (t == DType::kString) return f(static_cast<std::string*>(nullptr));
  switch (size_of(t)) {
    case 1: return f(static_cast<uint8_t*>(nullptr));
    case 2: return f(static_cast<uint16_t*>(nullptr));
    case 4: return f(static_cast<uint32_t*>(nullptr));
    case 8: return f(static_cast<uint64_t*>(nullptr));
    default: return f(static_cast<Bytes16*>(nullptr));
  }
}

template <class T> const T* begin_of(const Tensor& t) {
  if constexpr (std::is_same_v<T, std::string>) return t.data<std::string>().data();
  else return reinterpret_cast<const T*>(t.raw());
}
template <class T> T* begin_of(Tensor& t) {
  if constexpr (std::is_same_v<T, std::string>) return t.mutable_data<std::string>().data();
  else return reinterpret_cast<T*>(t.mutable_raw());
}

// Walks a dense side and a strided side together.
template <class Visit> void walk(const Shape& shape, std::span<const int64_t> strides, int64_t offset, Visit visit) {
  if (shape.elements() == 0) return;
  const size_t rank = shape.rank();
  if (rank == 0) return visit(int64_t{0}, offset, int64_t{1}, int64_t{1});
  const int64_t inner = shape[rank - 1], inner_stride = strides[rank - 1];
  std::vector<int64_t> at(rank, 0);
  for (int64_t dense = 0;; dense += inner) {
    visit(dense, offset, inner, inner_stride);
    size_t i = rank - 1;
    for (;;) {
      if (i == 0) return;
      --i;
      offset += strides[i];
      if (++at[i] < shape[i]) break;
      offset -= strides[i] * shape[i];
      at[i] = 0;
    }
  }
}

}  // namespace

std::vector<int64_t> strides_of(const Shape& s) {
  std::vector<int64_t> strides(s.rank());
  int64_t stride = 1;
  for (size_t i = s.rank(); i-- > 0; stride *= s[i]) strides[i] = stride;
  return strides;
}

void gather_strided(const Tensor& in, int64_t offset, std::span<const int64_t> strides, Tensor& out) {
  as_plain(in.dtype(), [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    const T* from = begin_of<T>(in);
    T* to = begin_of<T>(out);
    walk(out.shape(), strides, offset, [&](int64_t dense, int64_t at, int64_t n, int64_t step) {
      if (step == 1) std::copy_n(from + at, n, to + dense);
      else
        for (int64_t i = 0; i < n; ++i) to[dense + i] = from[at + i * step];
    });
  });
}

void scatter_strided(const Tensor& in, Tensor& out, int64_t offset, std::span<const int64_t> strides) {
  as_plain(in.dtype(), [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    const T* from = begin_of<T>(in);
    T* to = begin_of<T>(out);
    walk(in.shape(), strides, offset, [&](int64_t dense, int64_t at, int64_t n, int64_t step) {
      for (int64_t i = 0; i < n; ++i) to[at + i * step] = from[dense + i];
    });
  });
}

void copy_elements(const Tensor& from, int64_t from_index, Tensor& to, int64_t to_index, int64_t count) {
  as_plain(from.dtype(), [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    std::copy_n(begin_of<T>(from) + from_index, count, begin_of<T>(to) + to_index);
  });
}

void fill_zero(Tensor& t) {
  if (t.dtype() != DType::kString && t.bytes()) std::memset(t.mutable_raw(), 0, t.bytes());
}

}  // namespace misfit
