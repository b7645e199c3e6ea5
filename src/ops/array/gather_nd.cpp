// Slices picked by index vectors: out[i...] = params[indices[i...]].
#include "ops/array/copy.h"
#include "ops/array/nd_index.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"gather_nd_c1", "InvalidArgumentError", "indices{at} = {index} does not index into param shape {shape}, node name: GatherNd"},
    {"gather_nd_c2", "InvalidArgumentError", "index innermost dimension length must be <= params rank; saw: {depth} vs. {rank}",
     "indices.shape[-1] must be <= params.rank, but saw indices shape: {indices} and params shape: {shape}", {}, {}, "ValueError"},
};

constexpr FaultSpec kParamsShape = least_rank("gather_nd_c3", "params must be at least a vector"), kIndicesShape = least_rank("gather_nd_c4", "indices must be at least a vector");

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &params = x.in[0].shape, &indices = x.in[1].shape;
  if (auto fault = rank_at_least(x, 0, 1, kParamsShape)) return *fault;
  if (auto fault = rank_at_least(x, 1, 1, kIndicesShape)) return *fault;
  if (!params.known_rank() || !indices.known_rank() || indices.at(-1) < 0) return infer_unknown(x);
  const size_t depth = static_cast<size_t>(indices.at(-1));
  if (depth > params.rank())                             // an index vector has at most one entry per axis
    return Fault{&kFaults[1], {{"depth", std::to_string(depth)}, {"rank", std::to_string(params.rank())}, {"indices", bracket_text(indices)}, {"shape", bracket_text(params)}}};
  Shape out = indices.slice(0, indices.rank() - 1);
  for (size_t i = depth; i < params.rank(); ++i) out.push_back(params[i]);
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &params = k.in(0), &indices = k.in(1);
  const NdIndex at(indices, params.shape());
  if (auto bad = at.first_outside())                     // every vector lies within params
    return Fault{&kFaults[0], {{"at", at.place(*bad)}, {"index", at.vector(*bad)}, {"shape", bracket_text(params.shape())}}};
  Shape shape = indices.shape().slice(0, indices.shape().rank() - 1);
  for (size_t i = at.depth(); i < params.shape().rank(); ++i) shape.push_back(params.shape()[i]);
  Tensor& out = k.out(0, params.dtype(), shape);
  for (int64_t i = 0; i < at.count(); ++i) copy_elements(params, at.offset(i), out, i * at.slice(), at.slice());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kScatterNd, {g.in[1], g.dy[0], f.cast(f.shape(g.in[0]), g.in[1].dtype)}), {}};
}

}  // namespace

constexpr OpDef kGatherNd{.name = "GatherNd", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
