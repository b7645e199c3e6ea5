// Kernels that work on the rows of the last axis, in float or double.
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"

namespace misfit {

template <class F> void float_rows(Kernel& k, F f) {
  const Tensor& in = k.in(0);
  const DType t = in.dtype(), w = working_type(t);
  Tensor& out = k.out(0, t, in.shape());
  const int64_t n = in.shape().rank() ? in.shape().at(-1) : 1;
  if (in.elements() == 0) return;
  const Tensor a = cast(in, w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, in.shape());
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const T* from = a.data<T>().data();
    T* to = wide.mutable_data<T>().data();
    for (int64_t i = 0; i < a.elements(); i += n) f(from + i, to + i, n);
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
}

template <class T> T greatest(const T* x, int64_t n) {
  T top = x[0];
  for (int64_t i = 1; i < n; ++i) top = x[i] > top ? x[i] : top;
  return top;
}

// y = exp(x - max x); answers the sum.
template <class T> T exp_shifted(const T* x, T* y, int64_t n) {
  const T top = greatest(x, n);
  for (int64_t i = 0; i < n; ++i) y[i] = math::exp(x[i] - top);
  T total = 0;
  for (int64_t i = 0; i < n; ++i) total += y[i];
  return total;
}

}  // namespace misfit
