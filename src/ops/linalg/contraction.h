// The order in which Eigen's tensor contraction and the oneDNN kernel below it add the products of one element of C.
#pragma once
#include <cstdint>
#include <vector>

namespace misfit {

// Within a block, products are added one after the other by fused multiply-adds from zero; then blocks are added. Parts (of two
// threads that share a long sum) are added last. Empty `parts` beyond the first: one thread did it all.
struct SumOrder { std::vector<std::vector<int64_t>> parts; };
SumOrder contraction_order(int64_t m, int64_t n, int64_t k);

}  // namespace misfit
