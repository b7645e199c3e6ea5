// z = x + y; texts are joined.
#include "ops/elementwise/loops.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor &a = k.in(0), &b = k.in(1);
  if (a.dtype() != DType::kString) return kAddV2.compute(k);
  const Shape shape = broadcast_shape(a.shape(), b.shape());
  Tensor& out = k.out(0, DType::kString, shape);
  if (shape.elements())
    run_broadcast(broadcast_loop(a.shape(), b.shape(), shape), a.data<std::string>().data(), b.data<std::string>().data(),
                  out.mutable_data<std::string>().data(), [](const std::string& x, const std::string& y) { return x + y; });
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return kAddV2.gradient(g); }

}  // namespace

constexpr OpDef kAdd{.name = "Add", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
