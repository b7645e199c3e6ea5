// y[i...] = x[i permuted].
#include <algorithm>

#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"transpose_c1", "InvalidArgumentError", "transpose expects a vector of size {rank}. But input(1) is a vector of size {size}",
     "Dimension must be {rank} but is {size}", {}, {}, "ValueError"},
    {"transpose_c2", "InvalidArgumentError", "{axis} is out of range [0 .. {rank})", "perm dim {axis} is out of range of input rank {rank}", {}, {}, "ValueError"},
    {"transpose_c3", "InvalidArgumentError", "{axis} is missing from {{{perm}}}."},
};

constexpr FaultSpec kPermShape = exact_rank("transpose_c4", "perm must be rank 1, got shape {shape}");

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_is(x, 1, 1, kPermShape)) return *fault;
  const Shape &in = x.in[0].shape, &perm_shape = x.in[1].shape;
  if (!in.known_rank()) {
    if (auto perm = known_integers(x.in[1])) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(perm->size(), Shape::kUnknown))}};
    return Specs{{x.in[0].dtype, Shape::unknown_rank()}};
  }
  // length(perm) = rank(x)
  if (perm_shape.known_rank() && perm_shape.rank() == 1 && perm_shape[0] >= 0 && perm_shape[0] != static_cast<int64_t>(in.rank()))
    return Fault{&kFaults[0], {{"rank", std::to_string(in.rank())}, {"size", text(perm_shape[0])}}};
  Shape out(std::vector<int64_t>(in.rank(), Shape::kUnknown));
  const auto perm = known_integers(x.in[1]);
  if (!perm) return Specs{{x.in[0].dtype, out}};
  std::vector<bool> used(in.rank());
  for (size_t i = 0; i < in.rank(); ++i) {
    const auto axis = place((*perm)[i], in.rank());
    if (!axis) return Fault{&kFaults[1], {{"axis", text((*perm)[i])}, {"rank", std::to_string(in.rank())}}};
    out[i] = in[*axis];
    used[*axis] = true;
  }
  for (size_t i = 0; i < used.size() && x.eager; ++i) {
    if (used[i]) continue;
    std::string list;
    for (int64_t axis : *perm) list += (list.empty() ? "" : ",") + text(axis);
    return Fault{&kFaults[2], {{"axis", std::to_string(i)}, {"perm", list}}};
  }
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::vector<int64_t> from = strides_of(in.shape());
  std::vector<int64_t> dims, strides;
  for (int64_t p : integers(k.in(1))) {
    const size_t axis = *place(p, in.shape().rank());
    dims.push_back(in.shape()[axis]);
    strides.push_back(from[axis]);
  }
  gather_strided(in, 0, strides, k.out(0, in.dtype(), Shape(std::move(dims))));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.emit.emit(kTranspose, {g.dy[0], g.emit.emit(kInvertPermutation, {g.in[1]})}), {}}; }

AxisMap axes(const Inference& x, size_t) {
  AxisMap map;
  if (auto perm = known_integers(x.in[1]))
    for (int64_t p : *perm) map.push_back({0, static_cast<int>(p < 0 ? p + static_cast<int64_t>(perm->size()) : p)});
  return map;
}

}  // namespace

constexpr OpDef kTranspose{.name = "Transpose", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes, .reads_values = "perm"};

}  // namespace misfit
