// C = A B for row-major matrices, either of them transposed: the inner loop of matrix products and convolutions.
#pragma once
#include <cstdint>

namespace misfit {

struct MatrixSizes { int64_t m, n, k; bool transpose_a = false, transpose_b = false; };

// C[m,n] = A[m,k] B[k,n] (+ C). Leading dimensions are the rows' lengths as stored.
void gemm(const MatrixSizes&, const float* a, const float* b, float* c, bool accumulate = false);
void gemm(const MatrixSizes&, const double* a, const double* b, double* c, bool accumulate = false);
void gemm(const MatrixSizes&, const int32_t* a, const int32_t* b, int32_t* c, bool accumulate = false);
void gemm(const MatrixSizes&, const int64_t* a, const int64_t* b, int64_t* c, bool accumulate = false);

}  // namespace misfit
