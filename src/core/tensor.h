// A tensor: an element type, a shape and the elements in row-major order. Immutable and cheap to copy.
#pragma once
#include <memory>
#include <span>

#include "core/buffer.h"
#include "core/dtype.h"
#include "core/shape.h"

namespace misfit {

class Tensor {
 public:
  Tensor() = default;                                            // no tensor
  Tensor(DType dtype, Shape shape, std::shared_ptr<Buffer> buffer, size_t offset_bytes = 0);
  static Tensor zeros(DType, Shape);
  static Tensor lazy(DType, Shape, Buffer::Fill fill, std::vector<Tensor> reads = {});
  template <class T> static Tensor of(Shape shape, std::span<const T> elements);
  template <class T> static Tensor of(Shape shape, std::initializer_list<T> elements);
  template <class T> static Tensor scalar(T value);
  static Tensor text(std::string value);
  static Tensor uninitialized(DType, Shape);                     // for kernels that then write every element

  explicit operator bool() const { return buffer_ != nullptr; }
  DType dtype() const { return dtype_; }
  const Shape& shape() const { return shape_; }                  // fully known
  int64_t elements() const { return shape_.elements(); }
  size_t bytes() const { return static_cast<size_t>(elements()) * size_of(dtype_); }
  bool materialized() const { return buffer_ && buffer_->materialized(); }

  template <class T> std::span<const T> data() const;            // T must be the dtype's C++ type
  template <class T> std::span<T> mutable_data();                // only for whoever has just made it
  const std::byte* raw() const;
  std::byte* mutable_raw();
  double at(int64_t flat_index) const;                           // any numeric dtype, as double
  int64_t int_at(int64_t flat_index) const;                      // any integer dtype or bool
  const std::string& text_at(int64_t flat_index) const;          // kString

  Tensor reshaped(Shape same_element_count) const;               // shares the buffer
  Tensor rows(int64_t first, int64_t last) const;                // [first, last) of axis 0; shares the buffer
  const std::shared_ptr<Buffer>& buffer() const { return buffer_; }
  size_t offset_bytes() const { return offset_; }

 private:
  DType dtype_ = DType::kInvalid;
  Shape shape_;
  std::shared_ptr<Buffer> buffer_;
  size_t offset_ = 0;
};

// The elements of a numeric tensor converted to another dtype, by C's rules, as NumPy's astype and TensorFlow's Cast do.
Tensor cast(const Tensor&, DType);

}  // namespace misfit

#include "core/tensor_inl.h"
