// Which elements of a matrix lie on a band of diagonals, and where they stand in the packed form.
#pragma once
#include "ops/linalg/matrices.h"

namespace misfit {

struct Diagonals {
  int64_t lower = 0, upper = 0;               // the band: k = column - row
  bool left_super = false, left_sub = true;   // how shorter diagonals are aligned: to the left or to the right
  int64_t count() const { return upper - lower + 1; }
  int64_t longest(int64_t rows, int64_t cols) const { return std::min(rows + std::min<int64_t>(upper, 0), cols - std::max<int64_t>(lower, 0)); }
  static int64_t length(int64_t k, int64_t rows, int64_t cols) { return std::min(rows + std::min<int64_t>(k, 0), cols - std::max<int64_t>(k, 0)); }
  // Where element (i, i + k) stands in its row of the packed form.
  int64_t place(int64_t k, int64_t row, int64_t rows, int64_t cols) const {
    const int64_t index = row - std::max<int64_t>(-k, 0);
    const bool left = k >= 0 ? left_super : left_sub;
    return index + (left ? 0 : longest(rows, cols) - length(k, rows, cols));
  }
};

Diagonals diagonals(std::span<const int64_t> k, const Attrs&);

}  // namespace misfit
