// Axes given by number, from the front or from the back.
#pragma once
#include "ops/op.h"

namespace misfit {

// 0 <= axis < rank after counting a negative one from the end; nothing if it is out of range.
inline std::optional<size_t> place(int64_t axis, size_t rank) {
  const int64_t n = static_cast<int64_t>(rank);
  if (axis < -n || axis >= n) return std::nullopt;
  return static_cast<size_t>(axis < 0 ? axis + n : axis);
}

}  // namespace misfit
