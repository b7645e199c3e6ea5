// The kernels of ordinary operations for complex numbers. The other files of ops/ know real numbers only.
#pragma once
#include "ops/op.h"

namespace misfit {

// op.compute(k), or its complex counterpart where an input is complex.
std::optional<Fault> compute_any(const OpDef&, Kernel&);

}  // namespace misfit
