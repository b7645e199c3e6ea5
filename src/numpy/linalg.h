// Products and decompositions of matrices.
#pragma once
#include "numpy/array.h"

namespace misfit::np {

Value matmul(Interp&, const Value& a, const Value& b, const Value& out);
Arr dot(Interp&, const Arr& a, const Arr& b);                          // null: pending
Arr matrix_product(Interp&, const Arr& a, const Arr& b);               // (..., n, k) x (..., k, m), broadcast; shapes fit

}  // namespace misfit::np
