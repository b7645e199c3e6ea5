// variable = value.
#include "ops/ops.h"
#include "ops/state/assign.h"

namespace misfit {

constexpr OpDef kAssignVariableOp{.name = "AssignVariableOp", .infer = infer_assign, .stateful = true};

}  // namespace misfit
