// Running log(Σ exp) along an axis.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor x = cast(k.in(0), DType::kFloat64);
  const Shape& s = x.shape();
  int64_t axis = k.in(1).int_at(0);
  if (axis < 0) axis += static_cast<int64_t>(s.rank());
  const bool exclusive = k.attrs().get<bool>("exclusive"), reverse = k.attrs().get<bool>("reverse");
  const int64_t n = s[static_cast<size_t>(axis)], inner = s.slice(static_cast<size_t>(axis) + 1, s.rank()).elements();
  Tensor out = Tensor::uninitialized(DType::kFloat64, s);
  for (int64_t row = 0; n > 0 && row < s.elements() / n; ++row) {
    double sum = -INFINITY;
    for (int64_t step = 0; step < n; ++step) {
      const int64_t i = reverse ? n - 1 - step : step;
      const size_t at = static_cast<size_t>((row / inner * n + i) * inner + row % inner);
      const double v = x.data<double>()[at], top = std::max(sum, v);
      const double next = top == -INFINITY ? top : top + std::log1p(std::exp(std::min(sum, v) - top));
      out.mutable_data<double>()[at] = exclusive ? sum : next;
      sum = next;
    }
  }
  k.forward(0, cast(out, k.in(0).dtype()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kCumulativeLogsumexp{.name = "CumulativeLogsumexp", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
