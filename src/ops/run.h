// Runs one operation on values, now.
#pragma once
#include "core/profile.h"
#include "ops/op.h"

namespace misfit {

// check_types, infer (eager) and compute in order: the first fault is the kernel's as TensorFlow would report it.
Result<std::vector<Tensor>, Fault> run_eager(const OpDef&, std::span<const Tensor> in, const Attrs&, Profile);

// The kernel alone, for callers that have checked: attributes complete, shapes inferred.
Result<std::vector<Tensor>, Fault> run_kernel(const OpDef&, std::span<const Tensor> in, const Attrs& complete);

}  // namespace misfit
