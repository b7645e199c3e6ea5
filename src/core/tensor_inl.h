// The typed views of Tensor.
#pragma once
#include <algorithm>
#include <type_traits>

#include "core/visit.h"

namespace misfit {

template <class T> Tensor Tensor::of(Shape shape, std::span<const T> elements) {
  ENSURE(shape.elements() == static_cast<int64_t>(elements.size()));
  Tensor t = uninitialized(DTypeOf<T>::value, std::move(shape));
  std::copy(elements.begin(), elements.end(), t.mutable_data<T>().begin());
  return t;
}

template <class T> Tensor Tensor::of(Shape shape, std::initializer_list<T> elements) {
  return of(std::move(shape), std::span<const T>(elements.begin(), elements.size()));
}

template <class T> Tensor Tensor::scalar(T value) { return of(Shape{}, {value}); }

template <class T> std::span<const T> Tensor::data() const {
  ENSURE(DTypeOf<T>::value == dtype_);
  const size_t count = static_cast<size_t>(elements());
  if constexpr (std::is_same_v<T, std::string>)
    return std::span<const T>(buffer_->texts()).subspan(offset_ / sizeof(T), count);
  else
    return {reinterpret_cast<const T*>(raw()), count};
}

template <class T> std::span<T> Tensor::mutable_data() {
  ENSURE(DTypeOf<T>::value == dtype_);
  const size_t count = static_cast<size_t>(elements());
  if constexpr (std::is_same_v<T, std::string>)
    return buffer_->texts().subspan(offset_ / sizeof(T), count);
  else
    return {reinterpret_cast<T*>(mutable_raw()), count};
}

}  // namespace misfit
