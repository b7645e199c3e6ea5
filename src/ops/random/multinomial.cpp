// Classes drawn from rows of logits, from the stream that belongs to the seeds.
#include "ops/random/multinomial.h"

#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {

namespace {
constexpr FaultSpec kLogits = exact_rank("multinomial_c1", "logits should be a matrix, got shape {shape}"), kSamples = exact_rank("multinomial_c2", "num_samples should be a scalar, got shape {shape}");
constexpr FaultSpec kNegativeSamples{"multinomial_c3", "InvalidArgumentError", "num_samples should be non-negative, got {count}", "Dimension {count} must be >= 0", {}, {}, "ValueError"};
constexpr FaultSpec kNoClasses{"multinomial_c4", "InvalidArgumentError", "num_classes should be positive, got 0"};
}  // namespace

Result<Specs, Fault> infer_multinomial(const Inference& x) {
  if (auto fault = rank_is(x, 0, 2, kLogits)) return *fault;
  if (auto fault = is_scalar(x, 1, kSamples)) return *fault;
  if (const auto count = known_integers(x.in[1]); count && (*count)[0] < 0) return Fault{&kNegativeSamples, {{"count", text((*count)[0])}}};
  if (x.eager && x.in[0].shape[1] == 0) return Fault{&kNoClasses, {}};
  const auto samples = known_integers(x.in[1]);
  return Specs{{x.attrs.get<DType>("output_dtype", DType::kInt64), Shape{x.in[0].shape.known_rank() ? x.in[0].shape[0] : -1, samples ? (*samples)[0] : -1}}};
}

void draw_classes(Kernel& k, Philox p) {
  const Tensor logits = cast(k.in(0), DType::kFloat32);
  const int64_t rows = logits.shape()[0], draws = k.in(1).int_at(0);
  Tensor out = Tensor::uninitialized(DType::kInt64, Shape{rows, draws});
  philox::categorical(p, logits.data<float>(), rows, logits.shape()[1], draws, out.mutable_data<int64_t>());
  k.forward(0, cast(out, k.attrs().get<DType>("output_dtype", DType::kInt64)));
}

namespace {

std::optional<Fault> compute(Kernel& k) {
  const int64_t draws = (k.in(1).int_at(0) + 3) / 4 * 4 * 2;
  draw_classes(k, stateful_generator(k, philox::reserved(k.in(0).shape()[0] * draws)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kMultinomial{.name = "Multinomial", .infer = infer_multinomial, .compute = compute, .reads_values = "num_samples", .stateful = true};

}  // namespace misfit
