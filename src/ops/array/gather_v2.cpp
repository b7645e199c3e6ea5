// Rows picked by index along one axis.
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
    {"gather_c1", "InvalidArgumentError", "indices{at} = {index} is not in [0, {length})"},
    {"gather_c2", "InvalidArgumentError", "Shape must be at least rank {wanted} but is rank {rank}", "Shape must be at least rank {wanted} but is rank {rank}", {}, {}, "ValueError"},
    {"gather_c3", "InvalidArgumentError", "params must be at least 1 dimensional", "Shape must be at least rank 1 but is rank 0", {}, {}, "ValueError"},
    {"gather_c6", "InvalidArgumentError", "Expected batch_dims in the range [-{rank}, {rank}], but got {given}",
     "Shape must be at least rank {given} but is rank {rank}", {}, {}, "ValueError"},
    {"gather_c4", "InvalidArgumentError", "params.shape[{axis}]: {a} should be equal to indices.shape[{axis}]: {b}",
     "Dimensions must be equal, but are {a} and {b}", {}, {}, "ValueError"},
};

constexpr FaultSpec kAxisShape = exact_rank("gather_c5", "axis must be scalar");

int64_t batch_dims(const Attrs& attrs, const Shape& indices) {
  const int64_t b = attrs.get<int64_t>("batch_dims");
  return b < 0 && indices.known_rank() ? b + static_cast<int64_t>(indices.rank()) : b;
}

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = is_scalar(x, 2, kAxisShape)) return *fault;
  const Shape &params = x.in[0].shape, &indices = x.in[1].shape;
  const auto given = known_integers(x.in[2]);
  if (!params.known_rank()) return infer_unknown(x);
  if (params.rank() == 0) return Fault{&kFaults[2], {}};
  if (!indices.known_rank()) return infer_unknown(x);
  const int64_t b = batch_dims(x.attrs, indices);
  if ((x.eager || given) && (b < 0 || b > static_cast<int64_t>(indices.rank())))   // no more batch axes than the indices have
    return Fault{&kFaults[3], {{"rank", std::to_string(indices.rank())}, {"given", text(x.attrs.get<int64_t>("batch_dims"))}}};
  if (!given) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(params.rank() - 1 + indices.rank() - static_cast<size_t>(b), Shape::kUnknown))}};
  const auto axis = place((*given)[0], params.rank());   // -rank <= axis < rank
  if (!axis)
    return Fault{&kFaults[1], {{"rank", std::to_string(params.rank())},
                               {"wanted", text((*given)[0] < 0 ? -(*given)[0] : (*given)[0] + 1)}}};
  for (size_t i = 0; i < static_cast<size_t>(b); ++i)    // batch axes agree
    if (params[i] >= 0 && indices[i] >= 0 && params[i] != indices[i])
      return Fault{&kFaults[4], {{"axis", std::to_string(i)}, {"a", text(params[i])}, {"b", text(indices[i])}}};
  Shape out = params.slice(0, *axis);
  for (size_t i = static_cast<size_t>(b); i < indices.rank(); ++i) out.push_back(indices[i]);
  for (size_t i = *axis + 1; i < params.rank(); ++i) out.push_back(params[i]);
  Spec spec{x.in[0].dtype, out};
  const std::optional<Shape>& partial = x.in[0].partial;
  if (partial && partial->known_rank() && params.rank() == 1 && x.in[1].constant) {
    Shape picked;
    for (int64_t i : integers(x.in[1].constant)) picked.push_back(i >= 0 && i < static_cast<int64_t>(partial->rank()) ? (*partial)[static_cast<size_t>(i)] : -1);
    spec.partial = picked;
  }
  return Specs{spec};
}

std::string bracketed(int64_t flat, const Shape& shape) {  // the place of an index among the indices: [2,4]
  if (shape.rank() == 0) return "";
  std::string text = "]";
  for (size_t i = shape.rank(); i-- > 0;) {
    text = std::string(1, i ? ',' : '[') + std::to_string(flat % shape[i]) + text;
    flat /= shape[i];
  }
  return text;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &params = k.in(0), &indices = k.in(1);
  const size_t axis = *place(k.in(2).int_at(0), params.shape().rank());
  const size_t b = static_cast<size_t>(batch_dims(k.attrs(), indices.shape()));
  Shape shape = params.shape().slice(0, axis);
  for (size_t i = b; i < indices.shape().rank(); ++i) shape.push_back(indices.shape()[i]);
  for (size_t i = axis + 1; i < params.shape().rank(); ++i) shape.push_back(params.shape()[i]);
  const int64_t length = params.shape()[axis];
  const std::vector<int64_t> at = integers(indices);
  for (size_t i = 0; i < at.size(); ++i)                   // 0 <= index < length
    if (at[i] < 0 || at[i] >= length)
      return Fault{&kFaults[0], {{"at", bracketed(static_cast<int64_t>(i), indices.shape())}, {"index", text(at[i])}, {"length", text(length)}}};
  Tensor& out = k.out(0, params.dtype(), shape);
  const int64_t batches = params.shape().slice(0, b).elements(), outer = params.shape().slice(b, axis).elements();
  const int64_t inner = params.shape().slice(axis + 1, params.shape().rank()).elements();
  const int64_t picks = batches ? static_cast<int64_t>(at.size()) / batches : 0;
  int64_t to = 0;
  for (int64_t batch = 0; batch < batches; ++batch)
    for (int64_t o = 0; o < outer; ++o)
      for (int64_t i = 0; i < picks; ++i, to += inner)
        copy_elements(params, ((batch * outer + o) * length + at[static_cast<size_t>(batch * picks + i)]) * inner, out, to, inner);
  return std::nullopt;
}

// Each row of dy is added to the row it was picked from.
Operands gradient(const Gradient& g) { return {g.emit.emit(kGatherGrad, {g.dy[0], g.in[0], g.in[1], g.in[2]}, {{"batch_dims", g.attrs.get<int64_t>("batch_dims")}}), {}, {}}; }

AxisMap axes(const Inference& x, size_t) {
  const Shape &params = x.in[0].shape, &indices = x.in[1].shape;
  const auto given = known_integers(x.in[2]);
  if (!params.known_rank() || !indices.known_rank() || !given) return {};
  const auto axis = place((*given)[0], params.rank());
  AxisMap map;
  for (size_t i = 0; axis && i < *axis; ++i) map.push_back({0, static_cast<int>(i)});
  for (size_t i = static_cast<size_t>(batch_dims(x.attrs, indices)); i < indices.rank(); ++i) map.push_back({1, static_cast<int>(i)});
  for (size_t i = axis ? *axis + 1 : 0; i < params.rank(); ++i) map.push_back({0, static_cast<int>(i)});
  return map;
}

}  // namespace

constexpr OpDef kGatherV2{.name = "GatherV2", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes, .reads_values = "axis"};

}  // namespace misfit
