// What the three assignments share. Their one input is the value; the variable belongs to the node.
#pragma once
#include "ops/op.h"

namespace misfit {

extern const FaultSpec kAssignShape;          // assign_c1: shape(value) = shape(variable), when it is added or taken away
Result<Specs, Fault> infer_assign(const Inference&);

}  // namespace misfit
