// What Cumsum and Cumprod share.
#pragma once
#include "ops/array/axis.h"
#include "ops/elementwise/loops.h"

namespace misfit {

Result<Specs, Fault> infer_scan(const Inference&);        // scan_c1: -rank <= axis < rank

template <class F> void scan(Kernel& k, int start, F join) {
  const Tensor& in = k.in(0);
  const DType t = in.dtype(), w = working_type(t);
  const size_t axis = *place(k.in(1).int_at(0), in.shape().rank());
  const bool exclusive = k.attrs().get<bool>("exclusive"), reverse = k.attrs().get<bool>("reverse");
  const int64_t n = in.shape()[axis], outer = in.shape().slice(0, axis).elements();
  const int64_t inner = in.shape().slice(axis + 1, in.shape().rank()).elements();
  const Tensor wide_in = cast(in, w);
  Tensor wide = Tensor::uninitialized(w, in.shape());
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    const T* from = wide_in.data<T>().data();
    T* to = wide.mutable_data<T>().data();
    for (int64_t o = 0; o < outer; ++o)
      for (int64_t j = 0; j < inner; ++j) {
        T total = static_cast<T>(start);
        for (int64_t i = 0; i < n; ++i) {
          const int64_t at = (o * n + (reverse ? n - 1 - i : i)) * inner + j;
          if (exclusive) to[at] = total;
          total = static_cast<T>(join(total, from[at]));
          if (!exclusive) to[at] = total;
        }
      }
  });
  k.forward(0, cast(wide, t));
}

}  // namespace misfit
