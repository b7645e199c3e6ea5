// Gathering what adapt() is given.
#include <cstring>

#include "keras/utils/data.h"
#include "numpy/ndarray.h"
#include "tensorflow/dataset.h"

namespace misfit::keras {

std::optional<Tensor> gather_data(py::Interp& in, const py::Value& data) {
  auto* set = py::cast<tf::Dataset>(data);
  if (!set) {
    if (tf::TensorObject* t = tf::as_tensor_object(data); t && t->operand.value) return t->operand.value;
    return np::as_tensor(in, data);
  }
  std::vector<Tensor> batches;
  int64_t rows = 0;
  auto it = tf::iterate(in, *set);
  while (it) {
    auto element = it->next(in);
    if (!element) break;
    const Tensor& first = (*element)[0];
    batches.push_back(first.shape().rank() ? first : first.reshaped(Shape{1}));
    rows += batches.back().shape()[0];
  }
  if (in.pending()) return std::nullopt;
  if (batches.empty()) return Tensor::zeros(DType::kFloat32, Shape{0});
  Shape shape = batches[0].shape();
  shape[0] = rows;
  Tensor all = Tensor::uninitialized(batches[0].dtype(), shape);
  size_t at = 0;
  for (const Tensor& b : batches) {
    std::memcpy(all.mutable_raw() + at, b.raw(), b.bytes());
    at += b.bytes();
  }
  return all;
}

}  // namespace misfit::keras
