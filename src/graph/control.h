// Conditionals and loops as operations: their branches are graphs of their own.
#pragma once
#include "graph/graph.h"

namespace misfit {

// What the attributes hold: a graph with its plan, made when it first runs.
struct BranchGraph : Graph {
  using Graph::Graph;
  std::unique_ptr<Plan> plan;
};

extern const OpDef kIf;      // cond, inputs...; attributes then_branch, else_branch
extern const OpDef kWhileGradient;  // state..., dy of its differentiable part; attributes cond, body, gradient
extern const OpDef kWhile;   // state...; attributes cond, body

}  // namespace misfit
