// Updates written into a tensor at places named by index vectors.
#pragma once
#include "ops/op.h"

namespace misfit {

enum class ScatterBy { kSet, kAdd, kSub, kMax, kMin };
extern const std::span<const FaultSpec> kScatterFaults;

// Writes updates into `out`, which already holds what they are written over.
std::optional<Fault> scatter(ScatterBy, const Tensor& indices, const Tensor& updates, Tensor& out);
// TensorScatterUpdate and its kin: inputs tensor, indices, updates.
std::optional<Fault> inner_fault(const Shape& into, const Shape& indices, const Shape& updates, bool zeros);
Result<Specs, Fault> infer_tensor_scatter(const Inference&);
std::optional<Fault> compute_tensor_scatter(Kernel&, ScatterBy);
Operands extreme_scatter_gradient(const Gradient&);       // of the greatest or the least

}  // namespace misfit
