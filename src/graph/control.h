// Conditionals and loops as operations: their branches are graphs of their own.
#pragma once
#include "graph/graph.h"

namespace misfit {

extern const OpDef kIf;      // cond, inputs...; attributes then_branch, else_branch
extern const OpDef kWhile;   // state...; attributes cond, body

}  // namespace misfit
