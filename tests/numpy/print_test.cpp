// Shortest digits, cut, padded and trimmed as np.format_float_positional and _scientific do.
#include <doctest/doctest.h>

#include "numpy/print.h"

using namespace misfit;
using namespace misfit::np;

TEST_CASE("positional") {
  CHECK(positional(0.1, DType::kFloat32, -1, true, true, '0', false, -1, -1, 0) == "0.1");
  CHECK(positional(3.0, DType::kFloat64, 8, true, true, '.', false, -1, -1, 0) == "3.");
  CHECK(positional(1.0 / 3, DType::kFloat64, 8, true, true, '.', false, -1, -1, 0) == "0.33333333");
  CHECK(positional(2.5, DType::kFloat64, 8, true, true, '.', false, 3, 3, 0) == "  2.5  ");
  CHECK(positional(-0.0, DType::kFloat64, 8, true, true, '.', false, -1, -1, 0) == "-0.");
}

TEST_CASE("scientific") {
  CHECK(scientific(123456.789, DType::kFloat64, 8, true, 'k', false, -1, 2, 0) == "1.23456789e+05");
  CHECK(scientific(1e-7, DType::kFloat64, -1, true, '-', false, -1, -1, 0) == "1e-07");
}
