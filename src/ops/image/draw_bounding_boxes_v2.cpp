// Frames drawn on images.
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {exact_rank("frames_c1", "The rank of the images should be 4"), exact_rank("frames_c2", "The rank of the boxes tensor should be 3"),
                                 {"frames_c3", "InvalidArgumentError", "The batch sizes should be the same"},
                                 {"frames_c4", "InvalidArgumentError", "The size of the third dimension of the box must be 4. Received: {columns}", "Dimension must be 4 but is {columns}", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_is(x, 0, 4, kFaults[0])) return *fault;
  if (auto fault = rank_is(x, 1, 3, kFaults[1])) return *fault;
  const Shape &images = x.in[0].shape, &boxes = x.in[1].shape;
  if (images.known_rank() && boxes.known_rank() && images[0] >= 0 && boxes[0] >= 0 && images[0] != boxes[0]) return Fault{&kFaults[2], {}};
  if (boxes.known_rank() && boxes[2] >= 0 && boxes[2] != 4) return Fault{&kFaults[3], {{"columns", text(boxes[2])}}};
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor boxes = k.in(1), colours = k.in(2);
  const Shape s = k.in(0).shape();
  Tensor out = cast(k.in(0), DType::kFloat32);
  Tensor copy = Tensor::of<float>(s, out.data<float>());
  float* image = copy.mutable_data<float>().data();
  const int64_t count = boxes.shape()[1], height = s[1], width = s[2], channels = s[3];
  static constexpr float kTable[10][4] = {{1, 1, 0, 1}, {0, 0, 1, 1}, {1, 0, 0, 1}, {0, 1, 0, 1}, {0.5f, 0, 0.5f, 1}, {0.5f, 0.5f, 0, 1}, {0.5f, 0, 0, 1}, {0, 0, 0.5f, 1}, {0, 1, 1, 1}, {1, 0, 1, 1}};
  for (int64_t n = 0; n < s[0]; ++n)
    for (int64_t b = 0; b < count; ++b) {
      const int64_t at = (n * count + b) * 4;
      const int64_t top = static_cast<int64_t>(boxes.at(at) * static_cast<double>(height - 1)), left = static_cast<int64_t>(boxes.at(at + 1) * static_cast<double>(width - 1));
      const int64_t bottom = static_cast<int64_t>(boxes.at(at + 2) * static_cast<double>(height - 1)), right = static_cast<int64_t>(boxes.at(at + 3) * static_cast<double>(width - 1));
      if (top > bottom || left > right || top >= height || bottom < 0 || left >= width || right < 0) continue;
      const auto paint = [&](int64_t y, int64_t x) {
        if (y < 0 || y >= height || x < 0 || x >= width) return;
        for (int64_t c = 0; c < channels; ++c)
          image[((n * height + y) * width + x) * channels + c] = colours.elements() ? static_cast<float>(colours.at(b % colours.shape()[0] * colours.shape()[1] + c)) : channels == 1 ? 1.0f : kTable[b % 10][c % 4];
      };
      for (int64_t x = left; x <= right; ++x) { paint(top, x); paint(bottom, x); }
      for (int64_t y = top; y <= bottom; ++y) { paint(y, left); paint(y, right); }
    }
  k.forward(0, cast(copy, k.in(0).dtype()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kDrawBoundingBoxesV2{.name = "DrawBoundingBoxesV2", .infer = infer, .compute = compute};

}  // namespace misfit
