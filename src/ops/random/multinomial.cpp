// Classes drawn from rows of logits, from the stream that belongs to the seeds.
#include "ops/random/multinomial.h"

#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {

Result<Specs, Fault> infer_multinomial(const Inference& x) {
  if (auto fault = want_rank(x.in[0].shape, 2)) return *fault;
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
