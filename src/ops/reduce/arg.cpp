#include "ops/reduce/arg.h"

#include "ops/rules.h"

namespace misfit {

constexpr FaultSpec kArgDimension{"arg_c1", "InvalidArgumentError", "Expected dimension in the range [{low}, {rank}), but got {axis}",
                                  "Dimension ({axis}) must be in the range [{low}, {rank}), where {rank} is the number of dimensions in the input.", {}, {}, "ValueError"};

Result<Specs, Fault> infer_arg(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const DType t = x.attrs.get<DType>("output_type", DType::kInt64);
  const auto dim = known_integers(x.in[1]);
  if (!in.known_rank()) return Specs{{t, in}};
  if (in.rank() == 0) return Specs{{t, in}};
  if (!dim) return Specs{{t, Shape(std::vector<int64_t>(in.rank() - 1, Shape::kUnknown))}};
  const auto axis = place((*dim)[0], in.rank());
  if (!axis) return Fault{&kArgDimension, {{"axis", text((*dim)[0])}, {"low", text(-static_cast<int64_t>(in.rank()))}, {"rank", std::to_string(in.rank())}}};
  return Specs{{t, in.without(*axis)}};
}

AxisMap axes_arg(const Inference& x, size_t) {
  AxisMap map = axes_same(x, 0);
  const auto dim = known_integers(x.in[1]);
  if (!dim) return {};
  if (const auto axis = place((*dim)[0], map.size())) map.erase(map.begin() + static_cast<std::ptrdiff_t>(*axis));
  return map;
}

}  // namespace misfit
