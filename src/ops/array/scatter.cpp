#include "ops/array/scatter.h"

#include "ops/array/copy.h"
#include "ops/array/nd_index.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"scatter_c1", "InvalidArgumentError", "indices{at} = {index} does not index into shape {shape}"},
    {"scatter_c2", "InvalidArgumentError",
     "Dimensions [0,{outer}) of indices[shape={indices}] must match dimensions [0,{outer}) of updates[shape={updates}]",
     "Dimensions [0,{outer}) of indices[shape={indices}] = {a} must match dimensions [0,{outer}) of updates[shape={updates}] = {b}: {merge}", {}, {}, "ValueError"},
    {"scatter_c6", "InvalidArgumentError", "Outer dimensions of indices and update must match. Indices shape: {indices}, updates shape:{updates}",
     "Dimensions [0,{outer}) of indices[shape={indices}] = {a} must match dimensions [0,{outer}) of updates[shape={updates}] = {b}: {merge}", {}, {}, "ValueError"},
};

// What an index names is as large as an update.
constexpr std::string_view kInnerTraced =
    "Dimensions [{depth},{rank}) of input[shape={traced}] = {a} must match dimensions [{outer},{updates_rank}) of updates[shape={updates}] = {b}: {merge}";
constexpr FaultSpec kInner[] = {
    {"scatter_c3", "InvalidArgumentError", "Inner dimensions of output shape must match inner dimensions of updates shape. Output: {into} updates: {updates}", kInnerTraced, {}, {}, "ValueError"},
    {"scatter_c4", "InvalidArgumentError", "Dimensions [{depth},{rank}) of input[shape={into}] must match dimensions [{outer},{updates_rank}) of updates[shape={updates}]", kInnerTraced, {}, {}, "ValueError"},
    {"scatter_c5", "InvalidArgumentError", "The inner {inner} dimensions of output.shape={into} must match the inner {inner} dimensions of updates.shape={updates}", kInnerTraced, {}, {}, "ValueError"},
};

template <class T> void combine(ScatterBy by, T* to, const T* from, int64_t n) {
  for (int64_t i = 0; i < n; ++i) switch (by) {
    case ScatterBy::kSet: to[i] = from[i]; break;
    case ScatterBy::kAdd: to[i] = static_cast<T>(to[i] + from[i]); break;
    case ScatterBy::kSub: to[i] = static_cast<T>(to[i] - from[i]); break;
    case ScatterBy::kMax: to[i] = from[i] > to[i] ? from[i] : to[i]; break;
    case ScatterBy::kMin: to[i] = from[i] < to[i] ? from[i] : to[i]; break;
  }
}

}  // namespace

const std::span<const FaultSpec> kScatterFaults = kFaults;

std::optional<Fault> scatter(ScatterBy by, const Tensor& indices, const Tensor& updates, Tensor& out) {
  const NdIndex at(indices, out.shape());
  if (auto bad = at.first_outside())                     // every vector lies within the tensor
    return Fault{&kFaults[0], {{"at", at.place(*bad)}, {"index", at.vector(*bad)}, {"shape", bracket_text(out.shape())}}};
  if (by == ScatterBy::kSet) {
    for (int64_t i = 0; i < at.count(); ++i) copy_elements(updates, i * at.slice(), out, at.offset(i), at.slice());
    return std::nullopt;
  }
  visit_real(out.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const T* from = updates.data<T>().data();
    T* to = out.mutable_data<T>().data();
    for (int64_t i = 0; i < at.count(); ++i) combine(by, to + at.offset(i), from + i * at.slice(), at.slice());
  });
  return std::nullopt;
}

