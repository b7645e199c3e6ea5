// Where values would go into sorted rows: what LowerBound and UpperBound share.
#pragma once
#include "ops/op.h"

namespace misfit {

Result<Specs, Fault> infer_bound(const Inference&);       // rows [batch, n], values [batch, m] -> [batch, m]
std::optional<Fault> compute_bound(Kernel&, bool behind_equals);

}  // namespace misfit
