// The loop shared by the matrix products: pairs of matrices of any numeric type.
#pragma once
#include "ops/elementwise/loops.h"
#include "ops/linalg/gemm.h"

namespace misfit {

// Set by a plan on a MatMul that Grappler would fuse with the bias that alone reads it: it then goes another way.
constexpr std::string_view kFusedProduct = "_fused_product";

// The type matrix products compute in.
inline DType product_type(DType t) { return t == DType::kUInt64 ? DType::kInt64 : working_type(t); }

template <class F> void visit_product(DType t, F&& f) {
  switch (t) {
    case DType::kFloat32: return f(float{});
    case DType::kFloat64: return f(double{});
    case DType::kInt32: return f(int32_t{});
    default: ENSURE(t == DType::kInt64); return f(int64_t{});
  }
}

}  // namespace misfit
