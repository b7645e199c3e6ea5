// A tensor turned round along some axes.
#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"reverse_c1", "InvalidArgumentError", "'axis'[{index}] = {axis} is out of valid range [0, {last}",
                                  {}, {}, {}, "ValueError"},
                                 {"reverse_c2", "InvalidArgumentError", "axis {axis} specified more than once.", {}, {}, {}, "ValueError"}};

constexpr FaultSpec kAxesShape = exact_rank("reverse_c3", "'dims' must be 1-dimension, not {rank}");

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_is(x, 1, 1, kAxesShape)) return *fault;
  const auto axes = known_integers(x.in[1]);
  if (!axes || !x.in[0].shape.known_rank()) return infer_same(x);
  const size_t rank = x.in[0].shape.rank();
  std::vector<bool> seen(rank);
  for (size_t i = 0; i < axes->size(); ++i) {
    const auto axis = place((*axes)[i], rank);
    if (!axis) return Fault{&kFaults[0], {{"index", std::to_string(i)}, {"axis", text((*axes)[i])}, {"last", text(static_cast<int64_t>(rank) - 1)}}};
    if (seen[*axis]) return Fault{&kFaults[1], {{"axis", std::to_string(*axis)}}};
    seen[*axis] = true;
  }
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  std::vector<int64_t> strides = strides_of(in.shape());
  int64_t offset = 0;
  if (in.elements())
    for (int64_t a : integers(k.in(1))) {
      const size_t axis = *place(a, strides.size());
      offset += (in.shape()[axis] - 1) * strides[axis];
      strides[axis] = -strides[axis];
    }
  gather_strided(in, offset, strides, k.out(0, in.dtype(), in.shape()));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.emit.emit(kReverseV2, {g.dy[0], g.in[1]}), {}}; }

}  // namespace

constexpr OpDef kReverseV2{.name = "ReverseV2", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_values = "axis"};

}  // namespace misfit
