// variable += value.
#include "ops/ops.h"
#include "ops/state/assign.h"

namespace misfit {

constexpr OpDef kAssignAddVariableOp{.name = "AssignAddVariableOp", .faults = {&kAssignShape, 1}, .infer = infer_assign, .stateful = true};

}  // namespace misfit
