// Texts numbered by the hash of TensorFlow 1.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{DType::kInt64, x.in[0].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const uint64_t buckets = static_cast<uint64_t>(std::max<int64_t>(k.attrs().get<int64_t>("num_buckets", 1), 1));
  Tensor& out = k.out(0, DType::kInt64, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) out.mutable_data<int64_t>()[static_cast<size_t>(i)] = static_cast<int64_t>(hash64(in.text_at(i)) % buckets);
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStringToHashBucket{.name = "StringToHashBucket", .infer = infer, .compute = compute, .axes = axes_same};

}  // namespace misfit
