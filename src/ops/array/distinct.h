// Numbering elements by value, whatever their type.
#pragma once
#include <map>

#include "core/tensor.h"

namespace misfit {

// The number of each element of a vector among its different values in order of first appearance; `first` takes where each is first seen.
inline std::vector<int64_t> numbered(const Tensor& in, std::vector<int64_t>* first) {
  std::vector<int64_t> index(static_cast<size_t>(in.elements()));
  const auto number = [&](auto key_of) {
    std::map<decltype(key_of(int64_t{0})), int64_t> seen;
    for (int64_t i = 0; i < in.elements(); ++i) {
      const auto [at, is_new] = seen.try_emplace(key_of(i), static_cast<int64_t>(first->size()));
      if (is_new) first->push_back(i);
      index[static_cast<size_t>(i)] = at->second;
    }
  };
  if (in.dtype() == DType::kString) number([&](int64_t i) { return in.text_at(i); });
  else if (is_floating(in.dtype())) number([&](int64_t i) { return in.at(i); });
  else number([&](int64_t i) { return in.int_at(i); });
  return index;
}

}  // namespace misfit
