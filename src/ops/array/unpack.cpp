// A tensor taken apart along one axis.
#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"unpack_c1", "InvalidArgumentError", "axis = {axis} not in [{low}, {rank})", {}, {}, {}, "ValueError"},
    {"unpack_c2", "InvalidArgumentError", "Input shape axis {axis} must equal {num}, got shape {shape}", "Dimension must be {num} but is {length}", {}, {}, "ValueError"},
};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const int64_t num = x.attrs.get<int64_t>("num"), given = x.attrs.get<int64_t>("axis");
  if (!in.known_rank()) return Specs(static_cast<size_t>(num), Spec{x.in[0].dtype, in});
  const auto axis = place(given, in.rank());
  if (!axis) return Fault{&kFaults[0], {{"axis", text(given)}, {"low", text(-static_cast<int64_t>(in.rank()))}, {"rank", std::to_string(in.rank())}}};
  if (in[*axis] >= 0 && in[*axis] != num)                // length of the axis = num
    return Fault{&kFaults[1], {{"axis", std::to_string(*axis)}, {"num", text(num)}, {"length", text(in[*axis])}, {"shape", bracket_text(in)}}};
  Specs out(static_cast<size_t>(num), Spec{x.in[0].dtype, in.without(*axis)});
  if (x.in[0].partial && in.rank() == 1 && x.in[0].partial->known_rank())
    for (size_t i = 0; i < out.size() && i < x.in[0].partial->rank(); ++i) out[i].partial = Shape{(*x.in[0].partial)[i]};
  return out;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const size_t axis = *place(k.attrs().get<int64_t>("axis"), in.shape().rank());
  const int64_t n = in.shape()[axis], outer = in.shape().slice(0, axis).elements(), run = in.shape().slice(axis + 1, in.shape().rank()).elements();
  for (int64_t i = 0; i < n; ++i) {
    Tensor& out = k.out(static_cast<size_t>(i), in.dtype(), in.shape().without(axis));
    for (int64_t o = 0; o < outer; ++o) copy_elements(in, (o * n + i) * run, out, o * run, run);
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  Operands dys(g.dy.begin(), g.dy.end());
  for (size_t i = 0; i < dys.size(); ++i)
    if (!dys[i]) dys[i] = g.emit.emit(kZerosLike, {g.out[i]});
  return {g.emit.emit_all(kPack, dys, {{"axis", g.attrs.get<int64_t>("axis")}})[0]};
}

AxisMap axes(const Inference& x, size_t) {
  AxisMap map = axes_same(x, 0);
  if (const auto axis = place(x.attrs.get<int64_t>("axis"), map.size())) map.erase(map.begin() + static_cast<std::ptrdiff_t>(*axis));
  return map;
}

}  // namespace

constexpr OpDef kUnpack{.name = "Unpack", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
