// Einstein sums: "bij,bjk->bik", with "..." for batch axes.
#pragma once
#include "ops/op.h"

namespace misfit {

struct Einsum {
  std::vector<std::string> in;      // one letter per axis; axes under "..." get capital letters past Z's place: '0', '1', ...
  std::string out;
};
// Nothing: the equation does not fit the ranks (a fault of `infer`).
std::optional<Einsum> parse_einsum(const std::string& equation, const std::vector<size_t>& ranks);

}  // namespace misfit
