// The same tensor, if it has the wanted shape.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"ensure_shape_c1", "InvalidArgumentError", "Shape of tensor {name} {found} is not compatible with expected shape {wanted}.",
                                  "{merge}", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape wanted = x.attrs.get<Shape>("shape", Shape::unknown_rank());
  auto merged = merge(x.in[0].shape, wanted);
  if (!merged.ok())
    return Fault{&kFaults[0], {{"name", "input"}, {"found", bracket_text(x.in[0].shape)}, {"wanted", bracket_text(wanted)}, {"merge", say(merged.error(), Dialect::kGraph)}}};
  return Specs{{x.in[0].dtype, merged.value()}};
}

std::optional<Fault> compute(Kernel& k) {
  k.forward(0, k.in(0));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.dy[0]}; }

}  // namespace

constexpr OpDef kEnsureShape{.name = "EnsureShape", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
