// Spatial axes seen as (length / block, block), with the blocks in front of the batch.
#pragma once
#include "core/tensor.h"

namespace misfit {

struct BlockView {
  Shape view;                       // blocks..., batch, lengths / block..., rest...
  std::vector<int64_t> strides;     // into the tensor with whole spatial axes
  Shape batched;                    // the view with blocks and batch as one axis
};
BlockView block_view(const Shape& spatial, const std::vector<int64_t>& block);

}  // namespace misfit
