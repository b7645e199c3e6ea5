// A tensor cut into equal pieces along one axis.
#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"split_c1", "InvalidArgumentError", "-input rank(-{rank}) <= split_dim < input rank ({rank}), but got {axis}",
     "Dimension size, given by scalar input {axis} must be in range [-{rank}, {rank})", {}, {}, "ValueError"},
    {"split_c2", "InvalidArgumentError", "Number of ways to split should evenly divide the split dimension, but got split_dim {axis} (size = {size}) and num_split {num}",
     "Dimension size must be evenly divisible by {num} but is {size}\n\tNumber of ways to split should evenly divide the split dimension", {}, {}, "ValueError"},
};

constexpr FaultSpec kDimShape = exact_rank("split_c3", "split_dim must be a scalar but has rank {rank}");

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = is_scalar(x, 0, kDimShape)) return *fault;
  const Shape& in = x.in[1].shape;
  const int64_t num = x.attrs.get<int64_t>("num_split", 1);
  const auto dim = known_integers(x.in[0]);
  if (!in.known_rank()) return Specs(static_cast<size_t>(num), Spec{x.in[1].dtype, in});
  if (!dim) return Specs(static_cast<size_t>(num), Spec{x.in[1].dtype, Shape(std::vector<int64_t>(in.rank(), Shape::kUnknown))});
  const auto axis = place((*dim)[0], in.rank());         // -rank <= split_dim < rank
  if (!axis) return Fault{&kFaults[0], {{"rank", std::to_string(in.rank())}, {"axis", text((*dim)[0])}}};
  const int64_t size = in[*axis];
  if (size >= 0 && size % num)                           // num_split divides the length
    return Fault{&kFaults[1], {{"axis", std::to_string(*axis)}, {"size", text(size)}, {"num", text(num)}}};
  return Specs(static_cast<size_t>(num), Spec{x.in[1].dtype, in.with(*axis, size < 0 ? -1 : size / num)});
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(1);
  const size_t axis = *place(k.in(0).int_at(0), in.shape().rank());
  const int64_t num = k.attrs().get<int64_t>("num_split", 1), size = in.shape()[axis] / num;
  const int64_t outer = in.shape().slice(0, axis).elements(), run = size * in.shape().slice(axis + 1, in.shape().rank()).elements();
  for (int64_t i = 0; i < num; ++i) {
    Tensor& out = k.out(static_cast<size_t>(i), in.dtype(), in.shape().with(axis, size));
    for (int64_t o = 0; o < outer; ++o) copy_elements(in, (o * num + i) * run, out, o * run, run);
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  Operands dys(g.dy.begin(), g.dy.end());
  for (size_t i = 0; i < dys.size(); ++i)
    if (!dys[i]) dys[i] = g.emit.emit(kZerosLike, {g.out[i]});
  dys.push_back(g.in[0]);
  return {{}, dys.size() == 2 ? dys[0] : g.emit.emit_all(kConcatV2, dys, {{"N", static_cast<int64_t>(dys.size() - 1)}})[0]};
}

AxisMap axes(const Inference& x, size_t) {
  AxisMap map = axes_same({x.in.subspan(1), x.attrs}, 0);
  for (AxisSource& s : map) s.input = 1;
  return map;
}

}  // namespace

constexpr OpDef kSplit{.name = "Split", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes, .reads_values = "split_dim"};

}  // namespace misfit
