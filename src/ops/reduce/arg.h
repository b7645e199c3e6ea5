// What ArgMax and ArgMin share.
#pragma once
#include "ops/array/axis.h"
#include "ops/elementwise/loops.h"

namespace misfit {

extern const FaultSpec kArgDimension;         // arg_c1: -rank <= dimension < rank
Result<Specs, Fault> infer_arg(const Inference&);
std::optional<Fault> arg_fault(const Kernel&);             // what the kernel refuses that a traced shape was not known to be
AxisMap axes_arg(const Inference&, size_t output);

template <class F> void arg_reduce(Kernel& k, F better) {
  const Tensor in = cast(k.in(0), working_type(k.in(0).dtype()));
  const size_t axis = *place(k.in(1).int_at(0), in.shape().rank());
  const int64_t n = in.shape()[axis], outer = in.shape().slice(0, axis).elements();
  const int64_t inner = in.shape().slice(axis + 1, in.shape().rank()).elements();
  Tensor found = Tensor::uninitialized(DType::kInt64, in.shape().without(axis));
  int64_t* to = found.mutable_data<int64_t>().data();
  visit_working(in.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const T* from = in.data<T>().data();
    for (int64_t o = 0; o < outer; ++o)
      for (int64_t j = 0; j < inner; ++j) {
        const T* at = from + o * n * inner + j;
        int64_t best = 0;
        for (int64_t i = 1; i < n; ++i)
          if (better(at[i * inner], at[best * inner])) best = i;
        to[o * inner + j] = best;
      }
  });
  k.forward(0, cast(found, k.attrs().template get<DType>("output_type", DType::kInt64)));
}

}  // namespace misfit
