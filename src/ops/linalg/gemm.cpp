#include "ops/linalg/gemm.h"

#include <algorithm>
#include <cmath>
#include <vector>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#include "ops/linalg/contraction.h"

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
template <class T, class F>
[[gnu::always_inline]] inline void sum_tile(int64_t k, const T* a, const T* b, T* c, int64_t stride, int64_t rows, int64_t columns, F add) {
  T s0[kColumns] = {}, s1[kColumns] = {}, s2[kColumns] = {}, s3[kColumns] = {};
  for (int64_t p = 0; p < k; ++p, a += kRows, b += kColumns)
    for (int64_t j = 0; j < kColumns; ++j) {
      s0[j] = add(a[0], b[j], s0[j]);
      s1[j] = add(a[1], b[j], s1[j]);
      s2[j] = add(a[2], b[j], s2[j]);
      s3[j] = add(a[3], b[j], s3[j]);
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

// Too small to pack: rows of B scaled and added, which keeps the inner loop even.
template <class T, class F>
[[gnu::always_inline]] inline void sum_plain(int64_t m, int64_t n, int64_t k, View<T> a, View<T> b, T* c, F add) {
  for (int64_t i = 0; i < m; ++i)
    for (int64_t p = 0; p < k; ++p) {
      const T x = a.data[i * a.row + p * a.column];
      const T* y = b.data + p * b.row;
      T* z = c + i * n;
      if (b.column == 1)
        for (int64_t j = 0; j < n; ++j) z[j] = add(x, y[j], z[j]);
      else
        for (int64_t j = 0; j < n; ++j) z[j] = add(x, y[j * b.column], z[j]);
    }
}

template <class T> void tile(int64_t k, const T* a, const T* b, T* c, int64_t stride, int64_t rows, int64_t columns) {
  sum_tile(k, a, b, c, stride, rows, columns, [](T x, T y, T sum) { return static_cast<T>(sum + x * y); });
}
template <class T> void plain(int64_t m, int64_t n, int64_t k, View<T> a, View<T> b, T* c) {
  sum_plain(m, n, k, a, b, c, [](T x, T y, T sum) { return static_cast<T>(sum + x * y); });
}

// Floats are multiplied and added with one rounding. Where no instruction does, doubles do: the product is exact in them.
struct FusedByDouble {
  [[gnu::always_inline]] float operator()(float x, float y, float sum) const {
    return static_cast<float>(static_cast<double>(x) * static_cast<double>(y) + static_cast<double>(sum));
  }
};
#if defined(__x86_64__) && defined(__GNUC__)
#define MISFIT_FUSED_TARGET __attribute__((target("avx2,fma")))
struct Fused {
  [[gnu::always_inline]] float operator()(float x, float y, float sum) const { return __builtin_fmaf(x, y, sum); }
};
const bool kHasFused = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
#define MISFIT_FUSED_TARGET
using Fused = FusedByDouble;
constexpr bool kHasFused = false;
#endif

#if defined(__x86_64__) && defined(__GNUC__)
MISFIT_FUSED_TARGET void fused_tile(int64_t k, const float* a, const float* b, float* c, int64_t stride, int64_t rows, int64_t columns) {
  static_assert(kRows == 4 && kColumns == 8);
  __m256 s0 = _mm256_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
  for (int64_t p = 0; p < k; ++p, a += kRows, b += kColumns) {
    const __m256 row = _mm256_loadu_ps(b);
    s0 = _mm256_fmadd_ps(_mm256_broadcast_ss(a), row, s0);
    s1 = _mm256_fmadd_ps(_mm256_broadcast_ss(a + 1), row, s1);
    s2 = _mm256_fmadd_ps(_mm256_broadcast_ss(a + 2), row, s2);
    s3 = _mm256_fmadd_ps(_mm256_broadcast_ss(a + 3), row, s3);
  }
  float sums[kRows][kColumns];
  _mm256_storeu_ps(sums[0], s0);
  _mm256_storeu_ps(sums[1], s1);
  _mm256_storeu_ps(sums[2], s2);
  _mm256_storeu_ps(sums[3], s3);
  for (int64_t r = 0; r < rows; ++r)
    for (int64_t j = 0; j < columns; ++j) c[r * stride + j] += sums[r][j];
}
#else
void fused_tile(int64_t k, const float* a, const float* b, float* c, int64_t stride, int64_t rows, int64_t columns) {
  sum_tile(k, a, b, c, stride, rows, columns, Fused{});
}
#endif
MISFIT_FUSED_TARGET void fused_plain(int64_t m, int64_t n, int64_t k, View<float> a, View<float> b, float* c) {
  sum_plain(m, n, k, a, b, c, Fused{});
}
template <> void tile(int64_t k, const float* a, const float* b, float* c, int64_t stride, int64_t rows, int64_t columns) {
  if (kHasFused) fused_tile(k, a, b, c, stride, rows, columns);
  else sum_tile(k, a, b, c, stride, rows, columns, FusedByDouble{});
}
template <> void plain(int64_t m, int64_t n, int64_t k, View<float> a, View<float> b, float* c) {
  if (kHasFused) fused_plain(m, n, k, a, b, c);
  else sum_plain(m, n, k, a, b, c, FusedByDouble{});
}
MISFIT_FUSED_TARGET float fused_once(float x, float y, float sum) { return Fused{}(x, y, sum); }
float fused(float x, float y, float sum) { return kHasFused ? fused_once(x, y, sum) : FusedByDouble{}(x, y, sum); }

// C += A B, the products of each of `blocks` of k summed before they are added.
template <class T> void blocked(int64_t m, int64_t n, View<T> a, View<T> b, T* c, const std::vector<int64_t>& blocks) {
  static thread_local std::vector<T> packed_a, packed_b;
  const auto room = [](std::vector<T>& v, int64_t size) { if (v.size() < static_cast<size_t>(size)) v.resize(static_cast<size_t>(size)); };
  const auto round = [](int64_t x, int64_t to) { return (x + to - 1) / to * to; };
  for (int64_t j = 0; j < n; j += kBlockN) {
    const int64_t columns = std::min(kBlockN, n - j);
    int64_t p = 0;
    for (const int64_t depth : blocks) {
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
      p += depth;
    }
  }
}

template <class T> View<T> left(const MatrixSizes& s, const T* a) { return s.transpose_a ? View<T>{a, 1, s.m} : View<T>{a, s.k, 1}; }
template <class T> View<T> right(const MatrixSizes& s, const T* b) { return s.transpose_b ? View<T>{b, 1, s.k} : View<T>{b, s.n, 1}; }

template <class T> void run(const MatrixSizes& s, const T* a, const T* b, T* c, bool accumulate) {
  if (!accumulate) std::fill_n(c, s.m * s.n, T(0));
  if (s.m * s.n * s.k <= 2048 || s.n < 3 || s.k < 3) return plain(s.m, s.n, s.k, left(s, a), right(s, b), c);
  std::vector<int64_t> blocks;
  for (int64_t p = 0; p < s.k; p += kBlockK) blocks.push_back(std::min(kBlockK, s.k - p));
  blocked(s.m, s.n, left(s, a), right(s, b), c, blocks);
}

// y = A x the way Eigen does it column by column: sixteen at a time when there are many.
void add_columns(View<float> a, int64_t m, int64_t k, View<float> x, int64_t stored, float* y, int64_t step) {
  const int64_t together = k < 128 ? k : stored * 4 < 32000 ? 16 : 4;
  for (int64_t i = 0; i < m; ++i) {
    float total = 0;
    for (int64_t from = 0; from < k; from += together) {
      float sum = 0;
      for (int64_t p = from; p < std::min(k, from + together); ++p) sum += a.data[i * a.row + p * a.column] * x.data[p * x.row];
      total += sum;
    }
    y[i * step] = total;
  }
}

float folded(const float* lanes, int64_t width) {
  float held[8];
  std::copy_n(lanes, width, held);
  for (int64_t half = width / 2; half; half /= 2)
    for (int64_t l = 0; l < half; ++l) held[l] += held[l + half];
  return held[0];
}

// ... and row by row: eight lanes, folded; the last of an odd number of rows takes four more together.
void multiply_rows(View<float> a, int64_t m, int64_t k, View<float> x, float* y, int64_t step) {
  const int64_t whole = k / 8 * 8;
  for (int64_t i = 0; i < m; ++i) {
    const float* row = a.data + i * a.row;
    float lanes[8] = {};
    for (int64_t p = 0; p < whole; ++p) lanes[p % 8] += row[p] * x.data[p * x.row];
    float total = folded(lanes, 8);
    int64_t p = whole;
    if (i + 1 == m && m % 2) {
      for (float& l : lanes) l = 0;
      if (k - p >= 4)
        for (int64_t l = 0; l < 4; ++l, ++p) lanes[l] = row[p] * x.data[p * x.row];
      total += folded(lanes, 4);
    }
    for (; p < k; ++p) total += row[p] * x.data[p * x.row];
    y[i * step] = total;
  }
}

// One column as oneDNN multiplies it: lanes of sixteen products at a time, then eight, four, two and one.
float dot(const float* a, int64_t step_a, const float* b, int64_t step_b, int64_t k) {
  float total = 0;
  int64_t p = 0;
  const auto across = [](const float* v) { return ((v[0] + v[1]) + (v[4] + v[5])) + ((v[2] + v[3]) + (v[6] + v[7])); };
  for (const int64_t width : {16, 8}) {
    const int64_t end = p + (k - p) / width * width;
    if (end == p) continue;
    float lanes[8] = {};
    for (const int64_t from = p; p < end; ++p) lanes[(p - from) % 8] = fused(a[p * step_a], b[p * step_b], lanes[(p - from) % 8]);
    total += across(lanes);
  }
  const auto product = [&](int64_t i) { return a[i * step_a] * b[i * step_b]; };
  if (k - p >= 4) {
    total += (product(p) + product(p + 1)) + (product(p + 2) + product(p + 3));
    p += 4;
  }
  if (k - p >= 2) {
    total += product(p) + product(p + 1);
    p += 2;
  }
  if (p < k) total += product(p);
  return total;
}

void contract(const MatrixSizes& s, const float* a, const float* b, float* c) {
  const View<float> va = left(s, a), vb = right(s, b);
  std::fill_n(c, s.m * s.n, 0.0f);
  if (s.k == 0) return;
  if (s.m == 1) return add_columns({vb.data, vb.column, vb.row}, s.n, s.k, {va.data, va.column, va.row}, s.transpose_b ? s.k : s.n, c, 1);
  const SumOrder order = contraction_order(s.m, s.n, s.k);
  std::vector<float> second;
  int64_t p = 0;
  for (const std::vector<int64_t>& blocks : order.parts) {
    float* to = c;
    if (&blocks != &order.parts[0]) {
      second.assign(static_cast<size_t>(s.m * s.n), 0.0f);
      to = second.data();
    }
    int64_t depth = 0;
    for (int64_t length : blocks) depth += length;
    const View<float> pa = va.block(0, p), pb = vb.block(p, 0);
    if (s.n == 1) {
      int64_t at = 0;
      for (int64_t length : blocks) {
        for (int64_t i = 0; i < s.m; ++i) to[i] += dot(pa.block(i, at).data, pa.column, pb.block(at, 0).data, pb.row, length);
        at += length;
      }
    } else if (blocks.size() == 1 && (s.m * s.n * depth <= 2048 || s.n < 3 || depth < 3)) {
      plain(s.m, s.n, depth, pa, pb, to);
    } else {
      blocked(s.m, s.n, pa, pb, to, blocks);
    }
    p += depth;
  }
  for (size_t i = 0; i < second.size(); ++i) c[i] += second[i];
}

// Eigen multiplies matrices this small element by element; rows of both are added in packets.
void multiply_small(const MatrixSizes& s, View<float> a, View<float> b, float* c) {
  const bool packets = !s.transpose_a && s.transpose_b;
  for (int64_t i = 0; i < s.m; ++i)
    for (int64_t j = 0; j < s.n; ++j) {
      const auto product = [&](int64_t p) { return a.data[i * a.row + p * a.column] * b.data[p * b.row + j * b.column]; };
      float total = 0;
      int64_t p = 0;
      if (packets && s.k >= 8) {
        float lanes[8];
        for (int64_t l = 0; l < 8; ++l) lanes[l] = product(l);
        for (p = 8; p < s.k / 8 * 8; ++p) lanes[p % 8] += product(p);
        total = folded(lanes, 8);
        p = s.k / 8 * 8;
      }
      for (; p < s.k; ++p) total += product(p);
      c[i * s.n + j] = total;
    }
}

}  // namespace

void gemm(const MatrixSizes& s, const float* a, const float* b, float* c, bool accumulate) {
  if (!accumulate) return contract(s, a, b, c);
  std::vector<float> product(static_cast<size_t>(s.m * s.n));
  contract(s, a, b, product.data());
  for (size_t i = 0; i < product.size(); ++i) c[i] += product[i];
}
void gemm(const MatrixSizes& s, const double* a, const double* b, double* c, bool accumulate) { run(s, a, b, c, accumulate); }
void gemm(const MatrixSizes& s, const int32_t* a, const int32_t* b, int32_t* c, bool accumulate) { run(s, a, b, c, accumulate); }
void gemm(const MatrixSizes& s, const int64_t* a, const int64_t* b, int64_t* c, bool accumulate) { run(s, a, b, c, accumulate); }

void matrix_product(const MatrixSizes& s, const float* a, const float* b, float* c) {
  const View<float> va = left(s, a), vb = right(s, b), column{vb.data, vb.row, vb.column};
  const View<float> turned{vb.data, vb.column, vb.row}, row{va.data, va.column, va.row};
  std::fill_n(c, s.m * s.n, 0.0f);
  if (s.m + s.n + s.k < 20 || (s.m == 1 && s.n == 1)) return multiply_small(s, va, vb, c);
  if (s.n == 1) return s.transpose_a ? add_columns(va, s.m, s.k, column, s.m, c, 1) : multiply_rows(va, s.m, s.k, column, c, 1);
  if (s.m == 1) return s.transpose_b ? multiply_rows(turned, s.n, s.k, row, c, 1) : add_columns(turned, s.n, s.k, row, s.n, c, 1);
  sum_plain(s.m, s.n, s.k, va, vb, c, [](float x, float y, float sum) { return sum + x * y; });
}

void unfused_product(const MatrixSizes& s, const float* a, const float* b, float* c) {
  if (std::min({s.m, s.n, s.k}) > 1) contract(s, a, b, c);
  else matrix_product(s, a, b, c);
}

}  // namespace misfit
