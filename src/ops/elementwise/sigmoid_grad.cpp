// dy y (1 - y).
#include "ops/elementwise/loops.h"
#include "ops/elementwise/packet_math.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  if (k.in(0).dtype() != DType::kFloat32) {
    binary_float(k, [](auto y, auto dy) { return dy * y * (1 - y); });
    return std::nullopt;
  }
  Tensor& out = k.out(0, DType::kFloat32, k.in(0).shape());
  const float *y = k.in(0).data<float>().data(), *dy = k.in(1).data<float>().data();
  float* to = out.mutable_data<float>().data();
  const int64_t n = out.elements(), whole = packet::whole(n);
  for (int64_t i = 0; i < whole; ++i) to[i] = dy[i] * (y[i] * (1 - y[i]));   // packets multiply the other way round
  for (int64_t i = whole; i < n; ++i) to[i] = dy[i] * y[i] * (1 - y[i]);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &y = g.in[0], &dy = g.in[1], &d = g.dy[0];
  return {f.mul(f.mul(d, dy), f.one_minus(f.mul(y, 2))), f.run(kSigmoidGrad, {y, d})};
}

}  // namespace

constexpr OpDef kSigmoidGrad{.name = "SigmoidGrad", .infer = infer_same, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
