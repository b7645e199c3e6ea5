// on_value where the class is, off_value elsewhere; a class outside [0, depth) gives a row of off_value without a word.
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"one_hot_c1", "InvalidArgumentError", "depth must be non-negative, got: {depth}", "Dimension size, given by scalar input 1, must be non-negative but is {depth}", {}, {}, "ValueError"},
    {"one_hot_c2", "InvalidArgumentError", "Expected axis to be -1 or between [0, {rank}).  But received: {axis}", "axis must be >= -1", {}, {}, "ValueError"},
};

constexpr FaultSpec kDepthShape = exact_rank("one_hot_c3", "depth must be a scalar, but got: {shape}"), kOnShape = exact_rank("one_hot_c4", "on_value must be a scalar, but got: {shape}"),
                    kOffShape = exact_rank("one_hot_c5", "off_value must be a scalar, but got: {shape}");

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = is_scalar(x, 1, kDepthShape)) return *fault;
  if (auto fault = is_scalar(x, 2, kOnShape)) return *fault;
  if (auto fault = is_scalar(x, 3, kOffShape)) return *fault;
  const Shape& in = x.in[0].shape;
  const auto depth = known_integers(x.in[1]);
  const int64_t axis = x.attrs.get<int64_t>("axis", -1);
  if (!in.known_rank()) return Specs{{x.in[2].dtype, Shape::unknown_rank()}};
  if (axis < -1 || (x.eager && axis > static_cast<int64_t>(in.rank())))
    return Fault{&kFaults[1], {{"rank", std::to_string(in.rank() + 1)}, {"axis", text(axis)}}};
  if (depth && (*depth)[0] < 0) return Fault{&kFaults[0], {{"depth", text((*depth)[0])}}};   // depth >= 0
  std::vector<int64_t> dims(in.begin(), in.end());
  if (axis > static_cast<int64_t>(in.rank())) return Specs{{x.in[2].dtype, Shape(std::vector<int64_t>(in.rank() + 1, Shape::kUnknown))}};
  dims.insert(axis < 0 ? dims.end() : dims.begin() + axis, depth ? (*depth)[0] : Shape::kUnknown);
  return Specs{{x.in[2].dtype, Shape(std::move(dims))}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &indices = k.in(0), &on = k.in(2), &off = k.in(3);
  const int64_t depth = k.in(1).int_at(0), axis = k.attrs().get<int64_t>("axis", -1);
  std::vector<int64_t> dims(indices.shape().begin(), indices.shape().end());
  if (axis > static_cast<int64_t>(dims.size())) return Fault{&kFaults[1], {{"rank", std::to_string(dims.size() + 1)}, {"axis", text(axis)}}};
  const size_t at = axis < 0 ? dims.size() : static_cast<size_t>(axis);
  const int64_t inner = indices.shape().slice(at, dims.size()).elements();
  dims.insert(dims.begin() + static_cast<std::ptrdiff_t>(at), depth);
  Tensor& out = k.out(0, on.dtype(), Shape(std::move(dims)));
  gather_strided(off, 0, std::vector<int64_t>(out.shape().rank(), 0), out);
  const std::vector<int64_t> classes = integers(indices);
  for (size_t i = 0; i < classes.size(); ++i) {
    if (classes[i] < 0 || classes[i] >= depth) continue;
    const int64_t outer = static_cast<int64_t>(i) / inner, rest = static_cast<int64_t>(i) % inner;
    copy_elements(on, 0, out, (outer * depth + classes[i]) * inner + rest, 1);
  }
  return std::nullopt;
}

AxisMap axes(const Inference& x, size_t output) {
  AxisMap map = axes_same(x, output);
  const int64_t axis = x.attrs.get<int64_t>("axis", -1);
  if (axis > static_cast<int64_t>(map.size())) return {};
  if (x.in[0].shape.known_rank()) map.insert(axis < 0 ? map.end() : map.begin() + axis, AxisSource{});
  return map;
}

}  // namespace

constexpr OpDef kOneHot{.name = "OneHot", .faults = kFaults, .infer = infer, .compute = compute, .axes = axes, .reads_values = "depth"};

}  // namespace misfit
