#include "ops/array/space_batch.h"

#include "ops/array/copy.h"

namespace misfit {

BlockView block_view(const Shape& s, const std::vector<int64_t>& block) {
  const std::vector<int64_t> strides = strides_of(s);
  BlockView v;
  int64_t blocks = 1;
  for (size_t i = 0; i < block.size(); ++i) {
    v.view.push_back(block[i]);
    v.strides.push_back(strides[i + 1]);
    blocks *= block[i];
  }
  v.view.push_back(s[0]);
  v.strides.push_back(strides[0]);
  v.batched.push_back(s[0] * blocks);
  for (size_t i = 1; i < s.rank(); ++i) {
    const bool split = i <= block.size();
    v.view.push_back(split ? s[i] / block[i - 1] : s[i]);
    v.strides.push_back(split ? strides[i] * block[i - 1] : strides[i]);
    v.batched.push_back(v.view.at(-1));
  }
  return v;
}

}  // namespace misfit
