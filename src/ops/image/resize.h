// Images scaled to another height and width: where each output pixel looks.
#pragma once
#include "ops/op.h"

namespace misfit {

struct ResizeSizes { int64_t batch, height, width, channels, new_height, new_width; };
Result<Specs, Fault> infer_resize(const Inference&, DType out);
ResizeSizes resize_sizes(const Shape& in, int64_t new_height, int64_t new_width);

// Input coordinates of output pixel `i`: scaled, from pixel centres or aligned corners as the attributes say.
struct ResizeAxis {
  ResizeAxis(int64_t in, int64_t out, const Attrs&);
  float at(int64_t i) const { return half_pixels_ ? (static_cast<float>(i) + 0.5f) * scale_ - 0.5f : static_cast<float>(i) * scale_; }
  int64_t nearest(int64_t i) const;
  struct Pair { int64_t low, high; float lerp; };
  Pair pair(int64_t i) const;

 private:
  int64_t in_;
  float scale_;
  bool half_pixels_, align_corners_;
};

}  // namespace misfit
