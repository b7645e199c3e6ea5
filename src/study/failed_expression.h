// The expression at which a run died, with the variables it combined.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace misfit {

struct FailedExpression {
  std::string operation;                   // "matmul", "+", "reshape"
  std::vector<std::string> operands;       // names, as written; "" where it is no plain variable
  std::vector<Span> places;                // where the operands are written
  std::vector<int64_t> lengths;            // of a reshape
  uint32_t line = 0;
};
std::optional<FailedExpression> failed_expression(const Run&);

}  // namespace misfit
