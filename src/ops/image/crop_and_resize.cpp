// Boxes cut from images and scaled to one size.
#include <cmath>

#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kBoxes{"crop_c2", "InvalidArgumentError", "boxes must have 4 columns", "Dimension must be 4 but is {columns}", {}, {}, "ValueError"};

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_rank(x.in[0].shape, 4)) return *fault;
  if (auto fault = want_rank(x.in[1].shape, 2)) return *fault;
  if (x.in[1].shape.known_rank() && x.in[1].shape[1] >= 0 && x.in[1].shape[1] != 4) return Fault{&kBoxes, {{"columns", text(x.in[1].shape[1])}}};
  const auto size = known_integers(x.in[3]);
  const Shape &in = x.in[0].shape, &boxes = x.in[1].shape;
  return Specs{{DType::kFloat32, Shape{boxes.known_rank() ? boxes[0] : -1, size ? (*size)[0] : -1, size ? (*size)[1] : -1, in.known_rank() ? in[3] : -1}}};
}

constexpr FaultSpec kFaults[] = {{"crop_c1", "OutOfRangeError", "box_index has values outside [0, batch_size)"}};

std::optional<Fault> compute(Kernel& k) {
  const Tensor in = cast(k.in(0), DType::kFloat32), boxes = cast(k.in(1), DType::kFloat32);
  const Shape& s = in.shape();
  const int64_t n = boxes.shape()[0], h = k.in(3).int_at(0), w = k.in(3).int_at(1), channels = s[3];
  const bool nearest = k.attrs().get<std::string>("method", "bilinear") == "nearest";
  const float outside = static_cast<float>(k.attrs().get<double>("extrapolation_value"));
  Tensor& out = k.out(0, DType::kFloat32, Shape{n, h, w, channels});
  float* to = out.mutable_data<float>().data();
  for (int64_t b = 0; b < n; ++b) {
    const int64_t image = k.in(2).int_at(b);
    if (image < 0 || image >= s[0]) return Fault{&kFaults[0], {}};
    const float* box = boxes.data<float>().data() + b * 4;
    const auto place = [&](int64_t i, int64_t count, float low, float high, int64_t length) {
      const float span = static_cast<float>(length - 1);
      return count > 1 ? low * span + static_cast<float>(i) * ((high - low) * span / static_cast<float>(count - 1)) : 0.5f * (low + high) * span;
    };
    for (int64_t y = 0; y < h; ++y)
      for (int64_t x = 0; x < w; ++x, to += channels) {
        const float v = place(y, h, box[0], box[2], s[1]), u = place(x, w, box[1], box[3], s[2]);
        const bool inside = v >= 0 && v <= static_cast<float>(s[1] - 1) && u >= 0 && u <= static_cast<float>(s[2] - 1);
        const auto pixel = [&](float r, float c, int64_t ch) { return in.data<float>()[static_cast<size_t>(((image * s[1] + static_cast<int64_t>(r)) * s[2] + static_cast<int64_t>(c)) * channels + ch)]; };
        for (int64_t c = 0; c < channels; ++c) {
          if (!inside) { to[c] = outside; continue; }
          if (nearest) { to[c] = pixel(std::round(v), std::round(u), c); continue; }
          const float top = std::floor(v), left = std::floor(u), bottom = std::ceil(v), right = std::ceil(u), dy = v - top, dx = u - left;
          const float upper = pixel(top, left, c) + (pixel(top, right, c) - pixel(top, left, c)) * dx;
          const float lower = pixel(bottom, left, c) + (pixel(bottom, right, c) - pixel(bottom, left, c)) * dx;
          to[c] = upper + (lower - upper) * dy;
        }
      }
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kCropAndResize{.name = "CropAndResize", .faults = kFaults, .infer = infer, .compute = compute, .reads_values = "crop_size"};

}  // namespace misfit
