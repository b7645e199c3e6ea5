#include "ops/linalg/diagonals.h"

namespace misfit {

Diagonals diagonals(std::span<const int64_t> k, const Attrs& attrs) {
  Diagonals d;
  d.lower = k.empty() ? 0 : k[0];
  d.upper = k.size() > 1 ? k[1] : d.lower;
  const std::string align = attrs.get<std::string>("align", "RIGHT_LEFT");
  d.left_super = align.rfind("LEFT", 0) == 0;
  d.left_sub = align.size() >= 4 && align.compare(align.size() - 4, 4, "LEFT") == 0;
  return d;
}

}  // namespace misfit
