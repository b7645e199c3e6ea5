// The k greatest of each row and where they stand; of equals the first.
#include <algorithm>
#include <numeric>

#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"top_k_c1", "InvalidArgumentError", "input must have at least k columns. Had {columns}, needed {k}", "input must have last dimension >= k = {k} but is {columns}", {}, {}, "ValueError"},
    {"top_k_c2", "InvalidArgumentError", "Need k >= 0, got {k}", {}, {}, {}, "ValueError"},
};

constexpr FaultSpec kKShape = exact_rank("top_k_c3", "k must be scalar, got shape {shape}");
constexpr FaultSpec kInputShape = least_rank("top_k_c4", "input must be >= 1-D, got shape {shape}");

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = is_scalar(x, 1, kKShape)) return *fault;
  if (auto fault = rank_at_least(x, 0, 1, kInputShape)) return *fault;
  const Shape& in = x.in[0].shape;
  const auto k = known_integers(x.in[1]);
  const DType index = x.attrs.get<DType>("index_type", DType::kInt32);
  if (!in.known_rank()) return Specs{{x.in[0].dtype, in}, {index, in}};
  if (k && (*k)[0] < 0) return Fault{&kFaults[1], {{"k", text((*k)[0])}}};
  if (k && in.at(-1) >= 0 && in.at(-1) < (*k)[0]) return Fault{&kFaults[0], {{"columns", text(in.at(-1))}, {"k", text((*k)[0])}}};
  const Shape out = in.with(in.rank() - 1, k ? (*k)[0] : -1);
  return Specs{{x.in[0].dtype, out}, {index, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const int64_t n = in.shape().at(-1), take = k.in(1).int_at(0), rows = n ? in.elements() / n : 0;
  const Shape shape = in.shape().with(in.shape().rank() - 1, take);
  Tensor& values = k.out(0, in.dtype(), shape);
  Tensor index = Tensor::uninitialized(DType::kInt64, shape);
  std::vector<int64_t> order(static_cast<size_t>(n));
  for (int64_t r = 0; r < rows; ++r) {
    std::iota(order.begin(), order.end(), int64_t{0});
    std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return in.at(r * n + a) > in.at(r * n + b); });
    for (int64_t i = 0; i < take; ++i) {
      copy_elements(in, r * n + order[static_cast<size_t>(i)], values, r * take + i, 1);
      index.mutable_data<int64_t>()[static_cast<size_t>(r * take + i)] = order[static_cast<size_t>(i)];
    }
  }
  k.forward(1, cast(index, k.attrs().get<DType>("index_type", DType::kInt32)));
  return std::nullopt;
}

// dy goes back to where the greatest stood.
Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand columns = f.run(kGatherV2, {f.run(kShape, {g.in[0]}), f.integer(static_cast<int64_t>(g.in[0].shape.rank()) - 1), f.integer(0)});
  const Operand hot = f.run(kOneHot, {g.out[1], columns, f.scalar(g.in[0].dtype, 1), f.scalar(g.in[0].dtype, 0)}, {{"axis", int64_t{-1}}});
  return {f.sum(f.mul(hot, f.run(kExpandDims, {g.dy[0], f.integer(-1)})), {-2}, false), {}};
}

}  // namespace

constexpr OpDef kTopKV2{.name = "TopKV2", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_values = "k"};

}  // namespace misfit
