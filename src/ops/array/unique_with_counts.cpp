// The different elements of a vector, which of them each element is, and how often each comes.
#include "ops/array/copy.h"
#include "ops/array/distinct.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"unique_with_counts_c1", "InvalidArgumentError", "unique expects a 1D vector."}};

Result<Specs, Fault> infer(const Inference& x) {
  if (x.eager && x.in[0].shape.rank() != 1) return Fault{&kFaults[0], {}};
  const DType t = x.attrs.get<DType>("out_idx", DType::kInt32);
  return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}, {t, x.in[0].shape}, {t, Shape{Shape::kUnknown}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  if (in.shape().rank() != 1) return Fault{&kFaults[0], {}};
  const DType t = k.attrs().get<DType>("out_idx", DType::kInt32);
  std::vector<int64_t> first;
  const std::vector<int64_t> index = numbered(in, &first);
  std::vector<int64_t> counts(first.size(), 0);
  for (int64_t i : index) ++counts[static_cast<size_t>(i)];
  const Shape shape{static_cast<int64_t>(first.size())};
  Tensor values = Tensor::uninitialized(in.dtype(), shape);
  for (size_t i = 0; i < first.size(); ++i) copy_elements(in, first[i], values, static_cast<int64_t>(i), 1);
  k.forward(0, values);
  k.forward(1, cast(Tensor::of<int64_t>(in.shape(), index), t));
  k.forward(2, cast(Tensor::of<int64_t>(shape, counts), t));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kUniqueWithCounts{.name = "UniqueWithCounts", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
