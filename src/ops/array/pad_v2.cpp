// One value around a tensor.
#include "ops/array/copy.h"
#include "ops/array/padding.h"
#include "ops/ops.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::vector<int64_t> p = paddings(k);
  Tensor& out = k.out(0, in.dtype(), padded(in.shape(), p));
  gather_strided(k.in(2), 0, std::vector<int64_t>(out.shape().rank(), 0), out);
  const std::vector<int64_t> strides = strides_of(out.shape());
  int64_t offset = 0;
  for (size_t i = 0; i < strides.size(); ++i) offset += p[2 * i] * strides[i];
  scatter_strided(in, out, offset, strides);
  return std::nullopt;
}

}  // namespace

constexpr OpDef kPadV2{.name = "PadV2", .infer = infer_pad, .compute = compute, .gradient = pad_gradient, .axes = axes_pad, .reads_values = "paddings"};

}  // namespace misfit
