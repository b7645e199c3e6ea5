#include "ops/state/assign.h"

namespace misfit {

constexpr FaultSpec kAssignShape{"assign_c1", "InvalidArgumentError", "Cannot update variable with shape {variable} using a Tensor with shape {value}, shapes must be equal."};

Result<Specs, Fault> infer_assign(const Inference&) { return Specs{}; }

}  // namespace misfit
