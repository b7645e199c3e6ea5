// A new axis of length 1.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"expand_dims_c1", "InvalidArgumentError", "Tried to expand dim index {axis} for tensor with {rank} dimensions.",
                                  "dim {axis} not in the interval [{low}, {high}].", {}, {}, "ValueError"}};

constexpr FaultSpec kDimShape{"expand_dims_c2", "InvalidArgumentError", "'dim' must be a tensor with a single value", "'dim' input must be a tensor with a single value", {}, {}, "ValueError"};

// -rank - 1 <= dim <= rank
Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = is_scalar(x, 1, kDimShape)) return *fault;
  const Shape& in = x.in[0].shape;
  const auto dim = known_integers(x.in[1]);
  if (!in.known_rank()) return infer_unknown(x);
  const int64_t rank = static_cast<int64_t>(in.rank());
  if (!dim || dim->size() != 1) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(in.rank() + 1, Shape::kUnknown))}};
  int64_t at = (*dim)[0];
  if (at < -rank - 1 || at > rank)
    return Fault{&kFaults[0], {{"axis", text(at)}, {"rank", text(rank)}, {"low", text(-rank - 1)}, {"high", text(rank)}}};
  if (at < 0) at += rank + 1;
  std::vector<int64_t> dims(in.begin(), in.end());
  dims.insert(dims.begin() + at, 1);
  Spec out{x.in[0].dtype, Shape(std::move(dims))};
  if (in.rank() == 0) out.partial = x.in[0].partial;
  return Specs{out};
}

std::optional<Fault> compute(Kernel& k) {
  const Spec specs[] = {{k.in(0).dtype(), k.in(0).shape()}, {k.in(1).dtype(), k.in(1).shape(), k.in(1)}};
  auto out = infer({specs, k.attrs(), true});
  if (!out.ok()) return out.error();
  k.forward(0, k.in(0).reshaped(out.value()[0].shape));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.reshape_like(g.dy[0], g.in[0]), {}}; }

AxisMap axes(const Inference& x, size_t output) {
  AxisMap map = axes_same(x, output);
  const auto dim = known_integers(x.in[1]);
  if (!dim || !x.in[0].shape.known_rank()) return {};
  const int64_t at = (*dim)[0] < 0 ? (*dim)[0] + static_cast<int64_t>(map.size()) + 1 : (*dim)[0];
  map.insert(map.begin() + at, AxisSource{});
  return map;
}

}  // namespace

constexpr OpDef kExpandDims{.name = "ExpandDims", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes, .reads_values = "dim"};

}  // namespace misfit
