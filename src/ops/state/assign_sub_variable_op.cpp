// variable -= value.
#include "ops/ops.h"
#include "ops/state/assign.h"

namespace misfit {

constexpr OpDef kAssignSubVariableOp{.name = "AssignSubVariableOp", .faults = {&kAssignShape, 1}, .infer = infer_assign, .stateful = true};

}  // namespace misfit
