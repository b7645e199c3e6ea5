#include "ops/image/resize.h"

#include <algorithm>
#include <cmath>

#include "ops/rules.h"

namespace misfit {
namespace {
constexpr FaultSpec kFaults[] = {
    {"resize_c1", "InvalidArgumentError", "input must be 4-dimensional{shape}", "Shape must be rank 4 but is rank {rank}", {}, {}, "ValueError"},
    {"resize_c2", "InvalidArgumentError", "output dimensions must be positive"},
};
}

Result<Specs, Fault> infer_resize(const Inference& x, DType out) {
  const Shape& in = x.in[0].shape;
  if (in.known_rank() && in.rank() != 4) return Fault{&kFaults[0], {{"shape", bracket_text(in)}, {"rank", std::to_string(in.rank())}}};
  const auto size = known_integers(x.in[1]);
  if (x.eager && size && ((*size)[0] <= 0 || (*size)[1] <= 0)) return Fault{&kFaults[1], {}};
  const auto length = [&](size_t axis) { return in.known_rank() ? in[axis] : Shape::kUnknown; };
  return Specs{{out, Shape{length(0), size ? (*size)[0] : -1, size ? (*size)[1] : -1, length(3)}}};
}

ResizeSizes resize_sizes(const Shape& in, int64_t h, int64_t w) { return {in[0], in[1], in[2], in[3], h, w}; }

ResizeAxis::ResizeAxis(int64_t in, int64_t out, const Attrs& attrs)
    : in_(in), half_pixels_(attrs.get<bool>("half_pixel_centers")), align_corners_(attrs.get<bool>("align_corners")) {
  scale_ = align_corners_ && out > 1 ? static_cast<float>(in - 1) / static_cast<float>(out - 1) : static_cast<float>(in) / static_cast<float>(out);
}

int64_t ResizeAxis::nearest(int64_t i) const {
  const float x = half_pixels_ ? (static_cast<float>(i) + 0.5f) * scale_ : static_cast<float>(i) * scale_;
  const int64_t at = static_cast<int64_t>(align_corners_ ? std::round(x) : std::floor(x));
  return std::clamp<int64_t>(at, 0, in_ - 1);
}

ResizeAxis::Pair ResizeAxis::pair(int64_t i) const {
  const float x = at(i), whole = std::floor(x);
  return {std::max<int64_t>(static_cast<int64_t>(whole), 0), std::min<int64_t>(static_cast<int64_t>(std::ceil(x)), in_ - 1), x - whole};
}

}  // namespace misfit
