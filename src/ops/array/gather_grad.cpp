// Rows of dy added into zeros of the shape they were gathered from: inputs are dy, params, indices, axis.
#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[0].dtype, x.in[1].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor &dy = k.in(0), &params = k.in(1), &indices = k.in(2);
  const size_t axis = *place(k.in(3).int_at(0), params.shape().rank());
  int64_t b = k.attrs().get<int64_t>("batch_dims");
  if (b < 0) b += static_cast<int64_t>(indices.shape().rank());
  Tensor& out = k.out(0, dy.dtype(), params.shape());
  fill_zero(out);
  const std::vector<int64_t> at = integers(indices);
  const int64_t length = params.shape()[axis], batches = params.shape().slice(0, static_cast<size_t>(b)).elements();
  const int64_t outer = params.shape().slice(static_cast<size_t>(b), axis).elements();
  const int64_t inner = params.shape().slice(axis + 1, params.shape().rank()).elements();
  const int64_t picks = batches ? static_cast<int64_t>(at.size()) / batches : 0;
  visit(dy.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const T* from = dy.data<T>().data();
    T* to = out.mutable_data<T>().data();
    for (int64_t batch = 0; batch < batches; ++batch)
      for (int64_t o = 0; o < outer; ++o)
        for (int64_t i = 0; i < picks; ++i, from += inner) {
          T* row = to + ((batch * outer + o) * length + at[static_cast<size_t>(batch * picks + i)]) * inner;
          for (int64_t j = 0; j < inner; ++j) row[j] = static_cast<T>(row[j] + from[j]);
        }
  });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  return {g.emit.emit(kGatherV2, {g.dy[0], g.in[2], g.in[3]}, {{"batch_dims", g.attrs.get<int64_t>("batch_dims")}}), {}, {}, {}};
}

}  // namespace

constexpr OpDef kGatherGrad{.name = "GatherGrad", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
