// Square and rectangular matrices, one at a time, and the decompositions that TensorFlow takes from Eigen: the same steps in the
// same precision, so that signs and last digits agree on small matrices.
#pragma once
#include <cmath>
#include <limits>
#include <vector>

namespace misfit::dense {

template <class T> struct Matrix {
  Matrix() = default;
  Matrix(int64_t r, int64_t c) : rows(r), cols(c), v(static_cast<size_t>(r * c), T(0)) {}
  static Matrix identity(int64_t r, int64_t c) {
    Matrix m(r, c);
    for (int64_t i = 0; i < std::min(r, c); ++i) m(i, i) = 1;
    return m;
  }
  T& operator()(int64_t i, int64_t j) { return v[static_cast<size_t>(i * cols + j)]; }
  const T& operator()(int64_t i, int64_t j) const { return v[static_cast<size_t>(i * cols + j)]; }
  Matrix transposed() const {
    Matrix t(cols, rows);
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t j = 0; j < cols; ++j) t(j, i) = (*this)(i, j);
    return t;
  }
  Matrix columns(int64_t n) const {          // the first n
    Matrix out(rows, n);
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t j = 0; j < n; ++j) out(i, j) = (*this)(i, j);
    return out;
  }
  int64_t rows = 0, cols = 0;
  std::vector<T> v;
};

// P A = L U, both in `lu`; row i of P A is row order[i] of A.
template <class T> struct Lu {
  Matrix<T> lu;
  std::vector<int64_t> order;
  int swaps = 0;
  bool singular = false;                     // a pivot is exactly zero
};
template <class T> Lu<T> lu(Matrix<T> a);
template <class T> Matrix<T> solve(const Lu<T>&, const Matrix<T>& b);
template <class T> T determinant(const Lu<T>&);
template <class T> Matrix<T> product(const Matrix<T>& a, const Matrix<T>& b);
// x of T x = b; `unit`: the diagonal counts as ones.
template <class T> void solve_triangular(const Matrix<T>& t, bool lower, bool unit, Matrix<T>& b);
template <class T> bool cholesky(Matrix<T>& a);                              // of the lower triangle; false: not positive definite
template <class T> void qr(const Matrix<T>& a, Matrix<T>* q, Matrix<T>* r);  // full: q is square, r has a's shape
template <class T> void self_adjoint_eigen(const Matrix<T>& a, std::vector<T>* values, Matrix<T>* vectors);   // ascending; of the lower triangle
// a = u diag(s) vᵀ with square u and v, s descending.
template <class T> void svd(const Matrix<T>& a, Matrix<T>* u, std::vector<T>* s, Matrix<T>* v);


}  // namespace misfit::dense
