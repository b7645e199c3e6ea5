// Whether the target is among the k greatest predictions of its row.
#include <cmath>

#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kPredictions = exact_rank("in_top_k_c1", "predictions must be 2-dimensional"), kTargets = exact_rank("in_top_k_c2", "targets must be 1-dimensional"),
                    kK = exact_rank("in_top_k_c3", "k must be 0-D, got shape {shape}");
constexpr FaultSpec kRows{"in_top_k_c4", "InvalidArgumentError", "First dimension of predictions {a} must match length of targets {b}"};

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_is(x, 0, 2, kPredictions)) return *fault;
  if (auto fault = rank_is(x, 1, 1, kTargets)) return *fault;
  if (x.eager && x.in[0].shape[0] != x.in[1].shape[0]) return Fault{&kRows, {{"a", text(x.in[0].shape[0])}, {"b", text(x.in[1].shape[0])}}};
  if (auto fault = is_scalar(x, 2, kK)) return *fault;
  if (auto fault = want_rank(x.in[0].shape, 2)) return *fault;
  if (auto fault = want_rank(x.in[1].shape, 1)) return *fault;
  auto rows = merge(x.in[0].shape.known_rank() ? x.in[0].shape[0] : -1, x.in[1].shape.known_rank() ? x.in[1].shape[0] : -1);
  if (!rows.ok()) return rows.error();
  return Specs{{DType::kBool, Shape{rows.value()}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &predictions = k.in(0), &targets = k.in(1);
  const int64_t rows = predictions.shape()[0], n = predictions.shape()[1], top = k.in(2).int_at(0);
  Tensor& out = k.out(0, DType::kBool, Shape{rows});
  for (int64_t r = 0; r < rows; ++r) {
    const int64_t target = targets.int_at(r);
    bool unsure = target < 0 || target >= n;
    const double own = unsure ? 0 : predictions.at(r * n + target);
    int64_t better = 0;
    for (int64_t i = 0; i < n && !unsure; ++i) {
      const double p = predictions.at(r * n + i);
      if (!std::isfinite(p)) unsure = true;
      else better += p > own;
    }
    out.mutable_data<bool>()[static_cast<size_t>(r)] = !unsure && better < top;
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kInTopKV2{.name = "InTopKV2", .infer = infer, .compute = compute};

}  // namespace misfit
