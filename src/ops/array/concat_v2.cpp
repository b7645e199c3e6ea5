// Tensors laid end to end along one axis.
#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"concat_c1", "InvalidArgumentError", "ConcatOp : Expected concatenating dimensions in the range [{low}, {rank}), but got {axis}"},
    {"concat_c2", "InvalidArgumentError", "ConcatOp : Ranks of all input tensors should match: shape[0] = {a} vs. shape[{index}] = {b}",
     "Shape must be rank {rank} but is rank {rank_b}", {}, {}, "ValueError"},
    {"concat_c3", "InvalidArgumentError", "ConcatOp : Dimension {axis} in both shapes must be equal: shape[0] = {a} vs. shape[{index}] = {b}",
     "Dimension {axis_left} in both shapes must be equal, but are {length_a} and {length_b}. Shapes are {left_a} and {left_b}.", {}, {}, "ValueError"},
    {"concat_c4", "InvalidArgumentError", "Shape must be at least rank {wanted} but is rank {found}", {}, {}, {}, "ValueError"},
};

constexpr FaultSpec kAxisShape = exact_rank("concat_c5", "axis tensor should be a scalar integer, but got shape {shape}");
constexpr FaultSpec kScalars{"concat_c6", "InvalidArgumentError", "ConcatOp : Can't concatenate scalars (use tf.stack instead)"};
constexpr FaultSpec kNothing{"concat_c7", "InvalidArgumentError", "OpKernel 'ConcatV2' has constraint on attr 'T' not in NodeDef '[N=0, Tidx=DT_INT32]'", "List argument 'values' to 'ConcatV2' Op with length 0 shorter than minimum length 2.", {}, {}, "ValueError"};

Result<Specs, Fault> infer(const Inference& x) {
  if (x.in.size() < 2) return Fault{&kNothing, {}};
  if (auto fault = is_scalar(x, x.in.size() - 1, kAxisShape)) return *fault;
  const std::span<const Spec> values = x.in.subspan(0, x.in.size() - 1);
  const DType t = values[0].dtype;
  const auto axis_values = known_integers(x.in.back());
  size_t rank = 0;
  bool known = false;
  for (const Spec& s : values) {
    if (!s.shape.known_rank()) continue;
    if (!known) rank = s.shape.rank();
    known = true;
  }
  if (!known) return Specs{{t, Shape::unknown_rank()}};
  if (!axis_values) {                                    // ranks agree
    for (size_t i = 0; i < values.size(); ++i)
      if (auto fault = want_rank(values[i].shape, rank)) return *fault;
    return Specs{{t, Shape(std::vector<int64_t>(rank, Shape::kUnknown))}};
  }
  const int64_t given = (*axis_values)[0];
  const auto axis = place(given, rank);
  if (!axis) {                                           // -rank <= axis < rank
    if (x.eager && rank == 0) return Fault{&kScalars, {}};
    if (x.eager) return Fault{&kFaults[0], {{"low", text(-static_cast<int64_t>(rank))}, {"rank", std::to_string(rank)}, {"axis", text(given)}}};
    return Fault{&kFaults[3], {{"wanted", text(given < 0 ? -given : given + 1)}, {"found", std::to_string(rank)}}};
  }
  Shape out = Shape(std::vector<int64_t>(rank, Shape::kUnknown));
  int64_t total = 0;
  const Spec* first = nullptr;
  for (size_t i = 0; i < values.size(); ++i) {
    const Shape& s = values[i].shape;
    if (!s.known_rank()) { total = -1; continue; }
    if (s.rank() != rank)
      return Fault{&kFaults[1], {{"a", bracket_text(values[0].shape)}, {"index", std::to_string(i)}, {"b", bracket_text(s)},
                                 {"rank", std::to_string(rank)}, {"rank_b", std::to_string(s.rank())}}};
    if (!first) first = &values[i];
    for (size_t d = 0; d < rank; ++d) {                  // all other lengths agree
      if (d == *axis) continue;
      if (out[d] >= 0 && s[d] >= 0 && out[d] != s[d]) {
        // The shape function compares what is left of the axis and what is right of it on their own.
        const size_t from = d < *axis ? 0 : *axis + 1, to = d < *axis ? *axis : rank;
        return Fault{&kFaults[2], {{"axis", std::to_string(d)}, {"a", bracket_text(values[0].shape)}, {"index", std::to_string(i)}, {"b", bracket_text(s)},
                                   {"axis_left", std::to_string(d - from)}, {"length_a", text(out[d])}, {"length_b", text(s[d])},
                                   {"left_a", bracket_text(out.slice(from, to))}, {"left_b", bracket_text(s.slice(from, to))}}};
      }
      if (out[d] < 0) out[d] = s[d];
    }
    total = total < 0 || s[*axis] < 0 ? -1 : total + s[*axis];
  }
  out[*axis] = total;
  Spec spec{t, out};
  if (rank == 1 && is_integer(t)) {                      // shapes are put together this way
    Shape joined;
    for (const Spec& v : values) {
      const Shape part = shape_from(v);
      if (!part.known_rank()) return Specs{spec};
      for (int64_t d : part) joined.push_back(d);
    }
    spec.partial = joined;
  }
  return Specs{spec};
}

std::optional<Fault> compute(Kernel& k) {
  const size_t n = k.inputs() - 1;
  const Shape& first = k.in(0).shape();
  const size_t axis = *place(k.in(n).int_at(0), first.rank());
  Shape shape = first;
  shape[axis] = 0;
  for (size_t i = 0; i < n; ++i) shape[axis] += k.in(i).shape()[axis];
  Tensor& out = k.out(0, k.in(0).dtype(), shape);
  const int64_t outer = shape.slice(0, axis).elements(), inner = shape.slice(axis + 1, shape.rank()).elements();
  int64_t at = 0;
  for (size_t i = 0; i < n; ++i) {
    const int64_t run = k.in(i).shape()[axis] * inner;
    for (int64_t o = 0; o < outer; ++o) copy_elements(k.in(i), o * run, out, o * shape[axis] * inner + at, run);
    at += run;
  }
  return std::nullopt;
}

// Each input gets its slice of dy.
Operands gradient(const Gradient& g) {
  const size_t n = g.in.size() - 1;
  Operands grads(g.in.size());
  std::vector<Operand> in{g.dy[0]};
  in.insert(in.end(), g.in.begin(), g.in.end());
  const Operands parts = g.emit.emit_all(kConcatGrad, in, {{"N", static_cast<int64_t>(n)}});
  for (size_t i = 0; i < n; ++i) grads[i] = parts[i];
  return grads;
}

AxisMap axes(const Inference& x, size_t) { return axes_same(x, 0); }

}  // namespace

constexpr OpDef kConcatV2{.name = "ConcatV2", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes, .reads_values = "axis"};

}  // namespace misfit
