// How many values fall into each of a number of equal bins.
#include "ops/library_ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kRangeShape{"histogram_c3", "InvalidArgumentError", "value_range should be a vector of 2 elements.", "Dimension must be 2 but is {length}", {}, {}, "ValueError"};
constexpr FaultSpec kBinsShape = exact_rank("histogram_c4", "nbins should be a scalar.");

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& range = x.in[1].shape;
  if (range.fully_known() && !(range == Shape{2})) return Fault{&kRangeShape, {{"length", range.rank() ? text(range[0]) : "0"}}};
  if (auto fault = is_scalar(x, 2, kBinsShape)) return *fault;
  const auto bins = known_integers(x.in[2]);
  return Specs{{x.attrs.get<DType>("dtype", DType::kInt32), Shape{bins ? (*bins)[0] : Shape::kUnknown}}};
}

constexpr FaultSpec kFaults[] = {{"histogram_c1", "InvalidArgumentError", "value_range should satisfy value_range[0] < value_range[1], but got '[{low}, {high}]'"},
                                 {"histogram_c2", "InvalidArgumentError", "nbins should be a positive number, but got '{bins}'"}};

std::optional<Fault> compute(Kernel& k) {
  const Tensor &values = k.in(0), &range = k.in(1);
  const int64_t bins = k.in(2).int_at(0);
  const double low = range.at(0), high = range.at(1);
  if (bins <= 0) return Fault{&kFaults[1], {{"bins", text(bins)}}};
  if (!(low < high)) return Fault{&kFaults[0], {{"low", text(static_cast<int64_t>(low))}, {"high", text(static_cast<int64_t>(high))}}};
  std::vector<int64_t> counts(static_cast<size_t>(bins), 0);
  const double step = (high - low) / static_cast<double>(bins);
  for (int64_t i = 0; i < values.elements(); ++i) {
    const double at = (values.at(i) - low) / step;
    ++counts[static_cast<size_t>(std::min(std::max(at, 0.0), static_cast<double>(bins - 1)))];
  }
  k.forward(0, cast(Tensor::of<int64_t>(Shape{bins}, counts), k.attrs().get<DType>("dtype", DType::kInt32)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kHistogramFixedWidth{.name = "HistogramFixedWidth", .faults = kFaults, .infer = infer, .compute = compute, .reads_values = "nbins"};

}  // namespace misfit
