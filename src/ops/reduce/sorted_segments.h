// What the reductions by sorted segments share: inputs are the data and the segment of each row, never falling.
#pragma once
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/reduce/segments.h"

namespace misfit {

Result<Specs, Fault> infer_sorted_segments(const Inference&);
std::optional<Fault> sorted_segments_fault(Kernel&);       // nothing: the identifiers are in order

// Segments without rows hold `empty`; the others start from their first row.
template <class Join> std::optional<Fault> by_sorted_segment(Kernel& k, Join join, bool mean = false, int empty = 0) {
  if (auto fault = sorted_segments_fault(k)) return fault;
  const Tensor& data = k.in(0);
  const std::vector<int64_t> ids = integers(k.in(1));
  Shape shape = data.shape();
  shape[0] = ids.empty() ? 0 : ids.back() + 1;
  const int64_t row = shape.slice(1, shape.rank()).elements();
  const DType w = working_type(data.dtype());
  const Tensor in = cast(data, w);
  Tensor out = Tensor::zeros(w, shape);
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    const T* from = in.data<T>().data();
    if (empty) std::fill(out.mutable_data<T>().begin(), out.mutable_data<T>().end(), static_cast<T>(empty));
    for (size_t i = 0; i < ids.size();) {
      T* to = out.mutable_data<T>().data() + ids[i] * row;
      std::copy_n(from + static_cast<int64_t>(i) * row, row, to);
      size_t next = i + 1;
      for (; next < ids.size() && ids[next] == ids[i]; ++next)
        for (int64_t j = 0; j < row; ++j) to[j] = static_cast<T>(join(to[j], from[static_cast<int64_t>(next) * row + j]));
      if (mean)
        for (int64_t j = 0; j < row; ++j) to[j] = static_cast<T>(to[j] / static_cast<T>(next - i));
      i = next;
    }
  });
  k.forward(0, cast(out, data.dtype()));
  return std::nullopt;
}

Operands extreme_gradient(const Gradient&);                 // of the least and the greatest: shared between equals

}  // namespace misfit
