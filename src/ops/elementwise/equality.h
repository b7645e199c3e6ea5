// Comparison of texts, truth values and numbers alike.
#pragma once
#include "ops/elementwise/loops.h"

namespace misfit {

template <class F> void compare_any(Kernel& k, F f) {
  const Tensor &a = k.in(0), &b = k.in(1);
  if (a.dtype() != DType::kString && !is_complex(a.dtype())) return compare(k, f);
  const Shape shape = broadcast_shape(a.shape(), b.shape());
  Tensor& out = k.out(0, DType::kBool, shape);
  if (shape.elements() == 0) return;
  const BroadcastLoop loop = broadcast_loop(a.shape(), b.shape(), shape);
  bool* to = out.mutable_data<bool>().data();
  if (a.dtype() == DType::kString)
    return run_broadcast(loop, a.data<std::string>().data(), b.data<std::string>().data(), to, f);
  const Tensor wide_a = cast(a, DType::kComplex128), wide_b = cast(b, DType::kComplex128);
  run_broadcast(loop, wide_a.data<std::complex<double>>().data(), wide_b.data<std::complex<double>>().data(), to, f);
}

}  // namespace misfit
