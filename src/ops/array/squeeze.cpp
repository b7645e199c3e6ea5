// Axes of length 1 taken away: all of them, or those named.
#include <algorithm>

#include "ops/array/axis.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"squeeze_c1", "InvalidArgumentError", "Tried to squeeze dim index {axis} for tensor with {rank} dimensions.",
     "squeeze_dims[{index}] not in [{low},{rank}).", {}, {}, "ValueError"},
    {"squeeze_c2", "InvalidArgumentError", "Can not squeeze dim[{axis}], expected a dimension of 1, got {length}", {}, {}, {}, "ValueError"},
};

// length of each named axis = 1
Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  if (!in.known_rank()) return infer_unknown(x);
  const auto dims = x.attrs.get<std::vector<int64_t>>("squeeze_dims");
  std::vector<bool> named(in.rank());
  for (size_t at = 0; at < dims.size(); ++at) {
    const int64_t d = dims[at];
    const auto axis = place(d, in.rank());
    if (!axis) return Fault{&kFaults[0], {{"index", std::to_string(at)}, {"axis", text(d)}, {"rank", std::to_string(in.rank())}, {"low", text(-static_cast<int64_t>(in.rank()))}}};
    named[*axis] = true;
  }
  Shape out;
  for (size_t i = 0; i < in.rank(); ++i) {
    if (dims.empty()) {
      if (in[i] < 0) return infer_unknown(x);
      if (in[i] != 1) out.push_back(in[i]);
    } else if (!named[i]) {
      out.push_back(in[i]);
    } else if (in[i] > 1 || in[i] == 0) {
      return Fault{&kFaults[1], {{"axis", std::to_string(i)}, {"length", text(in[i])}}};
    }
  }
  Spec spec{x.in[0].dtype, out};
  if (out.rank() == 0) spec.partial = x.in[0].partial;
  return Specs{spec};
}

std::optional<Fault> compute(Kernel& k) {
  const Spec in{k.in(0).dtype(), k.in(0).shape()};
  auto out = infer({{&in, 1}, k.attrs(), true});
  if (!out.ok()) return out.error();
  k.forward(0, k.in(0).reshaped(out.value()[0].shape));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.reshape_like(g.dy[0], g.in[0])}; }

AxisMap axes(const Inference& x, size_t) {
  const Shape& in = x.in[0].shape;
  if (!in.known_rank()) return {};
  const auto dims = x.attrs.get<std::vector<int64_t>>("squeeze_dims");
  AxisMap map;
  for (size_t i = 0; i < in.rank(); ++i) {
    const bool gone = dims.empty() ? in[i] == 1 : std::any_of(dims.begin(), dims.end(), [&](int64_t d) { return place(d, in.rank()) == i; });
    if (!gone) map.push_back({0, static_cast<int>(i)});
  }
  return map;
}

}  // namespace

constexpr OpDef kSqueeze{.name = "Squeeze", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
