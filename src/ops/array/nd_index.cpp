#include "ops/array/nd_index.h"

#include "ops/rules.h"

namespace misfit {

NdIndex::NdIndex(const Tensor& indices, const Shape& into)
    : values_(integers(indices)), outer_(indices.shape().slice(0, indices.shape().rank() - 1)), into_(into),
      depth_(static_cast<size_t>(indices.shape().at(-1))), count_(outer_.elements()), slice_(into.slice(depth_, into.rank()).elements()) {}

bool NdIndex::inside(int64_t i) const {
  for (size_t d = 0; d < depth_; ++d) {
    const int64_t v = values_[static_cast<size_t>(i) * depth_ + d];
    if (v < 0 || v >= into_[d]) return false;
  }
  return true;
}

int64_t NdIndex::offset(int64_t i) const {
  int64_t at = 0;
  for (size_t d = 0; d < depth_; ++d) at = at * into_[d] + values_[static_cast<size_t>(i) * depth_ + d];
  return at * slice_;
}

std::optional<int64_t> NdIndex::first_outside() const {
  for (int64_t i = 0; i < count_; ++i)
    if (!inside(i)) return i;
  return std::nullopt;
}

std::string NdIndex::place(int64_t i) const {
  if (outer_.rank() == 0) return "";
  std::string text = "]";
  for (size_t d = outer_.rank(); d-- > 0; i /= outer_[d]) text = (d ? "," : "[") + std::to_string(i % outer_[d]) + text;
  return text;
}

std::string NdIndex::vector(int64_t i) const {
  std::string text = "[";
  for (size_t d = 0; d < depth_; ++d) text += (d ? ", " : "") + std::to_string(values_[static_cast<size_t>(i) * depth_ + d]);
  return text + "]";
}

}  // namespace misfit
