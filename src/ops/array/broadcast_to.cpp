// A tensor stretched to a given shape.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"broadcast_to_c1", "InvalidArgumentError", "Incompatible shapes: {a} vs. {b}", "Dimensions must be equal, but are {length_a} and {length_b}", {}, {}, "ValueError"},
    {"broadcast_to_c2", "InvalidArgumentError", "Rank of input ({rank}) must be no greater than rank of output shape ({size}).",
     "Shape must be at most rank {size} but is rank {rank}", {}, {}, "ValueError"},
};

constexpr FaultSpec kToShape = exact_rank("broadcast_to_c3", "shape must be a vector of {{int32,int64}}, got shape {shape}");
constexpr FaultSpec kNegative{"broadcast_to_c4", "InvalidArgumentError", "Dimension {length} must be >= 0", {}, {}, {}, "ValueError"};

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_is(x, 1, 1, kToShape)) return *fault;
  if (const auto lengths = x.eager ? known_integers(x.in[1]) : std::nullopt)
    for (const int64_t d : *lengths)
      if (d < 0) return Fault{&kNegative, {{"length", text(d)}}};
  const Shape& in = x.in[0].shape;
  const Shape to = shape_from(x.in[1]);
  if (!to.known_rank() || !in.known_rank()) return Specs{{x.in[0].dtype, to}};
  if (in.rank() > to.rank()) return Fault{&kFaults[1], {{"rank", std::to_string(in.rank())}, {"size", std::to_string(to.rank())}}};
  for (size_t i = 0; i < in.rank(); ++i) {               // each length is 1 or the wanted one
    const int64_t n = in[i], wanted = to[to.rank() - in.rank() + i];
    if (n >= 0 && wanted >= 0 && n != 1 && n != wanted) return Fault{&kFaults[0], {{"a", bracket_text(in)}, {"b", bracket_text(to)}, {"length_a", text(n)}, {"length_b", text(wanted)}}};
  }
  return Specs{{x.in[0].dtype, to}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Shape shape(integers(k.in(1)));
  const std::vector<int64_t> from = strides_of(in.shape());
  std::vector<int64_t> strides(shape.rank(), 0);
  const size_t more = shape.rank() - from.size();
  for (size_t i = 0; i < from.size(); ++i) strides[more + i] = in.shape()[i] == 1 ? 0 : from[i];
  gather_strided(in, 0, strides, k.out(0, in.dtype(), shape));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.sum_to(g.dy[0], g.in[0]), {}}; }

}  // namespace

constexpr OpDef kBroadcastTo{.name = "BroadcastTo", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .reads_shapes = "shape"};

}  // namespace misfit
