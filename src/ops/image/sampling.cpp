#include "ops/image/sampling.h"

namespace misfit {

Tensor sampled(const Tensor& images, const std::vector<Taps>& rows, const std::vector<Taps>& columns) {
  const Shape& s = images.shape();
  const int64_t channels = s[3], height = static_cast<int64_t>(rows.size()), width = static_cast<int64_t>(columns.size());
  Tensor out = Tensor::zeros(DType::kFloat32, Shape{s[0], height, width, channels});
  std::vector<float> line(static_cast<size_t>(s[2] * channels));
  float* to = out.mutable_data<float>().data();
  for (int64_t n = 0; n < s[0]; ++n)
    for (const Taps& row : rows) {
      std::fill(line.begin(), line.end(), 0.0f);
      for (size_t i = 0; i < row.weights.size(); ++i) {
        const float* from = images.data<float>().data() + (n * s[1] + row.first + static_cast<int64_t>(i)) * s[2] * channels;
        for (size_t j = 0; j < line.size(); ++j) line[j] += row.weights[i] * from[j];
      }
      for (const Taps& column : columns) {
        for (size_t i = 0; i < column.weights.size(); ++i)
          for (int64_t c = 0; c < channels; ++c) to[c] += column.weights[i] * line[static_cast<size_t>((column.first + static_cast<int64_t>(i)) * channels + c)];
        to += channels;
      }
    }
  return out;
}

}  // namespace misfit
