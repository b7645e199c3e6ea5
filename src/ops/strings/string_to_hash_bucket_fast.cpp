// Texts numbered by their FarmHash fingerprint.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {
std::optional<Fault> compute(Kernel& k) { return compute_hash_bucket(k, fingerprint64); }
}  // namespace

constexpr OpDef kStringToHashBucketFast{.name = "StringToHashBucketFast", .infer = infer_hash_bucket, .compute = compute, .axes = axes_same};

}  // namespace misfit
