#include "ops/reduce/arg.h"

#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {

constexpr FaultSpec kArgDimension{"arg_c1", "InvalidArgumentError", "Expected dimension in the range [{low}, {rank}), but got {axis}",
                                  "Dimension ({axis}) must be in the range [{low}, {rank}), where {rank} is the number of dimensions in the input.", {}, {}, "ValueError"};

namespace {
constexpr FaultSpec kAxisShape = exact_rank("arg_c2", "dim must be a scalar, but received tensor of shape: {shape}");
constexpr FaultSpec kEmptyAxis{"arg_c3", "InvalidArgumentError", "Reduction axis {axis} is empty in shape {shape}"};
}  // namespace

Result<Specs, Fault> infer_arg(const Inference& x) {
  if (auto fault = is_scalar(x, 1, kAxisShape)) return *fault;
  const Shape& in = x.in[0].shape;
  const DType t = x.attrs.get<DType>("output_type", DType::kInt64);
  const auto dim = known_integers(x.in[1]);
  if (!in.known_rank()) return Specs{{t, in}};
  if (in.rank() == 0 && !x.eager) return Specs{{t, in}};
  if (!dim) return Specs{{t, Shape(std::vector<int64_t>(in.rank() - 1, Shape::kUnknown))}};
  const auto axis = place((*dim)[0], in.rank());
  if (!axis) return Fault{&kArgDimension, {{"axis", text((*dim)[0])}, {"low", in.rank() ? text(-static_cast<int64_t>(in.rank())) : "0"}, {"rank", std::to_string(in.rank())}}};
  if (x.eager && in[*axis] == 0) return Fault{&kEmptyAxis, {{"axis", std::to_string(*axis)}, {"shape", bracket_text(in)}}};
  return Specs{{t, in.without(*axis)}};
}

std::optional<Fault> arg_fault(const Kernel& k) {
  const Shape& in = k.in(0).shape();
  const int64_t given = k.in(1).int_at(0);
  const auto axis = place(given, in.rank());
  if (!axis) return Fault{&kArgDimension, {{"axis", text(given)}, {"low", in.rank() ? text(-static_cast<int64_t>(in.rank())) : "0"}, {"rank", std::to_string(in.rank())}}};
  if (in[*axis] == 0) return Fault{&kEmptyAxis, {{"axis", std::to_string(*axis)}, {"shape", bracket_text(in)}}};
  return std::nullopt;
}

AxisMap axes_arg(const Inference& x, size_t) {
  AxisMap map = axes_same(x, 0);
  const auto dim = known_integers(x.in[1]);
  if (!dim) return {};
  if (const auto axis = place((*dim)[0], map.size())) map.erase(map.begin() + static_cast<std::ptrdiff_t>(*axis));
  return map;
}

}  // namespace misfit
