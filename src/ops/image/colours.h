// Pixels of three channels, changed one by one.
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/image/hsv.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {

Result<Specs, Fault> infer_colours(const Inference&);       // the last axis is three long
Result<Specs, Fault> infer_adjusted(const Inference&);      // the same in the words of hue and saturation

template <class F> std::optional<Fault> each_pixel(Kernel& k, F f) {
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Tensor in = cast(k.in(0), w);
  Tensor wide = Tensor::uninitialized(w, in.shape());
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    for (int64_t i = 0; i + 3 <= in.elements(); i += 3) f(in.data<T>().data() + i, wide.mutable_data<T>().data() + i);
  });
  k.forward(0, cast(wide, t));
  return std::nullopt;
}

}  // namespace misfit
