// C = A B for row-major matrices, either of them transposed: the inner loop of matrix products and convolutions.
#pragma once
#include <cstdint>

namespace misfit {

struct MatrixSizes { int64_t m, n, k; bool transpose_a = false, transpose_b = false; };

// C[m,n] = A[m,k] B[k,n] (+ C). Leading dimensions are the rows' lengths as stored. Floats are summed as Eigen's tensor
// contraction sums them, to the last bit (ops/linalg/contraction.h).
void gemm(const MatrixSizes&, const float* a, const float* b, float* c, bool accumulate = false);
void gemm(const MatrixSizes&, const double* a, const double* b, double* c, bool accumulate = false);
void gemm(const MatrixSizes&, const int32_t* a, const int32_t* b, int32_t* c, bool accumulate = false);
void gemm(const MatrixSizes&, const int64_t* a, const int64_t* b, int64_t* c, bool accumulate = false);

// As MatMul alone does it: small products and vectors go through Eigen's plain matrices, in another order.
void unfused_product(const MatrixSizes&, const float* a, const float* b, float* c);
template <class T> void unfused_product(const MatrixSizes& s, const T* a, const T* b, T* c) { gemm(s, a, b, c); }
// Eigen's plain matrices alone.
void matrix_product(const MatrixSizes&, const float* a, const float* b, float* c);
template <class T> void matrix_product(const MatrixSizes& s, const T* a, const T* b, T* c) { gemm(s, a, b, c); }

}  // namespace misfit
