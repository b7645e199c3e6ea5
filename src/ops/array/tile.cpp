// A tensor repeated along each axis.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"tile_c1", "InvalidArgumentError", "Expected multiples argument to be a vector of length {rank} but got length {size}",
     "Shape must be rank {rank} but is rank {size}", {}, {}, "ValueError"},
    {"tile_c2", "InvalidArgumentError", "Expected multiples[{axis}] >= 0, but got {multiple}"},
};

constexpr FaultSpec kMultiplesShape = exact_rank("tile_c3", "Expected multiples to be 1-D, but got shape {shape}");

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_is(x, 1, 1, kMultiplesShape)) return *fault;
  const Shape& in = x.in[0].shape;
  const Shape multiples = shape_from(x.in[1]);
  if (!multiples.known_rank()) return Specs{{x.in[0].dtype, in.known_rank() ? Shape(std::vector<int64_t>(in.rank(), Shape::kUnknown)) : in}};
  if (!in.known_rank()) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(multiples.rank(), Shape::kUnknown))}};
  if (multiples.rank() != in.rank())                     // one multiple per axis
    return Fault{&kFaults[0], {{"rank", std::to_string(in.rank())}, {"size", std::to_string(multiples.rank())}}};
  Shape out = in;
  const auto values = known_integers(x.in[1]);
  for (size_t i = 0; i < in.rank(); ++i) {
    if (values && (*values)[i] < 0 && x.eager) return Fault{&kFaults[1], {{"axis", std::to_string(i)}, {"multiple", text((*values)[i])}}};
    out[i] = in[i] < 0 || multiples[i] < 0 ? -1 : in[i] * multiples[i];
  }
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::vector<int64_t> multiples = integers(k.in(1)), from = strides_of(in.shape());
  Shape shape = in.shape();
  std::vector<int64_t> dims, strides;                     // each axis as (multiple, length), the first with stride 0
  for (size_t i = 0; i < multiples.size(); ++i) {
    shape[i] *= multiples[i];
    dims.insert(dims.end(), {multiples[i], in.shape()[i]});
    strides.insert(strides.end(), {0, from[i]});
  }
  Tensor& out = k.out(0, in.dtype(), shape);
  Tensor split = out.reshaped(Shape(dims));
  gather_strided(in, 0, strides, split);
  return std::nullopt;
}

// Repeats are summed: dy as (multiple, length) pairs of axes.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand pairs = f.run(kPack, {g.in[1], f.cast(f.shape(g.in[0]), g.in[1].dtype)}, {{"axis", int64_t{1}}});
  const Operand split = f.reshape(g.dy[0], f.reshape(pairs, f.integers({-1})));
  std::vector<int64_t> axes;
  for (size_t i = 0; i < g.in[0].shape.rank(); ++i) axes.push_back(static_cast<int64_t>(2 * i));
  return {f.sum(split, axes, false), {}};
}

}  // namespace

constexpr OpDef kTile{.name = "Tile", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_shapes = "multiples"};

}  // namespace misfit
