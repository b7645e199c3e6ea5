#include "ops/reduce/reduce.h"

#include "ops/array/axis.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {

constexpr FaultSpec kInvalidReduction{"reduce_c1", "InvalidArgumentError", "Invalid reduction dimension ({axis} for input with {rank} dimension(s)",
                                      "Invalid reduction dimension {axis} for input with {rank} dimensions.", {}, {}, "ValueError"};

constexpr FaultSpec kTwice{"reduce_c2", "InvalidArgumentError", "Invalid reduction arguments: Axes contains duplicate dimension: {axis}"};

Result<Specs, Fault> infer_reduce(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const auto axes = known_integers(x.in[1]);
  const bool keep = x.attrs.get<bool>("keep_dims");
  if (!in.known_rank()) return infer_unknown(x);
  if (!axes) {
    if (keep) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(in.rank(), Shape::kUnknown))}};
    return infer_unknown(x);
  }
  for (int64_t a : *axes)
    if (!place(a, in.rank())) return Fault{&kInvalidReduction, {{"axis", text(a)}, {"rank", std::to_string(in.rank())}}};
  std::vector<bool> named(in.rank());
  for (size_t i = 0; x.eager && i < axes->size(); ++i) {
    const size_t axis = *place((*axes)[i], in.rank());
    if (named[axis]) return Fault{&kTwice, {{"axis", std::to_string(axis)}}};
    named[axis] = true;
  }
  return Specs{{x.in[0].dtype, reduced_shape(in, reduced_axes(x.in[1].constant, in.rank()), keep)}};
}

AxisMap axes_reduce(const Inference& x, size_t) {
  if (!x.in[0].shape.known_rank() || !x.in[1].constant) return {};
  const std::vector<bool> reduced = reduced_axes(x.in[1].constant, x.in[0].shape.rank());
  AxisMap map;
  for (size_t i = 0; i < reduced.size(); ++i) {
    if (!reduced[i]) map.push_back({0, static_cast<int>(i)});
    else if (x.attrs.get<bool>("keep_dims")) map.push_back({});
  }
  return map;
}

std::vector<bool> reduced_axes(const Tensor& axes, size_t rank) {
  std::vector<bool> reduced(rank);
  for (int64_t a : integers(axes))
    if (const auto axis = place(a, rank)) reduced[*axis] = true;
  return reduced;
}

Shape reduced_shape(const Shape& in, const std::vector<bool>& reduced, bool keep_dims) {
  Shape out;
  for (size_t i = 0; i < in.rank(); ++i) {
    if (!reduced[i]) out.push_back(in[i]);
    else if (keep_dims) out.push_back(1);
  }
  return out;
}

std::vector<ReduceStep> reduce_steps(const Shape& shape, const std::vector<bool>& reduced) {
  struct Group { int64_t n; bool reduced; };
  std::vector<Group> groups;                              // neighbouring axes of one kind are one axis
  for (size_t i = 0; i < shape.rank(); ++i) {
    if (shape[i] == 1) continue;
    if (!groups.empty() && groups.back().reduced == reduced[i]) groups.back().n *= shape[i];
    else groups.push_back({shape[i], reduced[i]});
  }
  std::vector<ReduceStep> steps;
  while (true) {                                          // the last reduced group first: it is contiguous
    size_t at = groups.size();
    while (at > 0 && !groups[at - 1].reduced) --at;
    if (at == 0) return steps;
    ReduceStep s{1, groups[at - 1].n, 1};
    for (size_t i = 0; i + 1 < at; ++i) s.outer *= groups[i].n;
    for (size_t i = at; i < groups.size(); ++i) s.inner *= groups[i].n;
    steps.push_back(s);
    groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(at) - 1);
  }
}

Operands sum_gradient(const Gradient& g, bool mean) {
  Attrs attrs{{"keep_dims", g.attrs.get<bool>("keep_dims")}, {"mean", mean}};
  return {g.emit.emit(kExpandTo, {g.dy[0], g.in[0], g.in[1]}, attrs), {}};
}

// dy goes to the elements equal to the result, shared among equals.
Operands extreme_reduction_gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Attrs keep{{"keep_dims", g.attrs.get<bool>("keep_dims")}};
  const Operand y = f.run(kExpandTo, {g.out[0], g.in[0], g.in[1]}, keep), dy = f.run(kExpandTo, {g.dy[0], g.in[0], g.in[1]}, keep);
  const Operand equal = f.cast(f.run(kEqual, {y, g.in[0]}), y.dtype);
  const Operand count = f.run(kExpandTo, {f.run(kSum, {equal, g.in[1]}, keep), g.in[0], g.in[1]}, keep);
  return {f.mul(f.div(equal, count), dy), {}};
}

}  // namespace misfit
