// Ops that only look: they pass their input on, or refuse it.
#pragma once
#include "ops/op.h"

namespace misfit {

extern const OpDef kAssert;
extern const OpDef kCheckNumerics;

}  // namespace misfit
