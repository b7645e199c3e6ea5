// How often each value occurs, or the sum of its weights.
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"bincount_c1", "InvalidArgumentError", "Input arr must be non-negative!"},
                                 {"bincount_c2", "InvalidArgumentError", "`weights` must be the same shape as `arr` or a length-0 `Tensor`, in which case it acts as all weights equal to 1. Received {shape}"}};
constexpr FaultSpec kSizeShape = exact_rank("bincount_c3", "Shape must be rank 0 but is rank {rank}");

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = is_scalar(x, 1, kSizeShape)) return *fault;
  const Shape& weights = x.in[2].shape;
  if (x.eager && weights.elements() != 0 && weights != x.in[0].shape) return Fault{&kFaults[1], {{"shape", bracket_text(weights)}}};
  const auto size = known_integers(x.in[1]);
  const int64_t n = size ? (*size)[0] : Shape::kUnknown;
  const Shape& in = x.in[0].shape;
  return Specs{{x.in[2].dtype, in.known_rank() && in.rank() == 2 ? Shape{in[0], n} : Shape{n}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &values = k.in(0), &weights = k.in(2);
  const int64_t n = k.in(1).int_at(0);
  const bool rows = values.shape().rank() == 2, binary = k.attrs().get<bool>("binary_output");
  const int64_t columns = rows ? values.shape()[1] : values.elements();
  Tensor count = Tensor::zeros(DType::kFloat64, rows ? Shape{values.shape()[0], n} : Shape{n});
  double* to = count.mutable_data<double>().data();
  for (int64_t i = 0; i < values.elements(); ++i) {
    const int64_t v = values.int_at(i);
    if (v < 0) return Fault{&kFaults[0], {}};               // values >= 0
    if (v >= n) continue;
    double& at = to[(rows ? i / columns * n : 0) + v];
    if (binary) at = 1;
    else at += weights.elements() ? weights.at(i) : 1;
  }
  k.forward(0, cast(count, weights.dtype()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kDenseBincount{.name = "DenseBincount", .faults = kFaults, .infer = infer, .compute = compute, .reads_values = "size"};

}  // namespace misfit
