// y = x as another type.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"cast_c1", "UnimplementedError", "Cast {from} to {to} is not supported"}};

Result<Specs, Fault> infer(const Inference& x) {
  Spec out{x.attrs.get<DType>("DstT", x.in[0].dtype), x.in[0].shape};
  if (is_integer(out.dtype)) out.partial = x.in[0].partial;
  return Specs{out};
}

// texts stay texts
std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const DType to = k.attrs().get<DType>("DstT", in.dtype());
  if ((in.dtype() == DType::kString) != (to == DType::kString))
    return Fault{&kFaults[0], {{"from", std::string(kernel_name(in.dtype()))}, {"to", std::string(kernel_name(to))}}};
  k.forward(0, cast(in, to));
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const DType from = g.in[0].dtype;
  if (!is_floating(from) && !is_complex(from)) return {Operand{}};
  return {Formula{g.emit}.cast(g.dy[0], from)};
}

}  // namespace

constexpr OpDef kCast{.name = "Cast", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
