// Whole numbers cannot be divided by zero; floating-point ones can.
#pragma once
#include "ops/op.h"

namespace misfit {

extern const FaultSpec kDivisionByZero;                     // division_c1: no element of y is 0
std::optional<Fault> zero_divisor(const Kernel&);           // looks at input 1

}  // namespace misfit