// The outer shape of the updates is that of the indices.
Result<Specs, Fault> infer_tensor_scatter(const Inference& x) {
  const Shape &indices = x.in[1].shape, &updates = x.in[2].shape;
  if (indices.known_rank() && updates.known_rank() && indices.rank() > 0) {
    const size_t outer = indices.rank() - 1;
    for (size_t i = 0; i < outer; ++i)
      if (i >= updates.rank() || (indices[i] >= 0 && updates[i] >= 0 && indices[i] != updates[i])) {
        const Shape a = indices.slice(0, outer), b = updates.slice(0, std::min(outer, updates.rank()));
        auto merged = merge(a, b);
        return Fault{&kFaults[x.in[0].shape.known_rank() ? 2 : 1], {{"outer", std::to_string(outer)}, {"indices", bracket_text(indices)}, {"updates", bracket_text(updates)},
                                   {"a", bracket_text(a)}, {"b", bracket_text(b)}, {"merge", merged.ok() ? "" : say(merged.error(), Dialect::kGraph)}}};
      }
  }
  if (auto fault = inner_fault(x.in[0].shape, indices, updates, false); fault && (x.eager || fault->spec != &kInner[0])) return *fault;
  return infer_same(x);
}

std::optional<Fault> inner_fault(const Shape& into, const Shape& indices, const Shape& updates, bool zeros) {
  if (!into.known_rank() || !indices.known_rank() || !updates.known_rank() || indices.rank() == 0 || indices.at(-1) < 0) return std::nullopt;
  const size_t depth = static_cast<size_t>(indices.at(-1)), outer = indices.rank() - 1;
  bool fits = depth <= into.rank() && updates.rank() >= outer && into.rank() - depth == updates.rank() - outer;
  for (size_t i = 0; fits && i + depth < into.rank(); ++i) fits = into[depth + i] < 0 || updates[outer + i] < 0 || into[depth + i] == updates[outer + i];
  if (fits || updates.rank() < outer) return std::nullopt;
  const bool inside = depth <= into.rank(), equal_ranks = inside && into.rank() - depth == updates.rank() - outer;
  Shape traced = into;                                   // while tracing nobody knows the lengths of what is made of zeros
  if (zeros)
    for (size_t i = 0; i < traced.rank(); ++i) traced[i] = Shape::kUnknown;
  const Shape a = inside ? traced.slice(depth, traced.rank()) : Shape(), b = updates.slice(outer, updates.rank());
  auto merged = merge(a, b);
  return Fault{&kInner[zeros ? 1 : equal_ranks ? 2 : 0], {{"a", bracket_text(a)}, {"b", bracket_text(b)}, {"merge", merged.ok() ? "" : say(merged.error(), Dialect::kGraph)}, {"traced", bracket_text(traced)},
                                        {"inner", std::to_string(inside ? into.rank() - depth : 0)}, {"depth", std::to_string(depth)}, {"rank", std::to_string(into.rank())}, {"into", bracket_text(into)}, {"outer", std::to_string(outer)},
                                        {"updates_rank", std::to_string(updates.rank())}, {"updates", bracket_text(updates)}}};
}

std::optional<Fault> compute_tensor_scatter(Kernel& k, ScatterBy by) {
  const Tensor& in = k.in(0);
  if (auto fault = inner_fault(in.shape(), k.in(1).shape(), k.in(2).shape(), false)) return fault;
  Tensor& out = k.out(0, in.dtype(), in.shape());
  copy_elements(in, 0, out, 0, in.elements());
  return scatter(by, k.in(1), k.in(2), out);
}

// dy is shared among the tensor and the updates that gave the result.
Operands extreme_scatter_gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand &x = g.in[0], &at = g.in[1], &updates = g.in[2], &y = g.out[0];
  const Operand from_x = f.cast(f.run(kEqual, {x, y}), x.dtype);
  const Operand from_updates = f.cast(f.run(kEqual, {updates, f.run(kGatherNd, {y, at})}), x.dtype);
  const Operand share = f.div(g.dy[0], f.add(from_x, f.run(kScatterNd, {at, from_updates, f.cast(f.shape(x), at.dtype)})));
  return {f.mul(share, from_x), {}, f.mul(f.run(kGatherNd, {share, at}), from_updates)};
}

}  // namespace misfit
