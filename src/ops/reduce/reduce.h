// What all reductions share: which axes go, and the loops.
#pragma once
#include <cmath>

#include "ops/elementwise/loops.h"

namespace misfit {

extern const FaultSpec kInvalidReduction;     // reduce_c1: -rank <= axis < rank

Result<Specs, Fault> infer_reduce(const Inference&);
AxisMap axes_reduce(const Inference&, size_t output);
std::vector<bool> reduced_axes(const Tensor& axes, size_t rank);
Shape reduced_shape(const Shape&, const std::vector<bool>& reduced, bool keep_dims);

// The input as [outer, reduced, inner] after leading groups of axes were dealt with one by one.
struct ReduceStep { int64_t outer, n, inner; };
std::vector<ReduceStep> reduce_steps(const Shape&, const std::vector<bool>& reduced);

// Folds T elements with `join` (associative) from `start`. Sums over rows run in lanes, which is fast and loses little.
template <class T, class F> void reduce_run(const T* in, T* out, const ReduceStep& s, T start, F join) {
  if (s.inner == 1) {
    for (int64_t o = 0; o < s.outer; ++o, in += s.n) {
      constexpr int64_t kLanes = 16, kBlock = 4096;
      T total = start;
      for (int64_t from = 0; from < s.n; from += kBlock) {
        const int64_t n = std::min(kBlock, s.n - from), even = n / kLanes * kLanes;
        const T* row = in + from;
        if (even == 0) {
          for (int64_t i = 0; i < n; ++i) total = join(total, row[i]);
          continue;
        }
        T lanes[kLanes];
        for (int64_t l = 0; l < kLanes; ++l) lanes[l] = row[l];
        for (int64_t i = kLanes; i < even; i += kLanes)
          for (int64_t l = 0; l < kLanes; ++l) lanes[l] = join(lanes[l], row[i + l]);
        for (int64_t half = kLanes / 2; half; half /= 2)
          for (int64_t l = 0; l < half; ++l) lanes[l] = join(lanes[l], lanes[l + half]);
        T block = lanes[0];
        for (int64_t i = even; i < n; ++i) block = join(block, row[i]);
        total = join(total, block);
      }
      out[o] = total;
    }
    return;
  }
  for (int64_t o = 0; o < s.outer; ++o, out += s.inner) {
    for (int64_t j = 0; j < s.inner; ++j) out[j] = start;
    for (int64_t i = 0; i < s.n; ++i, in += s.inner)
      for (int64_t j = 0; j < s.inner; ++j) out[j] = join(out[j], in[j]);
  }
}

template <class T, class F> void reduce_all_steps(const Tensor& in, Tensor& out, const std::vector<ReduceStep>& steps, T start, F join) {
  const T* from = in.data<T>().data();
  std::vector<T> held;
  for (size_t i = 0; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size();
    std::vector<T> next(last ? 0 : static_cast<size_t>(steps[i].outer * steps[i].inner));
    reduce_run(from, last ? out.mutable_data<T>().data() : next.data(), steps[i], start, join);
    held = std::move(next);
    from = held.data();
  }
}

// out = fold of in over the axes of input 1. `start` is called with the working type's zero; `finish` with (value, count).
template <class Start, class Join> void reduce(Kernel& k, Start start, Join join) {
  const Tensor& in = k.in(0);
  const std::vector<bool> reduced = reduced_axes(k.in(1), in.shape().rank());
  const DType t = in.dtype(), w = working_type(t);
  const Shape shape = reduced_shape(in.shape(), reduced, k.attrs().get<bool>("keep_dims"));
  const std::vector<ReduceStep> steps = reduce_steps(in.shape(), reduced);
  if (steps.empty()) {                                    // nothing to reduce
    k.forward(0, in.reshaped(shape));
    return;
  }
  Tensor& out = k.out(0, t, shape);
  const Tensor wide_in = cast(in, w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, shape);
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    reduce_all_steps<T>(wide_in, wide, steps, static_cast<T>(start(zero)), join);
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
}

// The gradient of a sum: dy stretched back over the reduced axes; of a mean: divided by their count.
Operands sum_gradient(const Gradient&, bool mean);

}  // namespace misfit
