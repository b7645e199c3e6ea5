// Moving elements about, whatever their type.
#pragma once
#include <span>

#include "core/tensor.h"

namespace misfit {

// Row-major strides, in elements.
std::vector<int64_t> strides_of(const Shape&);

// out[i...] = in[offset + Σ i·stride]. `strides` has one entry per axis of out and may hold zeros and negative numbers.
void gather_strided(const Tensor& in, int64_t offset, std::span<const int64_t> strides, Tensor& out);
// The reverse: out[offset + Σ i·stride] = in[i...], over the axes of `in`.
void scatter_strided(const Tensor& in, Tensor& out, int64_t offset, std::span<const int64_t> strides);

// Copies `count` elements between tensors of one dtype.
void copy_elements(const Tensor& from, int64_t from_index, Tensor& to, int64_t to_index, int64_t count);
void fill_zero(Tensor&);

}  // namespace misfit
