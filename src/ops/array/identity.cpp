// The same tensor.
#include "ops/ops.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  Spec out = x.in[0];
  return Specs{out};
}

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, k.in(0));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.dy[0]}; }

AxisMap axes(const Inference& x, size_t) {
  AxisMap map;
  if (x.in[0].shape.known_rank())
    for (size_t i = 0; i < x.in[0].shape.rank(); ++i) map.push_back({0, static_cast<int>(i)});
  return map;
}

}  // namespace

constexpr OpDef kIdentity{.name = "Identity", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
