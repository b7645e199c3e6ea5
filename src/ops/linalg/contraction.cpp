// Block sizes and threads as Eigen (TensorContractionThreadPool.h, TensorContractionBlocking) chooses them for AVX floats, 48 KB
// of first-level cache and two threads: the machine of the records.
#include "ops/linalg/contraction.h"

#include <algorithm>

namespace misfit {
namespace {

constexpr int64_t kMr = 16, kNr = 4, kThreads = 2, kL1 = 48 << 10;
constexpr double kMove = 11.0 / 64;                          // cycles to load or store a byte

int64_t rounded(int64_t x, int64_t to) { return (x + to - 1) / to * to; }

int64_t block_of_k(int64_t m, int64_t n, int64_t k, int64_t threads) {
  constexpr int64_t kUnit = 4 * (kMr + kNr), kResult = kMr * kNr * 4, kMost = (kL1 - kResult) / kUnit;
  int64_t block = k;
  if (threads > 1) {
    block = std::min<int64_t>(k, std::min<int64_t>(kMost, 320) / 8 * 8);
  } else if (constexpr int64_t most = kMost / 8 * 8; std::max({m, n, k}) >= 48 && k > most) {
    block = k % most == 0 ? most : most - 8 * ((most - 1 - k % most) / (8 * (k / most + 1)));
  }
  const int64_t slices = std::max<int64_t>(1, (k + block - 1) / block);
  return std::min(k, rounded(k / slices, 8));
}

// oneDNN halves what is too long for its own block.
void add_blocks(int64_t from, int64_t to, int64_t block, std::vector<int64_t>& blocks) {
  for (; from < to; from += block) {
    const int64_t length = std::min(block, to - from);
    if (length > 384) blocks.push_back((length + 1) / 2);
    blocks.push_back(length > 384 ? length / 2 : length);
  }
}

bool by_column(int64_t m, int64_t n) {
  if (m / kThreads >= kNr &&
      (n / kThreads < kNr || (n / kThreads < 4 * kNr && n % (kThreads * kNr) != 0 && (m % (kThreads * kNr) == 0 || m / n >= 6))))
    return false;
  return !(n / kThreads < 16 * kNr && m > n * 32);
}

double bandwidth(bool columns, int64_t m, int64_t n, int64_t k) {
  return k == 1 ? 4.0 : (columns ? n : m) < kNr || (columns ? m : n) < kMr ? 2.0 : 1.0;
}

int64_t threads_for(int64_t m, int64_t n, int64_t k) {
  const bool columns = by_column(m, n);
  const double depth = static_cast<double>(block_of_k(m, n, k, kThreads)), loads = 4 * kMove * depth / static_cast<double>(columns ? m : n);
  const double cycles = static_cast<double>(m) * static_cast<double>(n) * (depth * bandwidth(false, m, n, k) / 8 + 4 * kMove + loads);
  return (cycles - 100000) / 100000 + 0.9 >= 2 ? 2 : 1;
}

// Whether two threads each take half of k.
bool shared_by_depth(int64_t m, int64_t n, int64_t k, int64_t threads) {
  const double cells = static_cast<double>(m) * static_cast<double>(n), depth = static_cast<double>(k);
  const double total = depth * (bandwidth(true, m, n, k) * cells / 8 + 4 * kMove + static_cast<double>(n) * 4 * kMove);
  const double join = cells * (3 * kMove + 1.0 / 8);
  if (n == 1 || total / 2 + 100000 + 2 * (join + 3000) >= total || k / 2 < 2 * kNr) return false;
  return std::max(m, n) / threads < kNr || (k / 2 > 8 * kNr && (std::min(m, n) < 2 * kNr || threads < 2));
}

}  // namespace

// Eigen sees row-major matrices as the transposed column-major ones: its m is our n.
SumOrder contraction_order(int64_t rows, int64_t columns, int64_t k) {
  const int64_t m = columns, n = rows;
  SumOrder order{{{}}};
  if (k <= 192) {
    order.parts[0].push_back(k);
    return order;
  }
  const int64_t threads = threads_for(m, n, k);
  if (shared_by_depth(m, n, k, threads)) {
    const int64_t half = std::min(k, std::max<int64_t>(96, rounded((k + 1) / 2, 8)));
    add_blocks(0, half, block_of_k(m, n, half, 1), order.parts[0]);
    order.parts.emplace_back();
    add_blocks(half, k, block_of_k(m, n, k - half, 1), order.parts[1]);
  } else {
    add_blocks(0, k, block_of_k(m, n, k, n == 1 ? 1 : threads), order.parts[0]);
  }
  return order;
}

}  // namespace misfit
