// Two numbers without an array around them: np.int64(3) + 2, np.float64(0.5) < x.
#pragma once
#include <optional>

#include "python/interp.h"

namespace misfit::np {

// The result for two operands of which one at least is an np.int64 or np.float64 and the other is one of these or a
// Python int or float; empty where a universal function must look closer: another type, another operation, and
// whatever NumPy warns of (overflow, division by zero, an invalid or infinite result).
py::Value scalar_arithmetic(py::Interp&, py::BinaryOp, const py::Value& a, const py::Value& b);
std::optional<bool> scalar_comparison(py::Interp&, py::CompareOp, const py::Value& a, const py::Value& b);

}  // namespace misfit::np
