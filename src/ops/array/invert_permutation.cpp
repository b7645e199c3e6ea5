// y[x[i]] = i.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"permutation_c1", "InvalidArgumentError", "{axis} is not between 0 and {size}"},
                                 {"permutation_c2", "InvalidArgumentError", "{axis} is duplicated in the input."},
                                 {"permutation_c3", "InvalidArgumentError", "invert_permutation expects a 1D vector.", "Shape must be rank 1 but is rank {rank}", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& s = x.in[0].shape;
  if (s.known_rank() && s.rank() != 1) return Fault{&kFaults[2], {{"rank", std::to_string(s.rank())}}};
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  const std::vector<int64_t> in = integers(k.in(0));
  std::vector<int64_t> out(in.size(), -1);
  for (size_t i = 0; i < in.size(); ++i) {
    const int64_t to = in[i] < 0 ? in[i] + static_cast<int64_t>(in.size()) : in[i];
    if (to < 0 || to >= static_cast<int64_t>(in.size())) return Fault{&kFaults[0], {{"axis", text(in[i])}, {"size", std::to_string(in.size())}}};
    if (out[static_cast<size_t>(to)] >= 0) return Fault{&kFaults[1], {{"axis", text(in[i])}}};
    out[static_cast<size_t>(to)] = static_cast<int64_t>(i);
  }
  const Tensor wide = Tensor::of<int64_t>(k.in(0).shape(), out);
  k.forward(0, cast(wide, k.in(0).dtype()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kInvertPermutation{.name = "InvertPermutation", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
