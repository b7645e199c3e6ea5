// Operations on the bits of integers of any width.
#pragma once
#include "ops/elementwise/loops.h"

namespace misfit {

template <class F> void visit_integer(DType t, F&& f) {
  switch (t) {
    case DType::kInt8: return f(int8_t{});
    case DType::kUInt8: return f(uint8_t{});
    case DType::kInt16: return f(int16_t{});
    case DType::kUInt16: return f(uint16_t{});
    case DType::kInt32: return f(int32_t{});
    case DType::kUInt32: return f(uint32_t{});
    case DType::kInt64: return f(int64_t{});
    default: ENSURE(t == DType::kUInt64); return f(uint64_t{});
  }
}

template <class F> void by_bits(Kernel& k, F f) {
  const DType t = k.in(0).dtype();
  const Shape shape = broadcast_shape(k.in(0).shape(), k.in(1).shape());
  Tensor& out = k.out(0, t, shape);
  if (shape.elements() == 0) return;
  const BroadcastLoop loop = broadcast_loop(k.in(0).shape(), k.in(1).shape(), shape);
  visit_integer(t, [&](auto zero) {
    using T = decltype(zero);
    run_broadcast(loop, k.in(0).data<T>().data(), k.in(1).data<T>().data(), out.mutable_data<T>().data(), f);
  });
}

// A shift by less than nothing is by nothing; one by the width or more is by all but one bit.
template <class T> int shift_within(T y) {
  const int last = static_cast<int>(sizeof(T) * 8 - 1);
  if constexpr (T(-1) < T(0))
    if (y < 0) return 0;
  return static_cast<uint64_t>(y) > static_cast<uint64_t>(last) ? last : static_cast<int>(y);
}

}  // namespace misfit
