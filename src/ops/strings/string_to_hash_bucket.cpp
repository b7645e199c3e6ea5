// Texts numbered by the hash of TensorFlow 1.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {
std::optional<Fault> compute(Kernel& k) { return compute_hash_bucket(k, hash64); }
}  // namespace

constexpr OpDef kStringToHashBucket{.name = "StringToHashBucket", .infer = infer_hash_bucket, .compute = compute, .axes = axes_same};

}  // namespace misfit
