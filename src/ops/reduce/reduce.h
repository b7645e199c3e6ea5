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

// Eigen's order of folding neighbours: packets in four accumulators, then across the lanes, then what fills no packet; long
// runs by halves. Sums of floats come out the same to the last bit, and lanes are fast.
template <class T, class F> T reduce_neighbours(const T* in, int64_t n, T start, F join) {
  constexpr int64_t kLanes = 32 / static_cast<int64_t>(sizeof(T)), kLeaf = 1024;
  if (n > kLanes * kLeaf) {
    const int64_t left = (n + 1) / 2 + kLanes - 1, split = left / kLanes * kLanes;
    return join(join(start, reduce_neighbours(in, split, start, join)), reduce_neighbours(in + split, n - split, start, join));
  }
  const int64_t fours = n / (4 * kLanes) * (4 * kLanes), whole = n / kLanes * kLanes;
  T total = start, lanes[4][kLanes];
  if (whole) {
    for (auto& accumulator : lanes)
      for (T& x : accumulator) x = start;
    for (int64_t i = 0; i < fours; i += 4 * kLanes)
      for (int64_t a = 0; a < 4; ++a)
        for (int64_t l = 0; l < kLanes; ++l) lanes[a][l] = join(lanes[a][l], in[i + a * kLanes + l]);
    for (int64_t a = 1; a < 4 && fours; ++a)
      for (int64_t l = 0; l < kLanes; ++l) lanes[0][l] = join(lanes[0][l], lanes[a][l]);
    for (int64_t i = fours; i < whole; i += kLanes)
      for (int64_t l = 0; l < kLanes; ++l) lanes[0][l] = join(lanes[0][l], in[i + l]);
    for (int64_t half = kLanes / 2; half; half /= 2)
      for (int64_t l = 0; l < half; ++l) lanes[0][l] = join(lanes[0][l], lanes[0][l + half]);
  }
  for (int64_t i = whole; i < n; ++i) total = join(total, in[i]);
  return whole ? join(total, lanes[0][0]) : total;
}

// Folds rows into one; where eight neighbouring results go together and rows are many, in four accumulators.
template <class T, class F> void reduce_rows(const T* in, T* out, int64_t rows, int64_t columns, int64_t first, T start, F join) {
  constexpr int64_t kLanes = 32 / static_cast<int64_t>(sizeof(T));
  const int64_t from = rows < 16 ? columns : std::min(columns, (kLanes - first % kLanes) % kLanes), to = from + (columns - from) / kLanes * kLanes;
  for (int64_t j = 0; j < columns; ++j) out[j] = start;
  for (int64_t i = 0; i < rows; ++i) {
    for (int64_t j = 0; j < from; ++j) out[j] = join(out[j], in[i * columns + j]);
    for (int64_t j = to; j < columns; ++j) out[j] = join(out[j], in[i * columns + j]);
  }
  for (int64_t j = from; j < to; j += kLanes) {
    T lanes[4][kLanes];
    for (auto& accumulator : lanes)
      for (T& x : accumulator) x = start;
    const int64_t fours = rows / 4 * 4;
    for (int64_t i = 0; i < fours; i += 4)
      for (int64_t a = 0; a < 4; ++a)
        for (int64_t l = 0; l < kLanes; ++l) lanes[a][l] = join(lanes[a][l], in[(i + a) * columns + j + l]);
    for (int64_t a = 1; a < 4; ++a)
      for (int64_t l = 0; l < kLanes; ++l) lanes[0][l] = join(lanes[0][l], lanes[a][l]);
    for (int64_t i = fours; i < rows; ++i)
      for (int64_t l = 0; l < kLanes; ++l) lanes[0][l] = join(lanes[0][l], in[i * columns + j + l]);
    for (int64_t l = 0; l < kLanes; ++l) out[j + l] = lanes[0][l];
  }
}

template <class T, class F> void reduce_run(const T* in, T* out, const ReduceStep& s, T start, F join) {
  if (s.inner > 1) {
    for (int64_t o = 0; o < s.outer; ++o) reduce_rows(in + o * s.n * s.inner, out + o * s.inner, s.n, s.inner, o * s.inner, start, join);
    return;
  }
  // Two threads share a long sum; TensorFlow's cost model says from when on.
  if (s.outer == 1 && static_cast<double>(s.n) * 0.8125 >= 210000) {
    const int64_t half = s.n / 2;
    T total = s.n % 2 ? join(start, in[s.n - 1]) : start;
    for (int64_t i = 0; i < 2; ++i) total = join(total, reduce_neighbours(in + i * half, half, start, join));
    *out = total;
    return;
  }
  for (int64_t o = 0; o < s.outer; ++o) out[o] = reduce_neighbours(in + o * s.n, s.n, start, join);
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
Operands extreme_reduction_gradient(const Gradient&);              // of the greatest or the least

}  // namespace misfit
