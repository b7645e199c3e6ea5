// A variable's value. The plan that runs it knows the variable; eagerly the value is read without an operation.
#include "ops/ops.h"

namespace misfit {
namespace {

Operands gradient(const Gradient&) { return {}; }

}  // namespace

constexpr OpDef kReadVariableOp{.name = "ReadVariableOp", .gradient = gradient, .stateful = true};

}  // namespace misfit
