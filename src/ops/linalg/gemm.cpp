#include "ops/linalg/gemm.h"

#include <algorithm>
#include <vector>

namespace misfit {
namespace {

constexpr int64_t kRows = 4, kColumns = 8;                 // the register tile: 8 vectors of 4 floats hold the sums
constexpr int64_t kBlockK = 256, kBlockM = 64, kBlockN = 512;

template <class T> struct View {                           // element (i, j) of a matrix stored either way
  const T* data;
  int64_t row, column;
  View block(int64_t i, int64_t j) const { return {data + i * row + j * column, row, column}; }
};

// Strips of kRows rows, k after k; short strips are filled with zeros.
template <class T> void pack_a(View<T> a, int64_t m, int64_t k, T* to) {
  for (int64_t i = 0; i < m; i += kRows) {
    const int64_t rows = std::min(kRows, m - i);
    for (int64_t p = 0; p < k; ++p)
      for (int64_t r = 0; r < kRows; ++r) *to++ = r < rows ? a.data[(i + r) * a.row + p * a.column] : T(0);
  }
}

template <class T> void pack_b(View<T> b, int64_t k, int64_t n, T* to) {
  for (int64_t j = 0; j < n; j += kColumns) {
    const int64_t columns = std::min(kColumns, n - j);
    for (int64_t p = 0; p < k; ++p, to += kColumns) {
      const T* from = b.data + p * b.row + j * b.column;
      if (columns == kColumns && b.column == 1)
        for (int64_t c = 0; c < kColumns; ++c) to[c] = from[c];
      else
        for (int64_t c = 0; c < kColumns; ++c) to[c] = c < columns ? from[c * b.column] : T(0);
    }
  }
}

// One tile: 32 sums kept in registers over k.
template <class T> void tile(int64_t k, const T* a, const T* b, T* c, int64_t stride, int64_t rows, int64_t columns) {
  T s0[kColumns] = {}, s1[kColumns] = {}, s2[kColumns] = {}, s3[kColumns] = {};
  for (int64_t p = 0; p < k; ++p, a += kRows, b += kColumns)
    for (int64_t j = 0; j < kColumns; ++j) {
      s0[j] += a[0] * b[j];
      s1[j] += a[1] * b[j];
      s2[j] += a[2] * b[j];
      s3[j] += a[3] * b[j];
    }
  const T* sums[kRows] = {s0, s1, s2, s3};
  if (columns == kColumns) {
    for (int64_t r = 0; r < rows; ++r)
      for (int64_t j = 0; j < kColumns; ++j) c[r * stride + j] += sums[r][j];
  } else {
    for (int64_t r = 0; r < rows; ++r)
      for (int64_t j = 0; j < columns; ++j) c[r * stride + j] += sums[r][j];
  }
}

template <class T> void blocked(int64_t m, int64_t n, int64_t k, View<T> a, View<T> b, T* c) {
  static thread_local std::vector<T> packed_a, packed_b;
  const auto room = [](std::vector<T>& v, int64_t size) { if (v.size() < static_cast<size_t>(size)) v.resize(static_cast<size_t>(size)); };
  const auto round = [](int64_t x, int64_t to) { return (x + to - 1) / to * to; };
  for (int64_t j = 0; j < n; j += kBlockN) {
    const int64_t columns = std::min(kBlockN, n - j);
    for (int64_t p = 0; p < k; p += kBlockK) {
      const int64_t depth = std::min(kBlockK, k - p);
      room(packed_b, depth * round(columns, kColumns));
      pack_b(b.block(p, j), depth, columns, packed_b.data());
      for (int64_t i = 0; i < m; i += kBlockM) {
        const int64_t rows = std::min(kBlockM, m - i);
        room(packed_a, depth * round(rows, kRows));
        pack_a(a.block(i, p), rows, depth, packed_a.data());
        for (int64_t jj = 0; jj < columns; jj += kColumns)
          for (int64_t ii = 0; ii < rows; ii += kRows)
            tile(depth, packed_a.data() + ii * depth, packed_b.data() + jj * depth, c + (i + ii) * n + j + jj, n,
                 std::min(kRows, rows - ii), std::min(kColumns, columns - jj));
      }
    }
  }
}

// Too small to pack: rows of B scaled and added, which keeps the inner loop even.
template <class T> void plain(int64_t m, int64_t n, int64_t k, View<T> a, View<T> b, T* c) {
  for (int64_t i = 0; i < m; ++i)
    for (int64_t p = 0; p < k; ++p) {
      const T x = a.data[i * a.row + p * a.column];
      const T* y = b.data + p * b.row;
      T* z = c + i * n;
      if (b.column == 1)
        for (int64_t j = 0; j < n; ++j) z[j] += x * y[j];
      else
        for (int64_t j = 0; j < n; ++j) z[j] += x * y[j * b.column];
    }
}

template <class T> void run(const MatrixSizes& s, const T* a, const T* b, T* c, bool accumulate) {
  if (!accumulate) std::fill_n(c, s.m * s.n, T(0));
  const View<T> va = s.transpose_a ? View<T>{a, 1, s.m} : View<T>{a, s.k, 1};
  const View<T> vb = s.transpose_b ? View<T>{b, 1, s.k} : View<T>{b, s.n, 1};
  if (s.m * s.n * s.k <= 2048 || s.n < 3 || s.k < 3) plain(s.m, s.n, s.k, va, vb, c);
  else blocked(s.m, s.n, s.k, va, vb, c);
}

}  // namespace

void gemm(const MatrixSizes& s, const float* a, const float* b, float* c, bool accumulate) { run(s, a, b, c, accumulate); }
void gemm(const MatrixSizes& s, const double* a, const double* b, double* c, bool accumulate) { run(s, a, b, c, accumulate); }
void gemm(const MatrixSizes& s, const int32_t* a, const int32_t* b, int32_t* c, bool accumulate) { run(s, a, b, c, accumulate); }
void gemm(const MatrixSizes& s, const int64_t* a, const int64_t* b, int64_t* c, bool accumulate) { run(s, a, b, c, accumulate); }

}  // namespace misfit
