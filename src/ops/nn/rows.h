// Kernels that work on the rows of the last axis, in float or double.
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/elementwise/math.h"
#include "ops/elementwise/packet_math.h"
#include "ops/reduce/reduce.h"

namespace misfit {

// Calls f with all rows of the last axis at once: (from, to, elements, length of a row), in the working type.
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
    f(a.data<T>().data(), wide.mutable_data<T>().data(), a.elements(), n);
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
}

template <class T> void exp_all(const T* x, T* y, int64_t n) {
  const int64_t whole = sizeof(T) == 4 ? packet::whole(n) : 0;
  if constexpr (sizeof(T) == 4)
    for (int64_t i = 0; i < whole; ++i) y[i] = packet::exp(x[i]);
  for (int64_t i = whole; i < n; ++i) y[i] = math::exp(x[i]);
}

template <class T> T greatest(const T* x, int64_t n) {
  T top = x[0];
  for (int64_t i = 1; i < n; ++i) top = x[i] > top ? x[i] : top;
  return top;
}

// y = x - max x; answers Σ eʸ. Float elements that fill packets go through packets, as everywhere in Eigen.
template <class T> T shift(const T* x, T* y, int64_t n) {
  const T top = greatest(x, n);
  for (int64_t i = 0; i < n; ++i) y[i] = x[i] - top;
  static thread_local std::vector<T> powers;
  powers.resize(static_cast<size_t>(n));
  exp_all(y, powers.data(), n);
  return reduce_neighbours(powers.data(), n, T(0), [](T a, T b) { return a + b; });
}

// ln of the rows' sums.
template <class T> std::vector<T> logs_of(const std::vector<T>& sums) {
  std::vector<T> logs(sums.size());
  const size_t whole = sizeof(T) == 4 ? static_cast<size_t>(packet::whole(static_cast<int64_t>(sums.size()))) : 0;
  if constexpr (sizeof(T) == 4)
    for (size_t i = 0; i < whole; ++i) logs[i] = packet::log(sums[i]);
  for (size_t i = whole; i < sums.size(); ++i) logs[i] = math::log(sums[i]);
  return logs;
}

// Every row shifted, and Σ eʸ of each.
template <class T> std::vector<T> shift_rows(const T* x, T* y, int64_t elements, int64_t n) {
  std::vector<T> sums;
  sums.reserve(n ? static_cast<size_t>(elements / n) : 0);
  for (int64_t i = 0; n && i < elements; i += n) sums.push_back(shift(x + i, y + i, n));
  return sums;
}

}  // namespace misfit
